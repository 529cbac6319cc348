/**
 * Records that the headers of test/fixtures/layout do not have, all ABIs in one analysis: sizes that hang on more than the
 * widths of scalars, types by `typeof` and by machine modes, and records that have no layout, with the reason. The numbers are
 * gcc 12's: size, alignment, and the offsets of the members.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_ABIS, flattenMembers, type HeaderAnalysis, type SourceFile } from 'uapi-language-server/core';
import { createTestHost } from '../harness/uapi.js';

function analysed(text: string): ReadonlyMap<string, HeaderAnalysis> {
  const file: SourceFile = { path: '/records.h', displayName: 'records.h', text: `${text}\n`, view: 'installed' };
  const session = createTestHost().sessionFor(file, { includeRoots: [], archIncludes: [] });
  return new Map(session.analyze(file, ALL_ABIS).map((analysis) => [analysis.abi.id, analysis]));
}

function recordOf(analyses: ReadonlyMap<string, HeaderAnalysis>, abi: string): HeaderAnalysis['records'][number] {
  const record = analyses.get(abi)?.records.find(({ name }) => /^(?:struct |union )?s$/.test(name));
  assert.ok(record !== undefined, abi);
  return record;
}

/** Text, members, and the ABIs by what gcc says on them: size, alignment, offsets of the members. */
const records: readonly (readonly [
  text: string,
  members: readonly string[],
  facts: Readonly<Record<string, string>>,
])[] = [
  [
    'typedef int t __attribute__((aligned(sizeof(long)))); struct s { char a; t b; };',
    ['b'],
    { '16 8 8': 'x86_64 s390x', '8 4 4': 'i386 x32 arm arm-oabi m68k powerpc sh4' },
  ],
  [
    'enum e { E } __attribute__((mode(byte))); struct s { char a; enum e b; };',
    ['b'],
    { '2 1 1': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '4 4 1': 'arm-oabi' },
  ],
  [
    'enum e { E = 300 } __attribute__((packed)); struct s { char a; enum e b; };',
    ['b'],
    { '4 2 2': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '4 4 2': 'arm-oabi' },
  ],
  [
    'enum e { E = 0x100000000LL }; struct s { char a; enum e b; };',
    ['b'],
    { '16 8 8': 'x86_64 x32 arm powerpc s390x', '12 4 4': 'i386 arm-oabi sh4', '10 2 2': 'm68k' },
  ],
  [
    'struct s { char a; const __typeof__(sizeof(0)) b; __typeof__(char[3]) c; };',
    ['b', 'c'],
    { '24 8 8 16': 'x86_64 s390x', '12 4 4 8': 'i386 x32 arm arm-oabi powerpc sh4', '10 2 2 6': 'm68k' },
  ],
  [
    'struct s { char a; short b[sizeof(long)]; char c; };',
    ['b', 'c'],
    { '20 2 2 18': 'x86_64 s390x', '12 2 2 10': 'i386 x32 arm m68k powerpc sh4', '12 4 2 10': 'arm-oabi' },
  ],
  [
    'enum { N = 3, M = N * 2 }; struct s { char a; short b[M]; char c[N + 1]; };',
    ['b', 'c'],
    { '18 2 2 14': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '20 4 2 14': 'arm-oabi' },
  ],
  [
    'enum { N = sizeof(long), M }; struct s { char a[N]; char b[M]; int c; };',
    ['b', 'c'],
    { '24 4 8 20': 'x86_64 s390x', '16 4 4 12': 'i386 x32 arm arm-oabi powerpc sh4', '14 2 4 10': 'm68k' },
  ],
  [
    'enum { A = 1, B = A, C = B, D = C, E = D, F = E, G = F, H = G, I = H, J = I, K = J, L = K + sizeof(long) }; struct s { char a[L]; int b; };',
    ['b'],
    { '16 4 12': 'x86_64 s390x', '12 4 8': 'i386 x32 arm arm-oabi powerpc sh4', '10 2 6': 'm68k' },
  ],
  [
    'typedef int v __attribute__((vector_size(16))); struct s { char a; v b; };',
    ['b'],
    {
      '32 16 16': 'x86_64 i386 x32 powerpc',
      '24 8 8': 'arm',
      '32 4 16': 'arm-oabi sh4',
      '32 2 16': 'm68k',
      '32 8 16': 's390x',
    },
  ],
  [
    'struct s { char a; _Complex float b; char c; _Complex double d; };',
    ['b', 'd'],
    { '32 8 4 16': 'x86_64 x32 arm powerpc s390x', '32 4 4 16': 'i386 arm-oabi sh4', '28 2 2 12': 'm68k' },
  ],
  [
    'struct s { char a; int b __attribute__((aligned)); };',
    ['b'],
    { '32 16 16': 'x86_64 i386 x32 powerpc', '16 8 8': 'arm s390x', '8 4 4': 'arm-oabi sh4', '6 2 2': 'm68k' },
  ],
  [
    'struct t { char a; long long b; } __attribute__((aligned(sizeof(long)))); struct s { char a; struct t b; };',
    ['b'],
    { '24 8 8': 'x86_64 x32 arm powerpc s390x', '16 4 4': 'i386 arm-oabi m68k sh4' },
  ],
  [
    'struct s { char a; struct { char b; int c; } d[2]; union { short e; char f[3]; }; };',
    ['d', 'e', 'f'],
    { '24 4 4 20 20': 'x86_64 i386 x32 arm arm-oabi powerpc s390x sh4', '18 2 2 14 14': 'm68k' },
  ],
  [
    'typedef struct { char x[3]; } t; struct s { short a; t b[2]; const t c; };',
    ['b', 'c'],
    { '12 2 2 8': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '16 4 4 12': 'arm-oabi' },
  ],
  [
    'typedef long t __attribute__((aligned(32))); struct s { char a; t b; char c; };',
    ['b', 'c'],
    { '64 32 32 40': 'x86_64 s390x', '64 32 32 36': 'i386 x32 arm arm-oabi m68k powerpc sh4' },
  ],
  [
    'typedef int t __attribute__((mode(DI))); struct s { char a; t b; };',
    ['b'],
    { '16 8 8': 'x86_64 x32 arm powerpc s390x', '12 4 4': 'i386 arm-oabi sh4', '10 2 2': 'm68k' },
  ],
  [
    'typedef int t __attribute__((mode(word))); struct s { char a; t b; };',
    ['b'],
    { '16 8 8': 'x86_64 x32 s390x', '8 4 4': 'i386 arm arm-oabi powerpc sh4', '6 2 2': 'm68k' },
  ],
  [
    'typedef int t __attribute__((mode(pointer))); struct s { char a; t b; };',
    ['b'],
    { '16 8 8': 'x86_64 s390x', '8 4 4': 'i386 x32 arm arm-oabi powerpc sh4', '6 2 2': 'm68k' },
  ],
  [
    'typedef float t __attribute__((mode(DF))); struct s { char a; t b; };',
    ['b'],
    { '16 8 8': 'x86_64 x32 arm powerpc s390x', '12 4 4': 'i386 arm-oabi sh4', '10 2 2': 'm68k' },
  ],
  [
    'struct s { char a[(1 ? 2 : 3) * sizeof(void *)]; long long b; };',
    ['b'],
    { '24 8 16': 'x86_64 s390x', '16 4 8': 'i386 arm-oabi sh4', '16 8 8': 'x32 arm powerpc', '16 2 8': 'm68k' },
  ],
  [
    'struct s { char a; int b : 3; int : 0; char c; long long : 5; int d : 20; };',
    ['c'],
    { '12 4 4': 'x86_64 i386 x32 arm-oabi powerpc s390x sh4', '16 8 4': 'arm', '8 2 2': 'm68k' },
  ],
  [
    '#pragma pack(2)\nstruct s { char a; int b : 3; int : 0; char c; long long d; };',
    ['c', 'd'],
    { '14 2 4 6': 'x86_64 i386 x32 arm-oabi powerpc s390x sh4', '16 4 4 6': 'arm', '12 2 2 4': 'm68k' },
  ],
  [
    'struct s { char a; _Bool b : 1; char c : 8; short d : 16; int e; };',
    ['e'],
    { '12 4 8': 'x86_64 i386 x32 arm arm-oabi powerpc s390x sh4', '10 2 6': 'm68k' },
  ],
  [
    'struct s { char a; struct { long long x; } __attribute__((packed)) b; } __attribute__((aligned(2)));',
    ['b'],
    { '10 2 1': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '12 4 1': 'arm-oabi' },
  ],
  [
    'struct s { char a; __typeof__(((struct { short x; char y; } *)0)->x) b; int c; };',
    ['b', 'c'],
    { '8 4 2 4': 'x86_64 i386 x32 arm arm-oabi powerpc s390x sh4', '8 2 2 4': 'm68k' },
  ],
  [
    'struct s { int a; long b[]; };',
    ['b'],
    { '8 8 8': 'x86_64 s390x', '4 4 4': 'i386 x32 arm arm-oabi powerpc sh4', '4 2 4': 'm68k' },
  ],
  [
    'union s { char a; long long b; short c[5]; };',
    ['b'],
    { '16 8 0': 'x86_64 x32 arm powerpc s390x', '12 4 0': 'i386 arm-oabi sh4', '10 2 0': 'm68k' },
  ],
  [
    'struct t { }; struct s { char a; struct t b; int c; };',
    ['b', 'c'],
    { '8 4 1 4': 'x86_64 i386 x32 arm powerpc s390x sh4', '8 4 4 4': 'arm-oabi', '6 2 1 2': 'm68k' },
  ],
  [
    'struct s { char a; double b; long double c; };',
    ['b', 'c'],
    {
      '32 16 8 16': 'x86_64 x32 powerpc',
      '24 4 4 12': 'i386',
      '24 8 8 16': 'arm',
      '20 4 4 12': 'arm-oabi sh4',
      '22 2 2 10': 'm68k',
      '32 8 8 16': 's390x',
    },
  ],
  [
    'struct s { int a; } __attribute__((aligned(2), aligned(sizeof(long))));',
    [],
    { '8 8': 'x86_64 s390x', '4 4': 'i386 x32 arm arm-oabi m68k powerpc sh4' },
  ],
  [
    'struct s { int a __attribute__((aligned(2), aligned(sizeof(long)))); };',
    [],
    { '8 8': 'x86_64 s390x', '4 4': 'i386 x32 arm arm-oabi m68k powerpc sh4' },
  ],
  [
    'typedef int t __attribute__((aligned(2), aligned(sizeof(long)))); struct s { t a; };',
    [],
    { '8 8': 'x86_64 s390x', '4 4': 'i386 x32 arm arm-oabi m68k powerpc sh4' },
  ],
  [
    'enum { N = sizeof(long) }; struct s { char a[N]; };',
    [],
    { '8 1': 'x86_64 s390x', '4 1': 'i386 x32 arm m68k powerpc sh4', '4 4': 'arm-oabi' },
  ],
  [
    'enum { N = -(-3), M = ~-5 }; struct s { char a[N]; char b[M]; };',
    [],
    { '7 1': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '8 4': 'arm-oabi' },
  ],
  [
    'struct s { char a[sizeof(long) + 1]; };',
    [],
    { '9 1': 'x86_64 s390x', '5 1': 'i386 x32 arm m68k powerpc sh4', '8 4': 'arm-oabi' },
  ],
  [
    'struct s { char a[1 + sizeof(long)]; };',
    [],
    { '9 1': 'x86_64 s390x', '5 1': 'i386 x32 arm m68k powerpc sh4', '8 4': 'arm-oabi' },
  ],
  [
    'struct s { char a[-(-sizeof(long))]; };',
    [],
    { '8 1': 'x86_64 s390x', '4 1': 'i386 x32 arm m68k powerpc sh4', '4 4': 'arm-oabi' },
  ],
  [
    'struct s { short a[1 + 2 * 3]; };',
    [],
    { '14 2': 'x86_64 i386 x32 arm m68k powerpc s390x sh4', '16 4': 'arm-oabi' },
  ],
  [
    'struct s { char a[0xffffffff > 0x7fffffffL ? 1 : 2]; char b[(-1 < 1u) + 1]; char c[(-1L < 1u) + 1]; };',
    [],
    { '4 1': 'x86_64 s390x', '3 1': 'i386 x32 arm m68k powerpc sh4', '4 4': 'arm-oabi' },
  ],
  [
    'struct s { struct { short a[2]; } b; char *c; unsigned char d; };',
    [],
    { '24 8': 'x86_64 s390x', '12 4': 'i386 x32 arm arm-oabi powerpc sh4', '10 2': 'm68k' },
  ],
  [
    'struct s { float a; _Bool b; signed char c; unsigned short d; };',
    [],
    { '8 4': 'x86_64 i386 x32 arm arm-oabi powerpc s390x sh4', '8 2': 'm68k' },
  ],
  [
    'enum e { E } __attribute__((mode(word))); struct s { char a; enum e b; };',
    ['b'],
    { '16 8 8': 'x86_64 x32 s390x', '8 4 4': 'i386 arm arm-oabi powerpc sh4', '6 2 2': 'm68k' },
  ],
  [
    'typedef int t __attribute__((mode(unwind_word))); struct s { char a; t b; };',
    ['b'],
    { '16 8 8': 'x86_64 x32 s390x', '8 4 4': 'i386 arm arm-oabi powerpc sh4', '6 2 2': 'm68k' },
  ],
];

