import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterPragma, isSamePack, NO_PACK, type PackState } from './pragmaPack.js';

const after = (...lines: readonly string[]): PackState => lines.reduce(afterPragma, NO_PACK);

const pairs: readonly (readonly [one: readonly string[], other: readonly string[], isSame: boolean])[] = [
  [[], [], true],
  [['#pragma pack(1)'], ['#pragma pack(push, 1)'], false],
  [['#pragma pack(push, 1)', '#pragma pack(pop)'], [], true],
  [['#pragma pack(push, 1)'], ['#pragma pack(push)', '#pragma pack(1)'], true],
  [['#pragma pack(push, a, 1)'], ['#pragma pack(push, b, 1)'], false],
  [['#pragma pack(2)', '#pragma pack(push, 1)'], ['#pragma pack(push, 1)'], false],
  [['#pragma pack(push)', '#pragma pack(push)'], ['#pragma pack(push)'], false],
];

for (const [one, other, isSame] of pairs) {
  test(`${one.join(' ') || 'no pragma'} is ${isSame ? '' : 'not '}as ${other.join(' ') || 'no pragma'}`, () => {
    assert.equal(isSamePack(after(...one), after(...other)), isSame);
    assert.equal(isSamePack(after(...other), after(...one)), isSame);
  });
}
