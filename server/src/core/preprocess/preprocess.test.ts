/** Preprocessing of whole texts: pragmas, #line, limits. The expected tokens of the rest come from gcc (test/preprocess). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';

interface Outcome {
  readonly text: string;
  readonly codes: readonly string[];
  /** What the root file's diagnostics with a code `limit/…` are about, as its text. */
  readonly limits: readonly string[];
}

/** Preprocesses `files['a.h']`; the others are found by their names. */
function preprocessed(files: Readonly<Record<string, string>>): Outcome {
  const sources = new Map<string, SourceFile>();
  for (const [path, text] of Object.entries(files)) {
    sources.set(path, { path, displayName: path, text, view: 'installed' });
  }
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve: ({ spelling }) => {
        const file = sources.get(spelling);
        return file === undefined ? undefined : { file, root: 0 };
      },
    }),
  });
  const root = sources.get('a.h');
  const abi = abiById('x86_64');
  assert.ok(root !== undefined && abi !== undefined);
  const text = session
    .preprocess(root, abi)
    .map((token) => token.spelling)
    .join(' ');
  const [{ diagnostics }] = session.analyze(root, [abi]);
  return {
    text,
    codes: diagnostics.map((d) => d.code),
    limits: diagnostics
      .filter((d) => d.code.startsWith('limit/'))
      .map(({ range }) => range.file.text.slice(range.start, range.end)),
  };
}

const textOf = (...lines: readonly string[]): string => preprocessed({ 'a.h': `${lines.join('\n')}\n` }).text;

test('push_macro and pop_macro, as lines and as operators, leave nothing behind', () => {
  assert.equal(
    textOf('#define m 1', '#pragma push_macro("m")', '#undef m', 'm', '#pragma pop_macro ( "m" )', 'm'),
    'm 1',
  );
  assert.equal(
    textOf('#define m 1', '_Pragma("push_macro(\\"m\\")") m', '#define m 2', 'm _Pragma("pop_macro(\\"m\\")") m'),
    '1 2 1',
  );
});

test('pragmas that the preprocessor does not know stay in the stream', () => {
  assert.equal(
    textOf('#pragma GCC poison x', '#pragma GCC visibility push(default)', 'a'),
    '#pragma GCC visibility push(default) a',
  );
});

test('#line and line markers number the lines after them', () => {
  assert.equal(
    textOf('__LINE__', '#line 100 "b.h"', '__LINE__ __FILE__', '# 7', '__LINE__ __FILE__'),
    '1 100 "b.h" 7 "b.h"',
  );
  const { codes } = preprocessed({ 'a.h': '#line 0x10\n#line 5+1\n#line\n' });
  assert.deepEqual(codes, ['preprocess/directive', 'preprocess/directive', 'preprocess/directive']);
});

test('__LINE__ is the line of the outermost macro name, or its own in an argument', () => {
  assert.equal(textOf('#define f(x, y) x y __LINE__', 'f(__LINE__,', '__LINE__', ')'), '2 3 2');
  assert.equal(
    textOf('#define l __LINE__', '#define g(x) x', 'g(', 'l', ') g(__LINE__', '#line 50', '__LINE__)'),
    '4 5 50',
  );
});

test('a limit that an included file meets is told at the #include line of the root', () => {
  const { limits } = preprocessed({ 'a.h': '#include "b.h"\n', 'b.h': '#include "b.h"\n' });
  assert.deepEqual(limits, ['"b.h"']);
  const bomb = Array.from({ length: 30 }, (_, n) => `#define t${n + 1} ${`t${n} `.repeat(10)}\n`).join('');
  assert.deepEqual(preprocessed({ 'a.h': 'int a;\n#include "c.h"\n', 'c.h': `${bomb}int b[] = { t30 };\n` }).limits, [
    '"c.h"',
  ]);
});

