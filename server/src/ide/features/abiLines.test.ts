import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AbiId, ALL_ABIS } from '../../core/index.js';
import { abiLines, abiPhrase, onlyOn, sharedAnswer } from './abiLines.js';
import { bitText, firstSentences, meansBits } from './markdown.js';

const all: readonly AbiId[] = ALL_ABIS.map(({ id }) => id);

function answers(of: (abi: AbiId) => string): readonly (readonly [AbiId, string])[] {
  return all.map((abi) => [abi, of(abi)] as const);
}

test('answers of few ABIs name them, and the largest group goes by its first ABI', () => {
  const wide: readonly AbiId[] = ['mips', 'powerpc', 'powerpc64', 'sparc64', 'alpha'];
  const families = answers((abi) => (wide.includes(abi) ? 'b' : 'a'));
  assert.deepEqual(abiLines(families), ['x86_64 and 10 others: a', 'mips, powerpc, powerpc64, sparc64, alpha: b']);
  assert.deepEqual(abiLines(answers((abi) => (abi === 'm68k' ? '2' : '4'))), ['all but m68k: 4', 'm68k: 2']);
  assert.deepEqual(abiLines(answers(() => '4')), ['all 16 ABIs: 4']);
  assert.equal(abiPhrase(answers((abi) => (abi === 'i386' ? '4' : '8'))), '8; 4 on i386');
  assert.equal(abiPhrase([]), '');
});

test('every ABI is named or counted once, however the answers fall', () => {
  for (let groups = 1; groups <= all.length; groups++) {
    const lines = abiLines(answers((abi) => `${all.indexOf(abi) % groups}`));
    assert.equal(lines.length, groups);
    const named = lines.flatMap((line) => line.slice(0, line.indexOf(':')).split(', '));
    const counted = lines.filter((line) => line.includes(' others:'));
    assert.ok(counted.length <= 1);
    if (counted.length === 0 && !lines.some((line) => line.startsWith('all '))) assert.equal(named.length, all.length);
  }
});

test('what is shared, and where only some take part', () => {
  assert.equal(sharedAnswer(answers(() => 'x')), 'x');
  assert.equal(sharedAnswer(answers((abi) => abi)), undefined);
  assert.equal(sharedAnswer([]), undefined);
  assert.equal(onlyOn(all, all), '');
  assert.equal(onlyOn(['i386'], all), 'only on i386');
});

test('bits are told of what an author means as bits', () => {
  assert.equal(bitText(8n), '3');
  assert.equal(bitText(0xf0n), '4-7');
  assert.equal(bitText(5n), '');
  assert.equal(bitText(0n), '');
  assert.ok(meansBits('(1 << 2)', []));
  assert.ok(meansBits('0x02', ['0x01', '0x04']));
  assert.ok(!meansBits('0x40', ['0xA0']));
  assert.ok(!meansBits('8', ['4']));
  assert.ok(!meansBits('0x2', ['0x1', '0x3']));
});

test('a summary ends with a sentence', () => {
  assert.equal(firstSentences('  One.\n Two. '), 'One. Two.');
  const long = `${'A word of it, e.g. this. '.repeat(20)}`;
  assert.match(firstSentences(long), /this\.$/);
  assert.match(firstSentences('word '.repeat(100)), /word …$/);
});
