/**
 * Constant expressions and types, judged by gcc on four ABIs: each becomes the length of an array or the type of a member,
 * and gcc's sizes, alignments and offsets must be ours. What gcc refuses has no layout here either, and a reason.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { abiById, type SourceFile } from 'uapi-language-server/core';
import { compareLayouts } from '../fuzz/layout/compare.js';
import { type Declaration, textOf } from '../fuzz/layout/piece.js';
import { createTestHost } from '../harness/uapi.js';
import { liveCompilers, requireCompiler } from '../oracle/compilers.js';
import { rareContext, rareLengths, refusedLengths, untoldLengths } from './rareExpressions.js';

const compilers = Object.values(liveCompilers);
before(() => compilers.forEach(requireCompiler));

/** What the expressions are about. */
const context: readonly string[] = [
  'struct point { char tag; long x; int y : 5; int : 3; union { short low; struct { char c; int deep; }; }; int many[3]; };',
  'typedef struct point point_t;',
  'typedef int row_t[4];',
  'enum colour { RED = -2, GREEN, BLUE = 7, LARGE = 0x7fffffff };',
  'enum __attribute__((packed)) small { SMALL = 200 };',
  'extern struct point object; extern struct point *pointer; extern int array[5]; extern double wide;',
  'int function(int, char);',
  'typedef int row_type; typedef unsigned __attribute__((mode(QI))) byte_t; typedef int __attribute__((mode(HI))) half_t;',
  'typedef int four_t __attribute__((vector_size(16))); typedef int eight_t __attribute__((vector_size(32)));',
  'struct unsized_tail { int n; long tail[]; };',
  'enum wide { WIDE = 0x100000000LL, NARROW = 1 }; enum by_mode { MODED = 1 } __attribute__((mode(QI)));',
];

