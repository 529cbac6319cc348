/**
 * Inputs that are small to write and large to process, and inputs that never end. Each must come back soon, in bounded
 * memory; those that cannot be processed in full must say which limit was met (a diagnostic `limit/…`).
 */
export interface Bomb {
  readonly name: string;
  /** Made when asked for: some are megabytes. */
  readonly text: () => string;
  /** Whether a diagnostic `limit/…` is due. */
  readonly meetsLimit: boolean;
}

const HUNDRED_THOUSAND = 100_000;

const bomb = (name: string, text: () => string): Bomb => ({ name, text, meetsLimit: false });
const limited = (name: string, text: () => string): Bomb => ({ name, text, meetsLimit: true });
const lines = (...list: readonly string[]): string => `${list.join('\n')}\n`;
const numbered = (count: number, line: (n: number) => string): string =>
  `${Array.from({ length: count }, (_, n) => line(n)).join('\n')}\n`;

/** Thirty levels, each ten times the one below: 10^30 tokens in full. */
const tenfold = `#define t0 1 +\n${numbered(30, (n) => `#define t${n + 1} ${`t${n} `.repeat(10)}`)}`;
const tenfoldCalls = `#define c0(x) x\n${numbered(30, (n) => `#define c${n + 1}(x) ${`c${n}(x) `.repeat(10)}`)}`;

