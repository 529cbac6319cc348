import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderAnalysis } from '../../core/unit/headerAnalysis.js';
import { createStyle } from '../style.js';
import { analysis, hole, ioctl, layout, member, rangeOf, record, sourceFile } from '../testing/analyses.js';
import { declaration } from './declaration.js';
import { layoutDocument } from './layoutJson.js';
import { layoutText } from './layoutText.js';

const file = sourceFile(
  'linux/foo.h',
  `struct foo {
	__u32 id;
	__u64 addr;
	union { __u8 lo:3, hi:5; __u16 word; };
	struct { __s16 x; } grid[2];
};
struct lost { missing_t m; };
enum foo_kind { FOO_A, FOO_B };
#define FOO_MAX 18446744073709551615ULL
#define FOO_GET _IOR('f', 1, struct foo)
`,
);

/** struct foo, with `addr` at an offset of 8 or of 4. */
function foo(addrAt: number, alignBytes: number): ReturnType<typeof layout> {
  const bits = { widthBits: 3 };
  const rest = addrAt + 8;
  const union = layout(
    2,
    2,
    [
      member(file, 'lo', 0, 1, '__u8', bits),
      member(file, 'hi', 3, 1, '__u8', { widthBits: 5 }),
      member(file, 'word', 0, 2, '__u16'),
    ],
    [],
    'union',
  );
  const grid = layout(2, 2, [member(file, 'x', 0, 2, '__s16')]);
  const padding = addrAt === 8 ? [hole(4, 4, 'addr', 'id')] : [];
  return layout(
    rest + 8,
    alignBytes,
    [
      member(file, 'id', 0, 4, '__u32'),
      member(file, 'addr', addrAt, 8, '__u64'),
      member(file, '', rest, 2, 'union', { nested: union }),
      member(file, 'grid', rest + 2, 4, 'struct', { nested: grid, dimensions: [2] }),
    ],
    [...padding, { offsetBits: (rest + 6) * 8, widthBits: 16, kind: 'tail', after: 'grid' }],
  );
}

function analyses(): readonly HeaderAnalysis[] {
  const lost = record(file, 'lost', undefined);
  const wide = [record(file, 'foo', foo(8, 8)), lost];
  const narrow = [record(file, 'foo', foo(4, 4)), lost];
  const enums = [
    {
      name: 'foo_kind',
      range: rangeOf(file, 'foo_kind'),
      enumerators: [
        { name: 'FOO_A', value: 0n, range: rangeOf(file, 'FOO_A') },
        { name: 'FOO_B', value: 1n, range: rangeOf(file, 'FOO_B') },
      ],
    },
  ];
  const macros = [{ name: 'FOO_MAX', value: 2n ** 64n - 1n, range: rangeOf(file, 'FOO_MAX') }];
  const command = { direction: 'r', type: 0x66, nr: 1, argumentType: 'struct foo' } as const;
  const get = (value: bigint, sizeBytes: number) => [
    ioctl(file, 'FOO_GET', { ...command, value, sizeBytes, argumentSizeBytes: sizeBytes }),
  ];
  return [
    analysis(file, 'x86_64', { records: wide, enums, macros, ioctls: get(0x80186601n, 24) }),
    analysis(file, 'i386', { records: narrow, enums, macros, ioctls: get(0x80146601n, 20) }),
    analysis(file, 'aarch64', { records: wide, enums, macros, ioctls: get(0x80186601n, 24) }),
    analysis(file, 'riscv64', { records: wide, enums, macros, ioctls: get(0x80186601n, 24) }),
  ];
}

test('text shows ABIs side by side where they differ, and once where they agree', () => {
  const text = layoutText(analyses(), { style: createStyle(false), columns: 100 });
  assert.equal(
    text,
    `linux/foo.h  x86_64 i386 aarch64 riscv64

all but i386         i386\tstruct foo {\t/* line 1 */
      0    4       0    4\t\t__u32 id;
      4    4       -    -\t\t/* hole */
      8    8       4    8\t\t__u64 addr;
     16    2      12    2\t\tunion {
   16:0   3b    12:0   3b\t\t\t__u8 lo:3;
   16:3   5b    12:3   5b\t\t\t__u8 hi:5;
     16    2      12    2\t\t\t__u16 word;
                         \t\t};
     18    4      14    4\t\tstruct {
     18    2      14    2\t\t\t__s16 x;
                         \t\t} grid[2];
     22    2      18    2\t\t/* tail padding */
          24           20\t};\t/* align 8, 4 on i386 */

struct lost: no layout: type 'missing_t' is unknown

      value\tenum foo_kind {\t/* line 8 */
          0\t\tFOO_A,
          1\t\tFOO_B,
           \t};

               value  hex               \tmacros
18446744073709551615  0xffffffffffffffff\tFOO_MAX

number      dir    type      nr           size\tioctls
0x80186601  r      'f' 0x66    1 0x01       24\tFOO_GET  struct foo
0x80146601                                  20\t  on i386
`.replace(
      'riscv64\n\n',
      'riscv64\n  4:2 3b: three bits from bit 2 of byte 4, counted from the lowest bit (big endian: from the highest)\n\n',
    ),
  );
});

test('a record that a header declares twice, as it includes itself, is shown once for each ABI', () => {
  const twice = analyses().map((each) => ({ ...each, records: [...each.records, ...each.records] }));
  const options = { style: createStyle(false), columns: 100 };
  assert.equal(layoutText(twice, options), layoutText(analyses(), options));
});