/** Each is at least 1 on every ABI. */
const lengths: readonly string[] = [
  ...['sizeof(long) + 1', '3 * 4 / 5 % 7 + 1', '1 << 3 >> 1', '(5 > 3) + (5 < 3) + (5 >= 5) + (5 <= 4)', '~0 + 9'],
  ...[
    '(1 ? 2 : 3) + (0 ? 4 : 5)',
    '1 && 0 || 1',
    '!5 + !0 + 1',
    '-(-3)',
    '+4',
    '6 ^ 3',
    '6 | 1',
    '6 & 3',
    'sizeof(1 ? 1 : 2.0)',
  ],
  ...[
    '0x10',
    '010',
    '0b101',
    "'a'",
    "'\\n'",
    "'\\x41'",
    "'\\101'",
    '10u',
    '10ul',
    '10ull',
    '0xfULL',
    '1e1 > 2',
    '2 == 2',
  ],
  ...[
    "'ab' > 0",
    "L'a' > 1",
    '(int)3.9',
    '(int)3.9f',
    '(int)(2.5L * 2)',
    '(_Bool)0.5 + 1',
    '(char)300 + 1',
    '(int)1.5e1',
  ],
  ...[
    '(unsigned char)-1',
    '(short)70000',
    '-1 < 0u ? 2 : 3',
    '-1L < 0u ? 2 : 3',
    '(unsigned)-1 > 0 ? 2 : 3',
    '1.5 + 1.5 == 3',
  ],
  ...['sizeof(struct point)', 'sizeof object', 'sizeof(*pointer)', 'sizeof pointer->many', 'sizeof object.many[1]'],
  ...[
    'sizeof array / sizeof array[0]',
    'sizeof(int[3][2])',
    'sizeof(int (*)[3])',
    'sizeof(void (*)(int))',
    'sizeof(row_t)',
  ],
  ...['sizeof(char) + sizeof(void *)', 'sizeof "text"', 'sizeof("a" "bc")', "sizeof 'a'", 'sizeof 1.0f', 'sizeof 1.0L'],
  ...[
    'sizeof(1 ? 1 : 2L)',
    "sizeof((char)1 + 'a')",
    'sizeof(1.0f + 1)',
    'sizeof(1 == 2)',
    'sizeof(!1)',
    'sizeof(-(short)1)',
  ],
  ...['sizeof(&object)', 'sizeof(&object.x)', 'sizeof(*array)', 'sizeof(&array)', 'sizeof(*&object)'],
  ...['sizeof(enum colour)', 'sizeof(enum small)', 'sizeof(SMALL)', 'BLUE', 'GREEN + 3', 'LARGE > 0', 'sizeof(LARGE)'],
  ...['sizeof(struct { char a; int b; })', 'sizeof((struct point){0})', '(int)(1 ? 2 : 3.0f)', 'sizeof(wide)'],
  ...[
    '_Alignof(long long)',
    '__alignof__(long long)',
    '__alignof__(double)',
    '__alignof__(struct point)',
    '__alignof(array)',
  ],
  ...[
    '_Alignof(struct point)',
    '__alignof__(object)',
    '__alignof__(pointer->x)',
    '_Alignof(enum small)',
    '__alignof__(row_t)',
  ],
  ...[
    '__builtin_offsetof(struct point, x)',
    '__builtin_offsetof(struct point, deep)',
    '__builtin_offsetof(point_t, many[2])',
  ],
  ...[
    '__builtin_offsetof(struct point, low)',
    '(unsigned long)&((struct point *)0)->many',
    '__builtin_offsetof(struct point, c)',
  ],
  ...[
    '(unsigned long)&((struct point *)8)->x',
    '(unsigned long)&(*(struct point *)16).many[1]',
    '(char *)9 - (char *)4',
  ],
  ...[
    '(int *)16 - (int *)8',
    '(unsigned long)((int *)8 + 2)',
    '(unsigned long)(2 + (int *)8)',
    '(unsigned long)((short *)8 - 1)',
  ],
  ...['(char *)9 > (char *)4', '(char *)9 == (char *)9', '((char *)9 != (char *)9) + 1', '(unsigned long)(void *)12'],
  ...['((char *)0 ? 1 : 2)', '!(char *)0'],
  ...['__builtin_types_compatible_p(int, int) + 1', '__builtin_types_compatible_p(int, long) + 1'],
  ...['__builtin_types_compatible_p(int[], int[3]) + 1', '__builtin_types_compatible_p(const int, int) + 1'],
  ...['__builtin_types_compatible_p(int *, const int *) + 1', '__builtin_types_compatible_p(char, signed char) + 1'],
  ...['__builtin_types_compatible_p(struct point, point_t) + 1', '__builtin_types_compatible_p(row_t, int[4]) + 1'],
  ...['__builtin_types_compatible_p(int[3], int[4]) + 1'],
  ...[
    '__builtin_types_compatible_p(enum colour, unsigned) + 1',
    '__builtin_types_compatible_p(__typeof__(1), int) + 1',
  ],
  ...['__builtin_types_compatible_p(long double, double) + 1', '__builtin_types_compatible_p(void *, char *) + 1'],
  ...[
    '__builtin_types_compatible_p(unsigned long, unsigned int) + 1',
    '__builtin_types_compatible_p(struct point, int) + 1',
  ],
  ...['_Generic(1, int: 2, default: 3)', '_Generic(1L, int: 2, default: 3)', '_Generic(1u, int: 2, unsigned: 4)'],
  ...[
    '_Generic(object, point_t: 5, default: 6)',
    '_Generic(array, int *: 7, default: 8)',
    '_Generic(&object, struct point *: 9)',
  ],
  ...[
    '_Generic("a", char *: 2, default: 3)',
    '_Generic(1.0f, float: 2, double: 3)',
    '_Generic((char)1, char: 2, int: 3)',
  ],
  ...['_Generic((const int)1, int: 2, default: 3)'],
  ...['__builtin_choose_expr(1, 4, 5)', '__builtin_choose_expr(0, 4, 5)', '__builtin_constant_p(3) + 1'],
  ...[
    'sizeof(__typeof__(object.x))',
    'sizeof(__typeof__(pointer->many[0]) *)',
    'sizeof(typeof(int[2]))',
    '2 ?: 3',
    '0 ?: 3',
  ],
  ...[
    '__extension__ 3',
    'sizeof __extension__ (long)1',
    '(int)sizeof(int) - 1',
    '1 - 2 + 3',
    'sizeof(char[sizeof(int)])',
  ],
  ...['(__INT32_TYPE__)5', '(1ull << 40) >> 38', '-7 / 2 + 5', '-7 % 3 + 3', '7 / -2 + 5', '(-8 >> 1) + 6', '5 % 3'],
];

