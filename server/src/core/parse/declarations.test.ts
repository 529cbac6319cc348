/** Declarations that headers hardly have: what gcc takes is taken without a word, what it refuses is told, and the next one is read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';

function analysed(text: string): HeaderAnalysis {
  const abi = abiById('x86_64');
  assert.ok(abi !== undefined);
  const file = {
    path: '/a.h',
    displayName: 'a.h',
    text: `${text}\nstruct after { int a; };\n`,
    view: 'installed',
  } as const;
  const [analysis] = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) }).analyze(file, [abi]);
  assert.equal(sizeOf(analysis, 'after'), 4, text);
  return analysis;
}

const sizeOf = ({ records }: HeaderAnalysis, tag: string): number | undefined =>
  records.find(({ name }) => name === tag)?.layout?.sizeBytes;

const taken: readonly string[] = [
  'extern int renamed asm("other");',
  'extern int renamed __asm__("other") __attribute__((unused));',
  'int f(void) asm("x");',
  'asm("nop");',
  '[[gnu::unused]] int x;',
  '[[deprecated, gnu::unused]] int x;',
  '[[]] int x;',
  '[[gnu]] int x;',
  'int x [[gnu::unused]];',
  '[[gnu::aligned(16), unused]] int x;',
  '__attribute__((unused)) int x;',
  '__attribute__(()) int x;',
  '__attribute__((unused,)) int x;',
  '__attribute__((aligned)) int x;',
  'enum { A = 1 } x __attribute__((mode(QI)));',
  '__auto_type x = 3;',
  '__extension__ int x;',
  '_Thread_local int x;',
  '_Noreturn void f(void);',
  '_Atomic(int) x;',
  '_Atomic int x;',
  'typeof(int) x;',
  '_Float128 x;',
  '__uint128_t x;',
  'unsigned __int128 x;',
  'int f(int a, ...) { return a; } int y;',
  'inline static int f(void) { asm("x"); return 1; }',
  'int (*f(void))(int);',
  'int f(int a[static 3]);',
  'int f(int [*]);',
  'int *const *volatile x, (*y)[3], z;',
  '_Static_assert(1);',
  '_Static_assert(1, "a" "b");',
  'int x;;',
  'const;',
  'static;',
  '#pragma pack(pop)',
  '#pragma pack(push, 1, 2)\nint x;\n#pragma pack(pop)',
];

test('what gcc takes', () => {
  for (const text of taken) assert.deepEqual(analysed(text).diagnostics, [], text);
});

const sized: readonly (readonly [text: string, sizeBytes: number])[] = [
  ['struct [[gnu::packed]] s { char c; int i; };', 5],
  ['struct s { char b; [[gnu::aligned(8)]] char c; };', 16],
  ['struct s { int a; } __attribute__((packed)) ;', 4],
  ['struct s { _Static_assert(1, "x"); int a; };', 4],
  ['struct s { int a:3, :2, b; };', 8],
  ['struct s { long unsigned int long a; int signed short b; };', 16],
  ['#pragma pack(1)\nstruct s { char a; int b; };\n#pragma pack()', 5],
  ['#pragma pack(push, 2)\nstruct s { char a; int b; };\n#pragma pack(pop)', 6],
  // gcc warns of an alignment that is none and goes on.
  ['#pragma pack(3)\nstruct s { char a; int b; };', 8],
];

test('sizes of records with attributes, assertions and pragmas', () => {
  for (const [text, sizeBytes] of sized) {
    const analysis = analysed(text);
    assert.deepEqual(analysis.diagnostics, [], text);
    assert.equal(sizeOf(analysis, 's'), sizeBytes, text);
  }
});

const refused: readonly (readonly [text: string, message: string])[] = [
  ['[[3]] int x;', 'the name of an attribute is expected here, before "3"'],
  ['__attribute__((3)) int x;', 'the name of an attribute is expected here, before "3"'],
  ['enum;', '"enum" needs a tag or a list of enumerators'],
  ['enum x { A, , B };', 'an enumerator is expected here, before ","'],
  ['_Static_assert(0, "no");', 'this static assertion does not hold: no'],
  ['_Static_assert(0);', 'this static assertion does not hold'],
  ['struct s { int a b; };', '";" is expected after this member, before "b"; is "b" a macro that is not defined here?'],
  ['struct s { #pragma pack(1)\nint a; };', 'a member is expected here, before "#"'],
  ['int x y;', '";" is expected here, before "y"; is "y" a macro that is not defined here?'],
  ['int = 3;', 'a name is expected here, before "="'],
  ['{ int a; }', 'a declaration is expected here, before "{"'],
  ['} int x;', 'this "}" closes nothing'],
  [') int x;', 'a declaration is expected here, before ")"'],
  ['enum x : int { A };', '";" is expected here, before ":"'],
  ['extern "C" { int x; }', 'a name is expected here, before ""C""'],
  ['struct s { int a; };\nstruct s { int a; };', 'struct s is defined twice'],
  ['struct s { int a; };\nunion s *p;', '"s" was declared as struct before and is union here'],
  ['struct s { int a; };\nenum s x;', '"s" was declared as struct before and is enum here'],
  ['enum e { A };\nstruct e *p;', '"e" was declared as enum before and is struct here'],
  ['struct s { int a; };\nenum s { A };', '"s" was declared as struct before and is enum here'],
  ['union s *p;\nstruct s { int a; };', '"s" was declared as union before and is struct here'],
  ['struct s { unknown_t m; };', 'type "unknown_t" is not known here; is an #include missing?'],
];

test('what gcc refuses', () => {
  for (const [text, message] of refused) {
    assert.deepEqual(
      analysed(text).diagnostics.map((diagnostic) => diagnostic.message),
      [message],
      text,
    );
  }
});