test('sizes, alignments and offsets are what gcc says', () => {
  for (const [text, members, facts] of records) {
    const analyses = analysed(text);
    for (const [expected, abis] of Object.entries(facts)) {
      for (const abi of abis.split(' ')) {
        const { layout, incomplete } = recordOf(analyses, abi);
        assert.ok(layout !== undefined, `${text} on ${abi}: ${incomplete?.reason}`);
        const flat = flattenMembers(layout);
        const offsets = members.map((path) => flat.find((member) => member.path === path)?.offsetBits ?? Number.NaN);
        const actual = [layout.sizeBytes, layout.alignBytes, ...offsets.map((bits) => bits / 8)].join(' ');
        assert.equal(actual, expected, `${text} on ${abi}`);
      }
    }
  }
});

/** Which member is to blame: the place of its name. */
const blamed: readonly (readonly [text: string, blamed: string])[] = [
  ['struct s { int x; int a __attribute__((aligned(3))); int y; };', 'a'],
  ['struct s { int x; struct t b; int y; };', 'b'],
  ['struct s { int x; int c : 40; int y; };', 'c'],
  ['struct s { int x; int d : sizeof(struct t); int y; };', 'd'],
  ['struct s { int x; int y; } __attribute__((aligned(6)));', 's'],
  ['struct s { int x; int y; } __attribute__((aligned(sizeof(struct t))));', 's'],
];