/** Of arrays alone: gcc folds these, but not where a bit-field wants an integer constant expression. */
const foldedLengths: readonly string[] = [
  ...[
    '(int)(5.5 - 2.5)',
    '(int)(7.5 / 2)',
    '(1.5 < 2) + (1.5 <= 2) + (1.5 >= 2) + (1.5 != 2)',
    '(int)-(-2.5)',
    '!0.0 + 1',
  ],
  ...['(int)(1.5 + (short)1)', '0.5 ? 3 : 4', '0.0 ? 3 : 4', '0.5 && 1 ? 3 : 4', '(unsigned char)2.9', '(int)+2.5f'],
  ...[
    '(enum colour)7',
    '(enum small)200',
    '(__typeof__(1L))3',
    '(__typeof__(object.tag))3',
    '(row_type)3',
    '(byte_t)259',
  ],
  ...[
    '__builtin_types_compatible_p(enum colour, enum small) + 1',
    '__builtin_types_compatible_p(enum colour, int) + 1',
  ],
  ...[
    '__builtin_types_compatible_p(int, enum colour) + 1',
    '__builtin_types_compatible_p(enum colour, enum colour) + 1',
  ],
  ...[
    '__builtin_types_compatible_p(float _Complex, float _Complex) + 1',
    '__builtin_types_compatible_p(float _Complex, float) + 1',
  ],
  ...[
    '__builtin_types_compatible_p(float _Complex, double _Complex) + 1',
    '__builtin_types_compatible_p(int[2], int *) + 1',
  ],
  ...['__builtin_types_compatible_p(four_t, four_t) + 1', '__builtin_types_compatible_p(four_t, int) + 1'],
  ...['__builtin_types_compatible_p(four_t, eight_t) + 1', '__builtin_types_compatible_p(byte_t, unsigned char) + 1'],
  ...[
    '__builtin_types_compatible_p(int[2][3], int[2][4]) + 1',
    '__builtin_types_compatible_p(const int *, volatile int *) + 1',
  ],
  ...[
    '__builtin_types_compatible_p(union { int a; }, struct point) + 1',
    '__builtin_types_compatible_p(int * const, int *) + 1',
  ],
  ...['__builtin_types_compatible_p(byte_t, half_t) + 1', '__builtin_types_compatible_p(long[3], int[3]) + 1'],
  ...[
    '_Generic((byte_t)1, unsigned char: 3, default: 4)',
    '_Generic((half_t)1, short: 3, unsigned short: 4, default: 5)',
  ],
  ...[
    '_Generic((int *const)0, int *: 3, default: 4)',
    '_Generic((const int *)0, int *: 3, const int *: 4)',
    'sizeof(u8"ab")',
  ],
  ...['sizeof(_Generic(1, int: (char)1, default: 2L))', 'sizeof(L"ab")', 'sizeof(u"ab")', 'sizeof(U"ab")'],
  ...[
    '(_Bool)2 + 1',
    '(_Bool)0 + 1',
    '(int)(_Bool)0.0 + 1',
    '__builtin_constant_p(1.5) + 1',
    '-1.5 < 0 ? 2 : 3',
    '~(char)0 + 9',
  ],
  ...[
    '(void *)8 - (void *)4',
    '(unsigned long)((void *)8 + 1)',
    '(struct point *)0 == 0 ? 2 : 3',
    '0 != (struct point *)8 ? 2 : 3',
    '(int *)8 < (int *)16 ? 2 : 3',
  ],
  ...['sizeof((short)1 << 1L)', 'sizeof(1u - 2L)', 'sizeof(1ull + 1.0f)', 'sizeof(1.0 + 1.0L)'],
  ...['sizeof(*"abc")', 'sizeof(pointer[1])', 'sizeof(pointer[1].many)', 'sizeof((*pointer).x)'],
  ...[
    'sizeof(struct unsized_tail)',
    '__alignof__(eight_t)',
    'sizeof(four_t)',
    'sizeof(enum wide)',
    'sizeof(enum by_mode)',
  ],
  ...['sizeof(WIDE)', '(WIDE >> 32) + 1'],
];

