import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layout } from './messages.js';
import { layoutTree } from './pieces.js';
import { layoutRows, type Row } from './rows.js';
import { layoutOf, memberOf } from './testLayouts.js';

/** A row as a line: place, and each cell as `start-end label`, in bytes (bits in rows of bits). */
function lineOf({ kind, startBits, spanBytes, widthBits, cells, depth, layer }: Row): string {
  const unit = widthBits === 64 ? 8 : 1;
  const inside = depth === 0 ? '' : `${'|'.repeat(depth)}${layer} `;
  const words = cells.map((cell) => {
    const place = kind === 'bytes' || kind === 'bits' ? `${cell.startBits / unit}-${cell.endBits / unit} ` : '';
    const fill = cell.kind === 'member' ? '' : `${cell.kind}:`;
    return `${place}${fill}${cell.name}${cell.continuesBefore ? '<' : ''}${cell.continuesAfter ? '>' : ''}`;
  });
  const span = kind === 'bytes' && spanBytes > 8 ? `+${spanBytes}` : '';
  return `${inside}${kind === 'bytes' ? '' : `${kind} `}${startBits / 8}${span}: ${words.join(', ')}`;
}

function linesOf(layout: Layout, open: Readonly<Record<string, number>> = {}): readonly string[] {
  return layoutRows(layoutTree(layout), new Map(Object.entries(open))).map(lineOf);
}

test('members fill rows of eight bytes, and a hole stands where it is', () => {
  const layout = layoutOf({
    size: 24,
    members: ['0 4 size __u32', '4 4 flags __u32', '8 4 fd __s32', '16 8 token __u64'],
    holes: [{ kind: 'hole', bitOffset: 96, bitWidth: 32, before: 'token', after: 'fd' }],
  });
  assert.deepEqual(linesOf(layout), ['0: 0-4 size, 4-8 flags', '8: 0-4 fd, 4-8 hole:4-byte hole', '16: 0-8 token']);
});

test('a member that crosses a row says so in both', () => {
  const layout = layoutOf({ size: 20, members: ['0 4 a __u32', '4 4 b __u32', '8 4 fd __s32', '12 8 token __u64'] });
  assert.deepEqual(linesOf(layout), ['0: 0-4 a, 4-8 b', '8: 0-4 fd, 4-8 token>', '16: 0-4 token<']);
});

test('an array is one row for its whole rows, and opens by elements', () => {
  const layout = layoutOf({
    size: 1 << 20,
    members: ['0 4 n __u32', memberOf('4 1048572 data __u32', { dimensions: [262143] })],
  });
  assert.deepEqual(linesOf(layout), ['0: 0-4 n, 4-8 data>', '8+1048568: 0-8 data<']);
  assert.deepEqual(linesOf(layout, { data: 3 }), [
    '0: 0-4 n',
    'head 4: data',
    '0: 4-8 [0]',
    '8: 0-4 [1], 4-8 [2]',
    '16+1048560: 0-8 rest:262140 more of data',
  ]);
});

test('an array of records repeats the members of its first element', () => {
  const layout = layoutOf({
    size: 12,
    members: [
      memberOf('0 12 parts struct {…}', { dimensions: [3] }),
      memberOf('0 1 parts[].a __u8', { block: 0 }),
      memberOf('2 2 parts[].b __u16', { block: 0 }),
    ],
    blocks: [
      {
        kind: 'struct',
        offset: 0,
        size: 4,
        member: 'parts',
        holes: [{ kind: 'hole', bitOffset: 8, bitWidth: 8, before: 'parts[].b', after: 'parts[].a' }],
      },
    ],
  });
  assert.deepEqual(linesOf(layout, { parts: 2 }), [
    'head 0: parts',
    '0: 0-1 [0].a, 1-2 hole:1-byte hole, 2-4 [0].b, 4-5 [1].a, 5-6 hole:1-byte hole, 6-8 [1].b',
    '8: 0-8 rest:1 more of parts',
  ]);
});