test('a reason stands at the member', () => {
  for (const [text, name] of blamed) {
    const range = recordOf(analysed(text), 'x86_64').incomplete?.range;
    assert.equal(range?.file.text.slice(range.start, range.end), name, text);
  }
});

/** Text, ABI, and why there is no layout; gcc refuses all but the last three. */
const reasons: readonly (readonly [text: string, abi: string, reason: RegExp])[] = [
  ['struct s { __int128 a; };', 'i386', /member "a" .*__int128 does not exist on i386/],
  ['struct s { unsigned __int128 a; };', 'powerpc', /does not exist on powerpc/],
  ['struct s { void a; };', 'x86_64', /member "a" .*void has no size/],
  ['struct s { struct t a; };', 'x86_64', /struct t is declared but not defined/],
  ['struct s { enum e a; };', 'x86_64', /enum e is declared but not defined/],
  ['struct t { struct u a; }; struct s { struct t b[2]; };', 'x86_64', /member "b" .*struct t is incomplete/],
  ['struct s { int a __attribute__((aligned(3))); };', 'x86_64', /alignment of 3 is no power of two/],
  ['struct s { int a; } __attribute__((aligned(6)));', 'x86_64', /alignment of 6 is no power of two/],
  ['struct s { int a : 33; };', 'x86_64', /width of bit-field "a" \(33\) is larger than its type/],
  ['struct s { _Bool a : 2; };', 'x86_64', /width of bit-field "a" \(2\) is larger than its type/],
  ['struct s { short : 17; };', 'm68k', /width of an unnamed bit-field \(17\) is larger than its type/],
  ['struct s { char a[1LL << 50]; long b[1LL << 50]; };', 'x86_64', /too large/],
  // Too large on some ABIs alone.
  ['struct s { long a[1 << 30][1 << 16]; };', 'x86_64', /too large/],
  ['struct s { __builtin_va_list a; };', 'x86_64', /va_list has no place/],
  ['struct s { int a __attribute__((aligned(1 << 29))); };', 'x86_64', /alignment of 536870912 is too large/],
];

