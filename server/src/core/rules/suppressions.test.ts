import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import type { Finding, Rule } from './rule.js';
import { defaultRuleSettings } from './ruleSettings.js';
import { suppressionComments } from './suppressionComments.js';
import { applySuppressions, judgeSuppressions, type NamedRule, ranAllOf } from './suppressions.js';

const fileOf = (text: string): SourceFile => ({ path: '/a.h', displayName: 'a.h', text, view: 'installed' });

function findingAt(file: SourceFile, word: string, rule = 'layout/implicit-hole'): Finding {
  const start = file.text.search(new RegExp(`(?<!\\w)${word}(?!\\w)`));
  assert.ok(start >= 0, `no ${word}`);
  return { rule, severity: 'warning', range: { file, start, end: start + word.length }, message: word, abis: [] };
}

/** Which of the words `a1`, `a2`, … in the text a finding on would be suppressed. */
function suppressedWords(text: string): string {
  const file = fileOf(text);
  const suppressions = suppressionComments(file);
  const words = [...new Set(text.match(/(?<!\w)a\d(?!\w)/g))];
  const marked = applySuppressions(
    words.map((word) => findingAt(file, word)),
    () => suppressions,
    new Set(),
  );
  return marked.flatMap(({ suppressed, message }) => (suppressed === undefined ? [] : [message])).join(' ');
}

const IGNORE = '/* uapi-ignore[layout/implicit-hole]: why */';
const scopes: readonly (readonly [string, string, string])[] = [
  ['after code: the line', `int a1;\nint a2; ${IGNORE}\nint a3;\n`, 'a2'],
  ['after code of a declaration: the line only', `struct a1 { ${IGNORE}\n\tint a2;\n} a3;`, 'a1'],
  ['on the line before', `int a1;\n${IGNORE}\nint a2;\nint a3;\n`, 'a2'],
  ['before a declaration: all of it', `int a1;\n${IGNORE}\nstruct a2 {\n\tint a3;\n} __packed;\nint a4;`, 'a2 a3'],
  ['before a declaration on the same line', `${IGNORE} struct a2 {\n\tint a3;\n};\nint a4;`, 'a2 a3'],
  ['before a typedef', `${IGNORE}\ntypedef struct {\n\tint a1;\n} a2;\nint a3;`, 'a1 a2'],
  ['before a member', `struct a1 {\n\tint a2;\n\t${IGNORE}\n\tint\n\t\ta3, a4;\n\tint a5;\n};`, 'a3 a4'],
  ['before a nested record', `struct a1 {\n\t${IGNORE}\n\tunion {\n\t\tint a2;\n\t};\n\tint a3;\n};`, 'a2'],
  ['before an enumerator', `enum a1 {\n\ta2,\n\t${IGNORE}\n\ta3 = sizeof(int [2]),\n\ta4,\n};`, 'a3'],
  ['before the last enumerator', `enum a1 {\n\ta2,\n\t${IGNORE}\n\ta3\n};\nint a4;`, 'a3'],
  ['before a macro', `${IGNORE}\n#define a1 \\\n\ta2\n#define a3 1\n`, 'a1 a2'],
  ['before another directive: its line', `${IGNORE}\n#ifdef a1\nint a2;\n#endif\n`, 'a1'],
  [
    'over directives',
    `${IGNORE}\nstruct a1 {\n#ifdef __x86_64__\n\tint a2;\n#endif\n\tint a3;\n};\nint a4;`,
    'a1 a2 a3',
  ],
  ['before an inline function', `${IGNORE}\nstatic inline int a1(void)\n{\n\treturn a2;\n}\nint a3;`, 'a1 a2'],
  ['above kernel-doc', `${IGNORE}\n/**\n * struct a1 - a2\n */\nstruct foo { int a3; };\nint a4;`, 'a1 a2 a3'],
  ['below kernel-doc', `/**\n * struct a1 - a2\n */\n${IGNORE}\nstruct foo { int a3; };\nint a4;`, 'a1 a2 a3'],
  ['in kernel-doc', `/**\n * struct a1 - uapi-ignore[layout]: why\n */\nstruct foo { int a3; };\nint a4;`, 'a1 a3'],
  ['a comment after code above does not belong', `int b; /* a1 */\n${IGNORE}\nint a2;`, 'a2'],
  ['blank lines between', `${IGNORE}\n\n\nint a1;\nint a2;`, 'a1'],
  ['nothing behind it', `int a1;\n${IGNORE}\n`, ''],
  ['a file', `int a1;\n/* uapi-ignore-file[layout/implicit-hole]: why */\nint a2;`, 'a1 a2'],
  ['a line comment', '// uapi-ignore[layout/implicit-hole]: why\nint a1;\nint a2;', 'a1'],
  ['a group', '/* uapi-ignore[layout] */\nint a1;', 'a1'],
  ['another rule', '/* uapi-ignore[types, layout/packed] */\nint a1;', ''],
  ['several rules', '/* uapi-ignore[types, layout/implicit-hole]: why */\nint a1;', 'a1'],
  ['no rule', '/* uapi-ignore: why */\nint a1;', ''],
  ['two in one comment', '/*\n * uapi-ignore[types]: x\n * uapi-ignore[layout]: y\n */\nint a1;', 'a1'],
  ['another word', '/* uapi-ignored[layout] my-uapi-ignore-files[layout] */\nint a1;', ''],
  ['in a string it is text', 'const char *a1 = "/* uapi-ignore[layout] */";\nint a2;', ''],
  ['unclosed braces', `${IGNORE}\nstruct a1 {\n\tint a2;\n`, 'a1 a2'],
  ['CR LF', `int a1;\r\n${IGNORE}\r\nint a2;\r\nint a3; ${IGNORE}\r\nint a4;\r\n`, 'a2 a3'],
];

