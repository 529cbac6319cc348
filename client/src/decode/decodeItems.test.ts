import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDecoded } from '../answers.js';
import { decodeItems, decodeTitle, textToDecode } from './decodeItems.js';

const location = {
  uri: 'file:///fs.h',
  range: { start: { line: 9, character: 8 }, end: { line: 9, character: 20 } },
};

test('commands come first, then the fields on each family of ABIs', () => {
  const answer = readDecoded({
    number: 0xc0189436,
    decoded: [
      { abis: ['x86_64', 'i386'], dir: 'rw', type: 0x94, nr: 54, size: 24 },
      { abis: ['mips'], dir: 'raw:6', type: 0x94, nr: 54, size: 24 },
    ],
    candidates: [{ name: 'FIDEDUPERANGE', location, record: 'file_dedupe_range' }],
  });
  assert.ok(answer !== undefined);
  assert.equal(decodeTitle(answer), '0xc0189436 = 3222836278');
  const items = decodeItems(answer, ({ uri, range }) => `${uri}:${range.start.line + 1}`);
  assert.deepEqual(
    items.map(({ label, description, detail, copy }) => [label, description, detail, copy]),
    [
      ['FIDEDUPERANGE', 'file_dedupe_range', 'file:///fs.h:10', 'FIDEDUPERANGE'],
      ['_IOWR, 24 bytes · 0x94 · nr 54', 'x86_64, i386', undefined, '0xc0189436: _IOWR, 24 bytes · 0x94 · nr 54'],
      ['raw:6 · 0x94 · nr 54', 'mips', undefined, '0xc0189436: raw:6 · 0x94 · nr 54'],
    ],
  );
});

test('an answer without a number is none', () => {
  for (const answer of [null, {}, { number: '0x1' }]) assert.equal(readDecoded(answer), undefined);
});

test('what is decoded: the selection, else a word that can be an ioctl', () => {
  assert.equal(textToDecode(' ioctl(3, KVM_RUN, 0) ', 'x'), 'ioctl(3, KVM_RUN, 0)');
  assert.equal(textToDecode('', '0x3b64'), '0x3b64');
  assert.equal(textToDecode('', '-1072131018'), '-1072131018');
  assert.equal(textToDecode('', 'VFIO_TYPE'), 'VFIO_TYPE');
  for (const word of ['', 'struct', '__u32', 'Foo']) assert.equal(textToDecode('', word), undefined);
});
