/**
 * The colours of ioctl macros, types, reserved members and kernel-doc. The files in cases/ say below a line which scopes
 * its parts have (the syntax of vscode-tmgrammar-test), and are read as C and as C++. Real headers are held against the
 * lexer of this project, which knows what is an identifier and what is a comment.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lex, spellingOf } from 'uapi-language-server/core';
import * as unit from 'vscode-tmgrammar-test/dist/unit/index.js';
import { repositoryFiles } from '../harness/repository.js';
import { contributedGrammars, registry, rootScopes, scopedTexts } from './grammars.js';

const cases = repositoryFiles('test/grammar/cases');

test('there are cases, and every grammar goes into both languages', () => {
  assert.ok(cases.length >= 3);
  for (const { scopeName, injectTo } of contributedGrammars) assert.deepEqual(injectTo, [...rootScopes], scopeName);
});

for (const scope of rootScopes) {
  for (const file of cases) {
    test(`${file.path} as ${scope}`, async () => {
      const testCase = unit.parseGrammarTestCase(`// SYNTAX TEST "${scope}"\n${file.readText()}`);
      assert.ok(testCase.assertions.length > 0, 'no assertion in the file');
      const failures = await unit.runGrammarTestCase(registry, testCase);
      assert.deepEqual(
        failures.map(({ line, start, end, missing, unexpected, actual }) => ({
          at: `${file.path}:${line}, columns ${start} to ${end}`,
          missing,
          unexpected,
          actual,
        })),
        [],
      );
    });
  }
}

const fixedType =
  /^(__[us](8|16|32|64|128)|__[lb]e(16|32|64)|__aligned_(u64|s64|be64|le64)|__kernel_[a-z0-9_]+_t|__sum16|__wsum)$/;
const numberMaker = /^(_IOC|([A-Z][A-Z0-9_]*)?_IO(R|W|WR)?(_BAD)?)$/;
const numberReader = /^_IOC_(DIR|TYPE|NR|SIZE)$/;

/** Identifiers that a line of their own or a splice takes away from grammars, which see one line at a time. */
const beyondLines: ReadonlySet<string> = new Set(['digraphs.h', 'line-splices.h']);
const headers = repositoryFiles(
  '.',
  (path) =>
    /^(test\/fixtures\/(layout|drafts)|examples)\/.*\.h$/.test(path) &&
    !beyondLines.has(path.slice(path.lastIndexOf('/') + 1)),
);

test('there are headers', () => assert.ok(headers.length > 30, `only ${headers.length}`));

/** `line: word` of the types and calls that the lexer sees outside of comments and strings. */
function expectedWords(path: string, text: string): readonly string[] {
  const lexed = lex({ path, displayName: path, text, view: 'installed' });
  const words = Array.from({ length: lexed.count }, (_, index) => spellingOf(lexed, index));
  return words.flatMap((word, index) => {
    const isCall = numberMaker.test(word) && words[index + 1] === '(' && words[index - 1] !== 'define';
    if (!fixedType.test(word) && !isCall && !(numberReader.test(word) && words[index - 1] !== 'define')) return [];
    const line = text.slice(0, lexed.starts[index]).split('\n').length;
    return [`${line}: ${word}`];
  });
}

for (const scope of rootScopes) {
  test(`as ${scope}, every fixed type and ioctl call of real headers is seen, and nothing else`, async () => {
    for (const { path, readText } of headers) {
      const text = readText();
      const seen = (await scopedTexts(scope, text))
        .filter(({ scope: name }) => /^support\.(type\.(?!stdint)|function)/.test(name))
        .map(({ line, text: spelling }) => `${line + 1}: ${spelling}`);
      assert.deepEqual(seen, expectedWords(path, text), path);
    }
  });
}

test('C and C++ agree about every header', async () => {
  for (const { path, readText } of headers) {
    const [c, cpp] = await Promise.all(rootScopes.map((scope) => scopedTexts(scope, readText())));
    assert.deepEqual(cpp, c, path);
  }
});
