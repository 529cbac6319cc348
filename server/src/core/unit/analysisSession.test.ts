/** Whole analyses of texts that are hard to bound, and of types that only sema and layout together can answer for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from './analysisSession.js';
import type { HeaderAnalysis } from './headerAnalysis.js';

function analysed(text: string, abiId = 'x86_64', included: Readonly<Record<string, string>> = {}): HeaderAnalysis {
  const source = (path: string, content: string): SourceFile => ({
    path,
    displayName: path,
    text: content,
    view: 'installed',
  });
  const files = new Map(Object.entries(included).map(([path, content]) => [path, source(path, content)]));
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve: ({ spelling }) => {
        const file = files.get(spelling);
        return file === undefined ? undefined : { file, root: 0 };
      },
    }),
  });
  const abi = abiById(abiId);
  assert.ok(abi !== undefined);
  return session.analyze(source('a.h', text), [abi])[0];
}

const codesOf = ({ diagnostics }: HeaderAnalysis): string[] => diagnostics.map((d) => d.code);
const sizeOf = ({ records }: HeaderAnalysis, name: string): number | undefined =>
  records.find((record) => record.name === name)?.layout?.sizeBytes;
const constantOf = ({ macros }: HeaderAnalysis, name: string): bigint | undefined =>
  macros.find((macro) => macro.name === name)?.value;
const repeated = (count: number, part: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join('');

test('_Generic chooses by the type of its first operand', () => {
  const choose = (control: string): string =>
    `_Generic(${control}, int: 1, unsigned int: 2, unsigned long: 3, char *: 4, const int *: 5, struct s *: 6, default: 9)`;
  const cases: readonly (readonly [string, bigint])[] = [
    ['1', 1n],
    ['1u', 2n],
    ["'a'", 1n],
    ['sizeof(int)', 3n],
    ['"text"', 4n],
    ['(const int)1', 1n],
    ['(u32)1', 2n],
    ['(const int *)0', 5n],
    ['(int *)0', 9n],
    ['(struct s *)0', 6n],
    ['(enum e)0', 2n],
    ['1.5', 9n],
    ['array', 4n],
  ];
  const head = 'typedef unsigned int u32; struct s { int a; }; enum e { E }; extern char array[4];\n';
  const macros = repeated(cases.length, (n) => `#define M${n} ${choose(cases[n][0])}\n`);
  const analysis = analysed(head + macros);
  for (const [n, [control, value]] of cases.entries()) assert.equal(constantOf(analysis, `M${n}`), value, control);
  assert.equal(constantOf(analysed(`#define M ${choose('sizeof(int)')}\n`, 'i386'), 'M'), 2n);
});

test('a _Generic without a fitting association has no value, and the record says so', () => {
  const analysis = analysed('struct s { char a[_Generic(1.0, int: 1)]; };\n');
  assert.equal(analysis.records[0].layout, undefined);
  assert.match(analysis.records[0].incomplete?.reason ?? '', /_Generic/);
});

test('a macro whose value depends on where it is used has none of its own; each use has', () => {
  const bodies = ['__LINE__', '__COUNTER__', '(M0 + 1)', 'sizeof(__FILE__)', '!M0', '(1 ? 5 : __INCLUDE_LEVEL__)'];
  const ioctl = "#define _IOC(d,t,n,s) (((d)<<30)|((s)<<16)|((t)<<8)|(n))\n#define CMD _IOC(1, 'f', __LINE__, 4)\n";
  const macros = repeated(bodies.length, (n) => `#define M${n} ${bodies[n]}\n`);
  const analysis = analysed(`${macros}${ioctl}#define KNOWN 3\nstruct s {\n\tchar a[M2];\n};\n`);
  assert.deepEqual(
    analysis.macros.map(({ name }) => name),
    ['KNOWN'],
  );
  assert.deepEqual(analysis.ioctls, []);
  assert.deepEqual(
    analysis.unresolvedIoctls.map(({ name, part }) => [name, part]),
    [['CMD', 'field']],
  );
  // The member is in line 11.
  assert.equal(sizeOf(analysis, 's'), 12);
});

test('__builtin_types_compatible_p', () => {
  const cases: readonly (readonly [string, bigint])[] = [
    ['int, const int', 1n],
    ['int *, const int *', 0n],
    ['char, signed char', 0n],
    ['int[3], int[]', 1n],
    ['int[3], int[4]', 0n],
    ['struct s, struct s', 1n],
    ['struct s, struct t', 0n],
  ];
  const analysis = analysed(
    `struct s { int a; }; struct t { int a; };\n${repeated(cases.length, (n) => `#define M${n} __builtin_types_compatible_p(${cases[n][0]})\n`)}`,
  );
  for (const [n, [types, value]] of cases.entries()) assert.equal(constantOf(analysis, `M${n}`), value, types);
});

test('strings have as many units as their encoding needs', () => {
  const analysis = analysed(
    ['"ü𝔘"', 'u8"ü𝔘"', 'u"ü𝔘"', 'U"ü𝔘"', 'L"ü𝔘"', '"a" L"b"', 'u"\\U0001D518"']
      .map((text, n) => `#define M${n} sizeof(${text})\n`)
      .join(''),
  );
  assert.deepEqual(
    analysis.macros.map((macro) => macro.value),
    [7n, 7n, 8n, 12n, 12n, 12n, 6n],
  );
});

test('a member of a typeof is descended where its type is written without a tag', () => {
  const [record] = analysed(
    'struct b { struct { short x; } in; }; struct s { __typeof__(((struct b *)0)->in) d; };\n',
  ).records.filter(({ name }) => name === 's');
  assert.deepEqual(
    record.layout?.members[0].nested?.members.map(({ name }) => name),
    ['x'],
  );
});

test('a vector of 8 bytes aligns to 4 as a member on i386', () => {
  const text =
    'typedef unsigned char v8 __attribute__((vector_size(8)));\nstruct s { char a; v8 b; };\n#define A _Alignof(v8)\n';
  assert.equal(sizeOf(analysed(text, 'i386'), 's'), 12);
  assert.equal(constantOf(analysed(text, 'i386'), 'A'), 4n);
  assert.equal(sizeOf(analysed(text, 'x86_64'), 's'), 16);
});

test('long chains of operators are computed', () => {
  const sum = `${'1 + '.repeat(50_000)}1`;
  const analysis = analysed(`enum e { A = ${sum} };\nstruct s { char a[${sum}]; };\n`);
  assert.equal(analysis.enums[0].enumerators[0].value, 50_001n);
  assert.equal(sizeOf(analysis, 's'), 50_001);
});

const nested: readonly (readonly [string, string])[] = [
  ['array dimensions', `int a${'[1]'.repeat(5000)};\n`],
  ['pointers', `int ${'*'.repeat(5000)}a;\n`],
  ['typedefs', `typedef int t0;\n${repeated(5000, (n) => `typedef t${n} t${n + 1};\n`)}`],
  ['typedefs of pointers', `typedef int t0;\n${repeated(5000, (n) => `typedef t${n} *t${n + 1};\n`)}`],
  ['typeof', `${'typeof('.repeat(5000)}int${')'.repeat(5000)} a;\n`],
  ['subscripts', `enum e { A = sizeof(a${'[1]'.repeat(5000)}) };\n`],
  ['assignments', `enum e { A = ${'a = '.repeat(50_000)}1 };\n`],
  ['_Generic', `enum e { A = ${'_Generic(0, int: '.repeat(5000)}1${')'.repeat(5000)} };\n`],
];

for (const [what, text] of nested) {
  test(`${what}: nesting is bounded, and what follows is analysed`, () => {
    const analysis = analysed(`${text}struct after { int a; };\n`);
    const codes = codesOf(analysis);
    assert.ok(
      codes.some((code) => code.startsWith('limit/') || code === 'syntax/declaration'),
      codes.join(' '),
    );
    assert.equal(sizeOf(analysis, 'after'), 4);
  });
}

test('a record may hold a hundred others, one inside the other', () => {
  const holding = (count: number): HeaderAnalysis =>
    analysed(`struct s { ${'struct { '.repeat(count)}char x;${' } a;'.repeat(count)} };\nstruct t { int a; };\n`);
  assert.equal(sizeOf(holding(100), 's'), 1);
  const deeper = holding(101);
  assert.equal(sizeOf(deeper, 's'), undefined);
  assert.match(deeper.records[0].incomplete?.reason ?? '', /nested too deeply/);
  assert.equal(sizeOf(deeper, 't'), 4);
});

test('what is too deep inside of one record is not so by itself', () => {
  const chain = `struct s0 { char a; };\n${repeated(150, (n) => `struct s${n + 1} { struct s${n} a; };\n`)}`;
  const analysis = analysed(
    '#include "r.h"\nenum { E = sizeof(struct s150) };\nstruct t { char a[E]; };\nstruct s { struct s60 a; };\n',
    'x86_64',
    { 'r.h': chain },
  );
  assert.equal(sizeOf(analysis, 't'), undefined);
  assert.equal(sizeOf(analysis, 's'), 1);
});

test('sizes that name the one before twice are computed once each', { timeout: 20_000 }, () => {
  const arrays = `typedef char t0;\n${repeated(60, (n) => `typedef char t${n + 1}[sizeof(t${n}) + sizeof(t${n}) - 1];\n`)}`;
  assert.equal(sizeOf(analysed(`${arrays}struct s { t60 a; };\n`), 's'), 1);
  const records = `struct s0 { char a; };\n${repeated(40, (n) => `struct s${n + 1} { struct s${n} a, b; };\n`)}`;
  assert.equal(
    sizeOf(analysed('#include "r.h"\nstruct s { struct s40 a; };\n', 'm68k', { 'r.h': records }), 's'),
    2 ** 40,
  );
  const values = `enum { E0 = 1 };\n${repeated(60, (n) => `enum { E${n + 1} = E${n} + E${n} - E${n} };\n`)}`;
  assert.equal(sizeOf(analysed(`${values}struct s { char a[E60]; };\n`), 's'), 1);
});

test('the expansions of macros have one budget, and the same values come out a second time', {
  timeout: 20_000,
}, () => {
  const chain = `#define a0 1\n${repeated(5000, (n) => `#define a${n + 1} a${n}\n`)}enum e { A = a5000 };\n`;
  const first = analysed(chain);
  assert.ok(codesOf(first).includes('limit/macro-expansion'));
  assert.equal(first.enums[0].enumerators[0].value, 1n);
  assert.ok(first.macros.length > 100);
});

test('a record whose members come from thousands of includes is read once', { timeout: 20_000 }, () => {
  const text = `struct s {\n${'#include "m.h"\n'.repeat(5000)}};\nstruct after { int a; };\n`;
  const analysis = analysed(text, 'x86_64', { 'm.h': 'int m;\n' });
  assert.equal(sizeOf(analysis, 's'), 20_000);
  assert.equal(sizeOf(analysis, 'after'), 4);
});

test('an ioctl whose argument type only the C library declares gets its number from a second reading', () => {
  const ioctl =
    '#define _IOC(d, t, n, s) (((d) << 30) | ((s) << 16) | ((t) << 8) | (n))\n#define _IOR(t, n, s) _IOC(2U, t, n, sizeof(s))\n';
  const text = `${ioctl}#define FOO_GET _IOR('f', 1, size_t)\n#define FOO_LOST _IOR('f', 2, struct nowhere)\n#define FOO_NR _IOR('f', NOWHERE, int)\n`;
  const analysis = analysed(text, 'i386', { 'stddef.h': 'typedef unsigned int size_t;\n' });
  assert.deepEqual(
    analysis.ioctls.map(({ name, value }) => [name, value]),
    [['FOO_GET', 0x80046601n]],
  );
  assert.deepEqual(
    analysis.unresolvedIoctls.map(({ name, part }) => [name, part]),
    [
      ['FOO_LOST', 'size'],
      ['FOO_NR', 'field'],
    ],
  );
});
