import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareLayouts, differenceSentence } from './compare.js';
import { layoutOf, memberOf } from './testLayouts.js';

const wide = layoutOf({ size: 24, members: ['0 4 size __u32', '4 4 flags __u32', '8 4 fd __s32', '16 8 token __u64'] });
const narrow = layoutOf({
  size: 20,
  align: 4,
  members: ['0 4 size __u32', '4 4 flags __u32', '8 4 fd __s32', '12 8 token __u64'],
});

test('what moved between two ABIs', () => {
  const comparison = compareLayouts(wide, narrow);
  assert.deepEqual([...comparison.differences], [['token', 'moved']]);
  assert.equal(differenceSentence(comparison), 'token moves 16 → 12; size 24 → 20; alignment 8 → 4');
});

test('the same layout has no sentence', () => {
  assert.equal(differenceSentence(compareLayouts(wide, { ...wide, abis: ['i386'] })), '');
});

test('a record that moves takes its members along', () => {
  const before = layoutOf({ size: 8, members: ['0 4 u struct', memberOf('0 4 u.a int', { block: 0 })] });
  const after = layoutOf({ size: 12, members: ['8 4 u struct', memberOf('8 4 u.a int', { block: 0 })] });
  assert.equal(differenceSentence(compareLayouts(before, after)), 'u moves 0 → 8; size 8 → 12');
});

test('many that move by the same distance are one part of the sentence', () => {
  const at = (shift: number) => ['a', 'b', 'c'].map((name, i) => `${i * 4 + shift} 4 ${name} int`);
  const grown = layoutOf({ size: 16, members: ['0 4 new int', ...at(4)] });
  const comparison = compareLayouts(layoutOf({ size: 12, members: at(0) }), grown);
  assert.equal(
    differenceSentence(comparison),
    'new is new; a moves 0 → 4, and 2 members after it by as much; size 12 → 16',
  );
});

test('what came and what went', () => {
  const before = layoutOf({ size: 4, members: ['0 4 old int'] });
  const after = layoutOf({ size: 24, members: ['a', 'b', 'c', 'd', 'e'].map((name, i) => `${i * 4} 4 ${name} int`) });
  const comparison = compareLayouts(before, after);
  assert.equal(differenceSentence(comparison), 'a, b, c and 2 more are new; old is gone; size 4 → 24');
});

test('bit-fields move by bits, and may change their width', () => {
  const before = layoutOf({ size: 4, members: ['0:0:3 4 a __u32', '0:3:5 4 b __u32'] });
  const after = layoutOf({ size: 4, members: ['0:0:4 4 a __u32', '0:4:5 4 b __u32'] });
  assert.equal(differenceSentence(compareLayouts(before, after)), 'b moves 0:3 → 0:4; a 3 bits → 4 bits');
});