test('alternatives of a union are layers; what is beside it keeps its row', () => {
  const layout = layoutOf({
    size: 24,
    members: [
      '0 4 kind __u32',
      memberOf('8 2 low __u16', { block: 1 }),
      memberOf('12 4 high __u32', { block: 1 }),
      memberOf('8 8 all __u64', { block: 0 }),
      '16 8 end __u64',
    ],
    blocks: [
      { kind: 'union', offset: 8, size: 8, holes: [] },
      { kind: 'struct', offset: 8, size: 8, block: 0, holes: [] },
    ],
    holes: [
      { kind: 'hole', bitOffset: 32, bitWidth: 32, before: 'low', after: 'kind' },
      { kind: 'hole', bitOffset: 80, bitWidth: 16, before: 'high', after: 'low' },
    ],
  });
  assert.deepEqual(linesOf(layout), [
    '0: 0-4 kind, 4-8 hole:4-byte hole',
    'head 8: union',
    '|1 8: 0-2 low, 2-4 hole:2-byte hole, 4-8 high',
    '|2 8: 0-8 all',
    '16: 0-8 end',
  ]);
});

test('bit-fields have rows of bits, in order of memory', () => {
  const layout = layoutOf({
    size: 8,
    members: ['0:0:3 4 a __u32', '0:3:1 4 b __u32', '0:4:16 4 c __u32', '4 4 after __u32'],
    holes: [{ kind: 'hole', bitOffset: 20, bitWidth: 12, before: 'after', after: 'c' }],
  });
  assert.deepEqual(linesOf(layout), [
    '0: 0-3 bits:3 bit-fields, 3-4 hole:12-bit hole, 4-8 after',
    'bits 0: 0-3 a, 3-4 b, 4-16 c>',
    'bits 2: 0-4 c<, 4-8 hole:12-bit hole',
  ]);
});

test('a flexible array is a note at its place', () => {
  const layout = layoutOf({ size: 4, members: ['0 4 n __u32', memberOf('4 0 data __u8', { dimensions: [-1] })] });
  assert.deepEqual(linesOf(layout), ['0: 0-4 n', 'note 4: data']);
});

test('a nested record closes and opens', () => {
  const layout = layoutOf({
    size: 8,
    members: [
      memberOf('0 8 u struct {…}'),
      memberOf('0 4 u.a int', { block: 0 }),
      memberOf('4 4 u.b int', { block: 0 }),
    ],
    blocks: [{ kind: 'struct', offset: 0, size: 8, member: 'u', holes: [] }],
  });
  assert.deepEqual(linesOf(layout), ['head 0: u', '0: 0-4 a, 4-8 b']);
  assert.deepEqual(linesOf(layout, { u: 0 }), ['0: 0-8 u']);
});

test('keys are unique, and rows that an edit leaves alone keep theirs', () => {
  const members = Array.from({ length: 10_000 }, (_, i) => `${i * 4} 4 m${i} __u32`);
  const before = layoutRows(layoutTree(layoutOf({ size: 40_000, members })), new Map());
  const after = layoutRows(
    layoutTree(layoutOf({ size: 40_000, members: members.with(20, '80 4 renamed __u32') })),
    new Map(),
  );
  assert.equal(new Set(before.map(({ key }) => key)).size, before.length);
  const changed = after.filter((row, i) => JSON.stringify(row) !== JSON.stringify(before[i]));
  assert.deepEqual(changed.map(lineOf), ['80: 0-4 renamed, 4-8 m21']);
});

test('blocks that lead nowhere break nothing', () => {
  const layout = layoutOf({
    size: 8,
    members: [memberOf('0 4 a int', { block: 7 }), memberOf('4 4 __proto__ int')],
    blocks: [{ kind: 'union', offset: 0, size: 8, block: 3, member: 'nobody', holes: [] }],
    holes: [{ kind: 'hole', bitOffset: 0, bitWidth: 1, after: 'constructor' }],
  });
  assert.ok(linesOf(layout).some((line) => line.includes('__proto__')));
});