export const bombs: readonly Bomb[] = [
  limited('macro bomb in a declaration', () => `${tenfold}struct s { int a[t30 0]; };\nstruct after { int x; };\n`),
  limited('macro bomb in #if', () => `${tenfold}#if t30 0\n#endif\nstruct after { int x; };\n`),
  limited('macro bomb in a macro constant', () => `${tenfold}#define VALUE (t30 0)\nstruct after { int x; };\n`),
  limited('macro bomb of calls', () => `${tenfoldCalls}enum e { A = c30(1) };\nstruct after { int x; };\n`),
  bomb('argument bomb', () => `#define f(x) x x\nint ${'f('.repeat(40)}a${')'.repeat(40)};\n`),
  bomb('stringizing bomb', () => `#define s(x) #x\n#define d(x) s(x) s(x)\n${'d('.repeat(30)}"${')'.repeat(30)}\n`),
  bomb(
    'variadic bomb',
    () => `#define v(...) __VA_ARGS__, __VA_ARGS__\nint a[] = { ${'v('.repeat(40)}1${')'.repeat(40)} };\n`,
  ),
  bomb(
    'pasting bomb',
    () =>
      `#define p0 a\n#define j(x, y) x##y\n#define k(x, y) j(x, y)\n${numbered(30, (n) => `#define p${n + 1} k(p${n}, p${n})`)}p30\n`,
  ),
  bomb(
    'long chain of aliases',
    () => `#define a0 1\n${numbered(20_000, (n) => `#define a${n + 1} a${n}`)}enum e { A = a20000 };\n`,
  ),
  bomb(
    'call with 10^5 arguments',
    () => `#define f(...) __VA_ARGS__\nint x[] = { f(${'1,'.repeat(HUNDRED_THOUSAND)}1) };\n`,
  ),
  bomb(
    'macro with 10^4 parameters',
    () => `#define f(${numbered(10_000, (n) => `p${n},`).replaceAll('\n', '')}z) z p1\nf(1)\n`,
  ),
  bomb('macro call that never closes', () => `#define f(x) x\nf(${'(a, b) '.repeat(HUNDRED_THOUSAND)}`),
  bomb('10^5 nested braces', () => `struct s ${'{'.repeat(HUNDRED_THOUSAND)}\n`),
  limited(
    '10^5 nested structs',
    () => `${'struct { '.repeat(HUNDRED_THOUSAND)}int a;${' };'.repeat(HUNDRED_THOUSAND)}\n`,
  ),
  limited(
    '10^5 parentheses in an expression',
    () => `enum e { A = ${'('.repeat(HUNDRED_THOUSAND)}1${')'.repeat(HUNDRED_THOUSAND)} };\n`,
  ),
  limited(
    '10^5 parentheses in a declarator',
    () => `int ${'('.repeat(HUNDRED_THOUSAND)}a${')'.repeat(HUNDRED_THOUSAND)};\n`,
  ),
  limited(
    '10^5 parentheses in #if',
    () => `#if ${'('.repeat(HUNDRED_THOUSAND)}1${')'.repeat(HUNDRED_THOUSAND)}\n#endif\n`,
  ),
  bomb('10^5 opening parentheses in #if', () => `#if ${'('.repeat(HUNDRED_THOUSAND)}\n#endif\n`),
  bomb('10^5 stars', () => `int ${'*'.repeat(HUNDRED_THOUSAND)}a;\n`),
  bomb(
    '10^5 dimensions',
    () => `int a${'[1]'.repeat(HUNDRED_THOUSAND)};\nstruct s { int b${'[1]'.repeat(HUNDRED_THOUSAND)}; };\n`,
  ),
  bomb(
    '10^5 unary operators',
    () => `enum e { A = ${'- '.repeat(HUNDRED_THOUSAND)}1, B = ${'~!'.repeat(HUNDRED_THOUSAND)}1 };\n`,
  ),
  bomb('10^5 unary operators in #if', () => `#if ${'!'.repeat(HUNDRED_THOUSAND)}1\n#endif\n`),
  bomb(
    '10^5 binary operators',
    () => `enum e { A = ${'1 + '.repeat(HUNDRED_THOUSAND)}1 };\n#if ${'1 + '.repeat(HUNDRED_THOUSAND)}1\n#endif\n`,
  ),
  bomb(
    '10^5 ternaries',
    () =>
      `enum e { A = ${'1 ? 1 : '.repeat(HUNDRED_THOUSAND)}1 };\n#if ${'1 ? 1 : '.repeat(HUNDRED_THOUSAND)}1\n#endif\n`,
  ),
  bomb('10^5 casts', () => `enum e { A = ${'(int)'.repeat(HUNDRED_THOUSAND)}1 };\n`),
  bomb('10^5 sizeofs', () => `enum e { A = ${'sizeof '.repeat(HUNDRED_THOUSAND)}1 };\n`),
  bomb('10^5 attributes', () => `struct s { int a; } ${'__attribute__((packed)) '.repeat(HUNDRED_THOUSAND)};\n`),
  bomb('attributes that never close', () => `struct s { int a ${'__attribute__(('.repeat(HUNDRED_THOUSAND)};\n`),
  bomb('10^5 qualifiers and specifiers', () => `${'const int long '.repeat(HUNDRED_THOUSAND)} a;\n`),
  bomb('10^5 nested #if', () => `${'#if 1\n'.repeat(HUNDRED_THOUSAND)}struct s { int a; };\n`),
  bomb(
    '10^5 nested #if that are skipped',
    () => `#if 0\n${'#if 1\n'.repeat(HUNDRED_THOUSAND)}${'#endif\n'.repeat(HUNDRED_THOUSAND)}#endif\n`,
  ),
  bomb('10^5 #elif', () => `#if 0\n${'#elif 0\n'.repeat(HUNDRED_THOUSAND)}#endif\n`),
  bomb(
    '10^5 #pragma pack(push)',
    () => `${'#pragma pack(push, 1)\n'.repeat(HUNDRED_THOUSAND)}struct s { char a; int b; };\n`,
  ),
  bomb('10^5 _Pragma', () => `${'_Pragma("pack(1)") '.repeat(HUNDRED_THOUSAND)}struct s { char a; int b; };\n`),
  bomb('10^5 members', () => `struct s {\n${numbered(HUNDRED_THOUSAND, (n) => `int m${n};`)}};\n`),
  bomb(
    '10^5 bit-fields',
    () => `struct s {\n${numbered(HUNDRED_THOUSAND, (n) => `unsigned m${n} : ${1 + (n % 31)};`)}};\n`,
  ),
  bomb('10^5 enumerators', () => `enum e {\n${numbered(HUNDRED_THOUSAND, (n) => `E${n},`)}};\n`),
  bomb('3 * 10^4 records', () => numbered(30_000, (n) => `struct s${n} { int a; };`)),
  bomb('10^5 macros', () => numbered(HUNDRED_THOUSAND, (n) => `#define M${n} (${n} + 1)`)),
  bomb(
    '10^4 ioctls',
    () => `#include <linux/ioctl.h>\n${numbered(10_000, (n) => `#define I${n} _IOWR('x', ${n % 256}, int[${n}])`)}`,
  ),
  bomb(
    'long chain of typedefs',
    () => `typedef int t0;\n${numbered(20_000, (n) => `typedef t${n} t${n + 1};`)}struct s { t20000 a; };\n`,
  ),
  bomb(
    'long chain of records',
    () => `struct s0 { int a; };\n${numbered(20_000, (n) => `struct s${n + 1} { struct s${n} a; };`)}`,
  ),
  bomb(
    'sizes that grow tenfold',
    () => `struct s0 { int a; };\n${numbered(40, (n) => `struct s${n + 1} { struct s${n} a[10]; };`)}`,
  ),
  bomb('arrays beyond every size', () =>
    lines(
      'struct s { char a[0x7fffffffffffffff]; char b[0x7fffffffffffffff]; };',
      'struct t { char a[0xffffffff][0xffffffff][0xffffffff]; };',
    ),
  ),
  bomb(
    'members that multiply by typedef',
    () => `typedef struct { int a; } u0;\n${numbered(30, (n) => `typedef struct { u${n} a, b; } u${n + 1};`)}`,
  ),
  bomb(
    'untagged nesting that multiplies',
    () =>
      `#define n0 int x;\n${numbered(12, (n) => `#define n${n + 1} struct { n${n} } a${n}; struct { n${n} } b${n};`)}struct s { n12 };\n`,
  ),
  bomb('records that hold themselves', () =>
    lines(
      'struct a { struct a a; };',
      'struct b { struct c c; };',
      'struct c { struct b b; };',
      'typedef d d;',
      'enum e { E = E };',
    ),
  ),
  bomb('typeof that refers to itself', () =>
    lines('typedef typeof(x) x;', 'struct s { typeof(sizeof(struct s)) a; typeof(((struct s *)0)->b) b; };'),
  ),
  bomb('huge shifts, widths and alignments', () =>
    lines(
      'enum e { A = 1 << 2147483647, B = 1ull << 0xffffffffffffffffull };',
      'struct s { int a : 0x7fffffff; int b __attribute__((aligned(1 << 30))); int c __attribute__((aligned(3))); };',
      '#pragma pack(4611686018427387904)',
      'struct t { int a; };',
    ),
  ),
  bomb('a name of 10 MB', () => `struct ${'a'.repeat(10_000_000)} { int x; };\n`),
  bomb(
    'a number of 1 MB',
    () =>
      `enum e { A = ${'9'.repeat(1_000_000)}, B = 0x${'f'.repeat(1_000_000)} };\n#if ${'1'.repeat(1_000_000)}\n#endif\n`,
  ),
  bomb('a string of 10 MB', () => `#define S sizeof("${'s'.repeat(10_000_000)}")\nstruct s { char a[S]; };\n`),
  bomb('a character constant of 1 MB', () => `enum e { A = '${'c'.repeat(1_000_000)}' };\n`),
  bomb('a line of 10^6 tokens', () => `int x[] = { ${'1, '.repeat(500_000)}1 };\n`),
  bomb('a comment of 10 MB', () => `/* ${'*'.repeat(10_000_000)} */ struct s { int a; };\n`),
  bomb('10^5 empty comments', () => `${'/**/'.repeat(HUNDRED_THOUSAND)}struct s { int a; };\n`),
  bomb('10^6 line splices', () => `struct s { int a\\\n${'\\\n'.repeat(1_000_000)}b; };\n`),
  bomb(
    '10^5 kernel-doc comments',
    () => `${'/** struct s - x\n * @a: y\n */\n'.repeat(HUNDRED_THOUSAND)}struct s { int a; };\n`,
  ),
  bomb('10^6 empty declarations', () => `${';'.repeat(1_000_000)}struct s { int a; };\n`),
  bomb('10^5 errors', () => `${'struct { int ) ;\n'.repeat(HUNDRED_THOUSAND)}`),
  bomb('10^5 includes that do not exist', () => '#include <no/such/header.h>\n'.repeat(HUNDRED_THOUSAND)),
  bomb('10^4 includes of one header', () => '#include <linux/types.h>\n'.repeat(10_000)),
  bomb('NUL bytes', () => `struct s\0{ int\0 a; };\0\n${'\0'.repeat(HUNDRED_THOUSAND)}\n#define \0A 1\n`),
  bomb('only backslashes', () => '\\'.repeat(HUNDRED_THOUSAND)),
  bomb('only quotes', () => '"'.repeat(HUNDRED_THOUSAND + 1)),
  bomb('only hashes', () => '#'.repeat(HUNDRED_THOUSAND)),
  bomb('lone surrogates and a byte order mark', () => '\ufeffstruct s { int \ud800a; };\n"\udc00"\n'),
  ...unterminated(),
];