test('a record without a layout has a reason', () => {
  for (const [text, abi, reason] of reasons) {
    const { layout, incomplete } = recordOf(analysed(text), abi);
    assert.equal(layout, undefined, text);
    assert.match(incomplete?.reason ?? '', reason, text);
  }
  // The widest that still fits, and what only other ABIs lack.
  for (const text of [
    'struct s { int a : 32; _Bool b : 1; };',
    'struct s { __int128 a; };',
    'struct s { int a __attribute__((aligned(1 << 28))); };',
  ]) {
    assert.ok(recordOf(analysed(text), 'x86_64').layout !== undefined, text);
  }
});

test('the types of members as they are declared', () => {
  const text = `
    typedef int row_t[4];
    struct in { struct { short x; } y; };
    struct s {
      int a[2 * 2]; int b[0]; char c[2][3]; int (*d)[2]; row_t e; row_t f[2]; const char g[sizeof(short)];
      const __typeof__(int) h; __typeof__(row_t) i; void (*j[3])(int); const __typeof__(((struct in *)0)->y) k;
      __typeof__(((struct in *)0)->y) l[2]; int tail[];
    };`;
  const { layout } = recordOf(analysed(text), 'x86_64');
  assert.deepEqual(
    layout?.members.map(({ name, type, dimensions, nested }) =>
      [name, type, dimensions.join('x'), ...(nested === undefined ? [] : ['descended'])].join(': '),
    ),
    [
      ...['a: int[4]: 4', 'b: int[0]: 0', 'c: char[2][3]: 2x3', 'd: int (*)[]: ', 'e: row_t: 4', 'f: row_t[2]: 2x4'],
      ...['g: const char[2]: 2', 'h: const int: ', 'i: row_t: 4', 'j: void (*[3])(): 3'],
      ...['k: const struct: : descended', 'l: struct[2]: 2: descended', 'tail: int[]: -1'],
    ],
  );
});

test('as many members by typeof as there are', () => {
  const many = `struct s { ${Array.from({ length: 300 }, (_, n) => `__typeof__(1) m${n};`).join(' ')} };`;
  assert.equal(recordOf(analysed(many), 'x86_64').layout?.sizeBytes, 1200);
});