test('#include is carried out a bounded number of times', () => {
  const files: Record<string, string> = {};
  for (let n = 0; n < 40; n++) files[n === 0 ? 'a.h' : `a${n}.h`] = `#include "a${n + 1}.h"\n`.repeat(10);
  const { codes } = preprocessed(files);
  assert.ok(codes.includes('limit/includes'), codes.join(' '));
});

test('includes end when the text comes to too many tokens', () => {
  const files: Record<string, string> = { 'a12.h': `struct s { ${'int a; '.repeat(1000)}};\n` };
  for (let n = 0; n < 12; n++) files[n === 0 ? 'a.h' : `a${n}.h`] = `#include "a${n + 1}.h"\n`.repeat(2);
  const { codes } = preprocessed(files);
  assert.deepEqual(new Set(codes), new Set(['limit/includes']));
});

test('what # and ## make is counted', () => {
  const twice = `#define s(x) #x\n#define d(x) s(x) s(x)\n${'d('.repeat(30)}"${')'.repeat(30)}\n`;
  assert.ok(preprocessed({ 'a.h': twice }).codes.includes('limit/macro-expansion'));
  const doubled = Array.from({ length: 40 }, (_, n) => `#define p${n + 1} k(p${n}, p${n})\n`).join('');
  const pasted = `#define p0 a\n#define j(x, y) x##y\n#define k(x, y) j(x, y)\n${doubled}p40\n`;
  assert.ok(preprocessed({ 'a.h': pasted }).codes.includes('limit/macro-expansion'));
});

test('many uses of small macros meet no limit', () => {
  const { codes } = preprocessed({ 'a.h': `#define m(x) x, x, x, x\nint a[] = {\n${'m(1),\n'.repeat(100_000)}};\n` });
  assert.deepEqual(codes, []);
});

test('an #if that nests too deeply says which limit it met', () => {
  const { limits } = preprocessed({ 'a.h': `#if ${'('.repeat(5000)}1${')'.repeat(5000)}\n#endif\n` });
  assert.equal(limits.length, 1);
});

test('#pragma once: the second reading gives nothing, as a line and as an operator', () => {
  const twice = '#include "b.h"\n#include "b.h"\nend\n';
  for (const once of ['#pragma once', '_Pragma("once")', '#pragma once later']) {
    assert.equal(preprocessed({ 'a.h': twice, 'b.h': `${once}\nint b;\n` }).text, 'int b ; end', once);
  }
  assert.equal(preprocessed({ 'a.h': twice, 'b.h': '#pragma\nint b;\n' }).text, '#pragma int b ; #pragma int b ; end');
});

test('the name of an include may be a macro', () => {
  const files = { 'b.h': 'b', 'dir/c.h': 'c', 'd e.h': 'd' };
  const included = (...lines: readonly string[]): string =>
    preprocessed({ ...files, 'a.h': `${lines.join('\n')}\n` }).text;
  assert.equal(included('#define H "b.h"', '#include H'), 'b');
  assert.equal(included('#define D dir', '#define H <D/c.h>', '#include H'), 'c');
  assert.equal(included('#define H <d e.h>', '#include H'), 'd');
  assert.equal(included('#define H "b.h" more', '#include H'), 'b');
  for (const name of ['<b.h', 'b.h', '3'])
    assert.equal(included(`#define H ${name}`, '#include H', 'end'), 'end', name);
});

test('names of files, and the time of translation, which is none', () => {
  assert.equal(textOf('__BASE_FILE__ __FILE__'), '"a.h" "a.h"');
  assert.equal(textOf('__DATE__ __TIME__ __TIMESTAMP__'), '"??? ?? ????" "??:??:??" "??? ?? ????"');
});

test('twelve thousand pasted names', () => {
  const count = 12_000;
  const text = preprocessed({
    'a.h': `#define j(a, b) a##b\n${Array.from({ length: count }, (_, n) => `j(x, ${n})\n`).join('')}j(x, 0)\n`,
  }).text;
  assert.equal(text.split(' ').length, count + 1);
  assert.ok(text.endsWith(' x11999 x0'));
});