/** Types of members: what stands before and behind the name. */
const members: readonly (readonly [before: string, behind?: string])[] = [
  ...([
    'long long unsigned int',
    'int long',
    'short int unsigned',
    'signed',
    'long signed long',
    'char unsigned',
  ] as const),
  ...([
    'long double',
    'double long',
    'float _Complex',
    '_Complex double',
    '_Complex int',
    '_Complex',
    'int unsigned',
  ] as const),
  ...([
    '_Bool',
    'const volatile int',
    'int const',
    'enum small',
    'row_t',
    'struct point',
    '__typeof__(1 + 1L)',
  ] as const),
  ...([
    'int __attribute__((mode(DI)))',
    'unsigned __attribute__((mode(__QI__)))',
    'int __attribute__((mode(HI)))',
  ] as const),
  ...([
    'int __attribute__((mode(word)))',
    'unsigned __attribute__((mode(pointer)))',
    'int __attribute__((mode(SI)))',
  ] as const),
  ...([
    'float __attribute__((mode(DF)))',
    'float __attribute__((mode(SF)))',
    'int __attribute__((mode(byte)))',
  ] as const),
  ...([
    'int __attribute__((vector_size(16)))',
    'char __attribute__((vector_size(8)))',
    '__extension__ long long',
  ] as const),
  ...([
    '_Atomic int',
    '_Atomic(long)',
    '__signed__ char',
    '__const int',
    '__volatile__ short',
    '__complex__ float',
  ] as const),
  ...(['_Alignas(16) char', '_Alignas(double) char', '_Alignas(0) int', '[[gnu::aligned(8)]] char'] as const).slice(
    0,
    3,
  ),
].map((type): readonly [string] => [type]);

const declarators: readonly (readonly [before: string, behind: string])[] = [
  ['int (*', ')(int)'],
  ['int *(*', '[3])(void)'],
  ['char (*', ')[5]'],
  ['int *const volatile ', ''],
  ['const char *restrict ', '[2]'],
  ['int (', ')'],
  ['int ((', '))[2]'],
  ['int __attribute__((aligned(16))) *', ''],
  ['int * __attribute__((aligned(16))) ', ''],
];

const given = (text: string): Declaration => ({ parts: [`${text}\n`], declares: `context ${text.slice(0, 20)}` });

function recordOf(index: number, before: string, behind: string): Declaration {
  const member = { parts: ['m'], member: { name: 'm', kind: 'object', first: '' } } as const;
  const last = { parts: ['z'], member: { name: 'z', kind: 'object', first: '' } } as const;
  const record = `struct s${index}`;
  return {
    parts: [`${record} { char a; ${before} `, member, `${behind}; char `, last, '; };\n'],
    declares: `s${index}`,
    record,
  };
}

function compare(records: readonly Declaration[]): void {
  const { refused, differences } = compareLayouts(compilers, [...[...context, ...rareContext].map(given), ...records]);
  const texts = new Map(records.map((each) => [each.record, textOf(each)]));
  const lines = differences.map(({ abi, record, facts }) => `${abi}: ${texts.get(record)?.trim()} ${facts.join(', ')}`);
  assert.equal(lines.join('\n'), '');
  assert.equal(refused, 0);
}

test('lengths of arrays', () => {
  compare(
    [...lengths, ...foldedLengths, ...rareLengths].map((length, index) => recordOf(index, 'char', `[${length}]`)),
  );
});