test('a narrow terminal gets the groups one below the other', () => {
  const text = layoutText(analyses().slice(0, 2), { style: createStyle(false), columns: 60 });
  assert.equal(text.match(/struct foo \{/g)?.length, 2);
  assert.match(text, /^ {5}x86_64\tstruct foo/m);
  assert.match(text, /^ {7}i386\tstruct foo/m);
});

test('colours surround the text and do not change it', () => {
  const plain = layoutText(analyses(), { style: createStyle(false), columns: 100 });
  const coloured = layoutText(analyses(), { style: createStyle(true), columns: 100 });
  assert.notEqual(coloured, plain);
  assert.equal(coloured.replace(/\x1b\[\d+m/g, ''), plain);
});

test('a hole is shown once, in the branch of the union that has it', () => {
  const inside = hole(1, 3, 'addr', 'id');
  const branch = layout(8, 4, [member(file, 'id', 0, 1, '__u8'), member(file, 'addr', 4, 4, '__u32')], [inside]);
  const members = [member(file, '', 0, 8, 'struct', { nested: branch }), member(file, 'word', 0, 12, '__u8[12]')];
  const tail = { offsetBits: 96, widthBits: 32, kind: 'tail' } as const;
  const union = layout(16, 8, members, [inside, tail], 'union');
  const records = [record(file, 'foo', union)];
  assert.equal(
    layoutText([analysis(file, 'x86_64', { records })], { style: createStyle(false), columns: 100 }),
    `linux/foo.h  x86_64

offset size\tunion foo {\t/* line 1 */
     0    8\t\tstruct {
     0    1\t\t\t__u8 id;
     1    3\t\t\t/* hole */
     4    4\t\t\t__u32 addr;
           \t\t};
     0   12\t\t__u8 word[12];
    12    4\t\t/* tail padding */
         16\t};\t/* align 8 */
`,
  );
});

test('a name from a header cannot drive the terminal', () => {
  const evil = record(file, 'foo', layout(4, 4, [member(file, 'id', 0, 4, '\x1b]0;owned\x07__u32')]));
  const text = layoutText([analysis(file, 'x86_64', { records: [evil] })], { style: createStyle(false), columns: 80 });
  assert.ok(!text.includes('\x1b'));
});

test('ndjson lists members flat, at absolute places', () => {
  const document = JSON.parse(layoutDocument(analyses()[1]));
  assert.deepEqual(document, {
    schemaVersion: 1,
    abi: 'i386',
    header: 'linux/foo.h',
    structs: [
      {
        name: 'foo',
        kind: 'struct',
        size: 20,
        align: 4,
        members: [
          { path: 'id', offset: 0, size: 4, type: '__u32' },
          { path: 'addr', offset: 4, size: 8, type: '__u64' },
          { path: 'lo', offset: 12, size: 1, type: '__u8', bitOffset: 96, bitWidth: 3 },
          { path: 'hi', offset: 12, size: 1, type: '__u8', bitOffset: 99, bitWidth: 5 },
          { path: 'word', offset: 12, size: 2, type: '__u16' },
          { path: 'grid', offset: 14, size: 4, type: 'struct' },
          { path: 'grid[].x', offset: 14, size: 2, type: '__s16' },
        ],
      },
      {
        name: 'lost',
        kind: 'struct',
        size: null,
        align: null,
        members: [],
        incomplete: "type 'missing_t' is unknown",
      },
    ],
    enums: [{ name: 'foo_kind', values: { FOO_A: 0, FOO_B: 1 } }],
    macros: { FOO_MAX: '18446744073709551615' },
    ioctls: [{ name: 'FOO_GET', value: 0x80146601, dir: 'r', type: 0x66, nr: 1, size: 20 }],
    diagnostics: [],
  });
});

test('ndjson puts diagnostics at lines and columns from 1, with the file where it is another', () => {
  const other = sourceFile('linux/bar.h', 'x');
  const diagnostics = [
    { code: 'syntax/a', severity: 'error' as const, message: 'say "no"', range: rangeOf(file, 'addr') },
    { code: 'syntax/b', severity: 'warning' as const, message: 'odd', range: { file: other, start: 0, end: 1 } },
  ];
  const document = JSON.parse(layoutDocument(analysis(file, 'x86_64', { diagnostics })));
  assert.deepEqual(document.diagnostics, [
    { severity: 'error', code: 'syntax/a', message: 'say "no"', line: 3, column: 8 },
    { severity: 'warning', code: 'syntax/b', message: 'odd', line: 1, column: 1, file: 'linux/bar.h' },
  ]);
});

for (const [type, name, expected] of [
  ['__u32', 'id', '__u32 id'],
  ['char[16]', 'name', 'char name[16]'],
  ['struct foo *', 'next', 'struct foo *next'],
  ['void *[4]', 'p', 'void *p[4]'],
  ['int (*)(void *, int)', 'f', 'int (*f)(void *, int)'],
  ['int (*[2])(void)', 'f', 'int (*f[2])(void)'],
  ['int (*)[4]', 'row', 'int (*row)[4]'],
  ['__u8[]', 'data', '__u8 data[]'],
] as const) {
  test(`${type} is declared as ${expected}`, () => assert.equal(declaration(type, name), expected));
}