/** Everything that can be opened and not closed, as the whole file and after a good declaration. */
function unterminated(): Bomb[] {
  const openings = [
    ...[
      '/* comment',
      '"string',
      "'c",
      'struct s {',
      'struct s { int a',
      'enum e { A =',
      'union',
      'typedef',
      'int a[',
      'int f(',
    ],
    ...[
      '__attribute__((',
      '_Static_assert(1',
      'typeof(',
      'sizeof(',
      'static inline int f(void) {',
      'extern "C" {',
      '#if',
      '#if (',
      '#if 1 ?',
    ],
    ...[
      '#ifdef',
      '#define',
      '#define f(',
      '#define f(a,',
      '#define f(a) #',
      '#define f(a) a ##',
      '#include',
      '#include <',
      '#include "a',
    ],
    ...[
      '#pragma pack(',
      '#pragma pack(push,',
      '_Pragma',
      '_Pragma(',
      '_Pragma("',
      '\\',
      '#define f(x) x\nf(',
      '#define v(...) __VA_OPT__(\nv(1',
      '#line',
      '#',
    ],
  ];
  return openings.flatMap((text) => [
    bomb(`unterminated: ${JSON.stringify(text)}`, () => text),
    bomb(`unterminated after a record: ${JSON.stringify(text)}`, () => `struct good { int a; };\n${text}`),
  ]);
}