for (const [title, text, expected] of scopes) {
  test(`suppression: ${title}`, () => assert.equal(suppressedWords(text), expected));
}

test('reason and names are read as written', () => {
  const text = '/*\n * uapi-ignore[ layout/a ,types/b]: first\n *   second   line\n */\nint x;';
  const [{ rules, reason }] = suppressionComments(fileOf(text));
  assert.equal(reason, 'first second line');
  assert.deepEqual(
    rules.map(({ name, range }) => [name, text.slice(range.start, range.end)]),
    [
      ['layout/a', 'layout/a'],
      ['types/b', 'types/b'],
    ],
  );
});

test('a name that suppressed nothing is unused, if its rules ran', () => {
  const file = fileOf('/* uapi-ignore[layout/implicit-hole, layout/packed, x/together, x/unknown]: why */\nint a1;');
  const rules = ['layout/implicit-hole', 'layout/packed', 'x/together'].map(
    (id) => ({ id, scope: id === 'x/together' ? 'cross-file' : 'file', severity: { recommended: 'warning' } }) as Rule,
  );
  const suppressions = suppressionComments(file);
  const used = new Set<NamedRule>();
  applySuppressions([findingAt(file, 'a1')], () => suppressions, used);
  const usesOf = (settings: Partial<typeof defaultRuleSettings>): readonly string[] =>
    judgeSuppressions(
      suppressions,
      used,
      (name) => ranAllOf(name, rules, { ...defaultRuleSettings, ...settings }, []),
      rules,
    )[0].rules.map(({ use, isKnown }) => (isKnown ? use : 'unknown'));
  assert.deepEqual(usesOf({}), ['used', 'unused', 'unjudged', 'unknown']);
  assert.deepEqual(usesOf({ ignore: ['layout'] }), ['used', 'unjudged', 'unjudged', 'unknown']);
  assert.deepEqual(usesOf({ severities: new Map([['layout/packed', 'off']]) })[1], 'unjudged');
});

test('hostile comments take linear time', () => {
  const start = process.cpuUsage();
  for (const text of [
    `/*${'uapi-ignore['.repeat(100_000)}*/ int a1;`,
    '/* uapi-ignore[a] */ x\n'.repeat(40_000),
    '/* uapi-ignore[a] */ {\n'.repeat(40_000),
    `${'/* uapi-ignore[a] */\n'.repeat(40_000)}int x;`,
    `/* uapi-ignore[a]:${'\n *'.repeat(200_000)}*/ int a1;`,
    `/* uapi-ignore[a]${' '.repeat(400_000)}*/ int a1;`,
  ]) {
    suppressionComments(fileOf(text));
  }
  const { user } = process.cpuUsage(start);
  assert.ok(user < 4_000_000, `${user} µs`);
});