test('widths of bit-fields', () => {
  const widths = lengths.filter((length) => !/\*\)|pointer|&|floating|\.\d|e1/.test(length));
  const fits = (length: string): string => `: ((${length}) & 7) + 1`;
  const bitField = (index: number, width: string): Declaration => ({
    parts: [
      `struct s${index} { int `,
      { parts: [`m ${width}`], member: { name: 'm', kind: 'bit-field', first: '' } },
      '; char ',
      { parts: ['z'], member: { name: 'z', kind: 'object', first: '' } },
      '; };\n',
    ],
    declares: `s${index}`,
    record: `struct s${index}`,
  });
  compare(widths.map((length, index) => bitField(index, fits(length))));
});

test('types of members', () => {
  compare([...members, ...declarators].map(([before, behind = ''], index) => recordOf(index, before, behind)));
});

const refusedTexts: readonly (readonly [text: string, reason: RegExp])[] = [
  ['char m[-1]', /negative/],
  ['char m[1 / 0]', /zero/],
  ['char m[1 % 0]', /zero/],
  ['int m : 40', /larger than its type/],
  ['_Bool m : 2', /larger than its type/],
  ['int m : -1', /negative/],
  ['struct unknown m', /declared but not defined/],
  ['enum unknown m', /declared but not defined/],
  ['char m[unknown]', /unknown/],
  ['void m', /void has no size/],
  ['__builtin_va_list m', /va_list/],
  ['char m[(int)&object]', /./],
  ['char m[1.5]', /no integer constant/],
  ['int m __attribute__((aligned(3)))', /power of two/],
  ['int m __attribute__((aligned(1 << 29)))', /too large/],
  ['int m __attribute__((mode(XYZ)))', /machine mode/],
  ['char m[object.none]', /./],
  ['char m[__builtin_offsetof(struct point, none)]', /member/],
  ['char m[__builtin_offsetof(int, none)]', /no complete record/],
  ['char m[0x7fffffffffffffff][0x7fffffffffffffff]', /large/],
  ['char m[function(1, 2)]', /./],
  ['char m[sizeof(struct unknown)]', /declared but not defined/],
  ['char m[array[1]]', /./],
  ['char m[(struct point){0}]', /./],
  ['char m[_Generic(1, long: 2)]', /./],
  ['char m[5[6]]', /./],
  ['char m[*3]', /./],
  ['char m[1 << 2.0]', /./],
  ['char m[99999999999999999999]', /./],
  ["char m['']", /./],
  ['char m[0x]', /./],
  ['char m[1.2.3]', /./],
  ['char m[(void)1]', /./],
  ['int m(void)', /./],
  // gcc takes these; no header has them.
  ['char m[sizeof(array + 1)]', /./],
  ['char m[sizeof(&array[1] - &array[0])]', /./],
  ['char m[sizeof(L"ab"[0])]', /string with a prefix/],
  ['char m[sizeof((int[]){1, 2})]', /initialiser/],
  ['char m[__builtin_types_compatible_p(int (*)(int), int (*)(int)) + 1]', /./],
  ['char m[_Generic(function, int (*)(int, char): 2, default: 3)]', /./],
  ...[...refusedLengths, ...untoldLengths].map((length): readonly [string, RegExp] => [`char m[${length}]`, /./]),
];

test('what has no size says why', () => {
  const host = createTestHost();
  const abi = abiById('x86_64');
  assert.ok(abi !== undefined);
  const wrong = refusedTexts.flatMap(([text, reason]) => {
    const header = `${[...context, ...rareContext].join('\n')}\nstruct s { char a; ${text}; };\n`;
    const file: SourceFile = { path: '/refused.h', displayName: 'refused.h', text: header, view: 'installed' };
    const [{ records }] = host.sessionFor(file, { includeRoots: [], archIncludes: [] }).analyze(file, [abi]);
    const record = records.find(({ name }) => name === 's');
    const said = record?.layout === undefined ? record?.incomplete?.reason : `it has ${record.layout.sizeBytes} bytes`;
    return said !== undefined && reason.test(said) ? [] : [`${text}: ${said}`];
  });
  assert.deepEqual(wrong, []);
});
