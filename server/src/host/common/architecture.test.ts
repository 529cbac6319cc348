import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_ABIS } from '../../core/target/abis.js';
import { abisFor, architectureOfAsmEntries, architectureOfTriplet } from './architecture.js';

test('every triplet of an ABI names the architecture of its table', () => {
  for (const abi of ALL_ABIS) {
    assert.ok(abi.triplets.length > 0, abi.id);
    for (const triplet of abi.triplets) assert.equal(architectureOfTriplet(triplet), abi.kernelArch, triplet);
  }
});

test('other folders of /usr/include are no triplets', () => {
  for (const name of [
    'linux',
    'asm-generic',
    'x86_64-w64-mingw32',
    'c++',
    'linux-gnu',
    'foo-linux-gnu',
    'python3.11',
  ]) {
    assert.equal(architectureOfTriplet(name), undefined, name);
  }
  assert.equal(architectureOfTriplet('loongarch64-linux-gnu'), 'loongarch');
  assert.equal(architectureOfTriplet('aarch64-linux-musl'), 'arm64');
});

test('an asm/ folder is told by a header that one architecture has', () => {
  const owner = (...names: readonly string[]): string | undefined =>
    architectureOfAsmEntries((name) => names.includes(name));
  assert.equal(owner('types.h', 'ldt.h'), 'x86');
  assert.equal(owner('types.h', 'pdc.h'), 'parisc');
  assert.equal(owner('types.h', 'ioctl.h'), undefined);
});

test('a header of one architecture is for its ABIs alone', () => {
  const file = { path: '/a.h', displayName: 'a.h', text: '', view: 'installed' } as const;
  const ids = (architecture: string): readonly string[] =>
    abisFor({ ...file, architecture }, ALL_ABIS).map((abi) => abi.id);
  assert.deepEqual(ids('x86'), ['x86_64', 'i386', 'x32']);
  assert.deepEqual(ids('arm'), ['arm', 'arm-oabi']);
  assert.deepEqual(ids('loongarch'), []);
  assert.equal(abisFor(file, ALL_ABIS), ALL_ABIS);
});
