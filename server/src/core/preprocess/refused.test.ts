/** Directives and expressions that gcc refuses too: what is said, and that the lines behind them are read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';

/** What lexer and preprocessor say to a text. */
function said(text: string): readonly string[] {
  const file: SourceFile = { path: 'a.h', displayName: 'a.h', text, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const abi = abiById('x86_64');
  assert.ok(abi !== undefined);
  const spellings = session.preprocess(file, abi).map(({ spelling }) => spelling);
  assert.equal(spellings.at(-1), 'behind', text);
  const [{ diagnostics }] = session.analyze(file, [abi]);
  return diagnostics.filter(({ code }) => /^(?:preprocess|lex)\//.test(code)).map(({ message }) => message);
}

const conditions: readonly (readonly [expression: string, message: string])[] = [
  ['', 'this directive needs an expression'],
  ['1 2', '"2" is unexpected here in the expression'],
  ['1 +', 'the expression ends where an operand should follow'],
  ['1.0', '"1.0" is no integer constant'],
  ["''", "'' is no character constant"],
  ['"a"', '""a"" cannot stand here in the expression'],
  ['1 / 0', 'the expression divides by zero'],
  ['1 % 0', 'the expression divides by zero'],
  ['(1', 'the expression needs ")" here'],
  ['1 ? 2', 'the expression needs ":" here'],
  ['defined', '"defined" needs the name of a macro'],
  ['defined 3', '"defined" needs the name of a macro'],
  ['defined(3)', '"defined" needs the name of a macro'],
  ['defined(A', '"defined(" has no closing parenthesis'],
  ['defined(A B)', '"defined(" has no closing parenthesis'],
  ['__has_include 3', 'the expression needs "(" here'],
  ['__has_include(3)', '"__has_include" needs <FILE> or "FILE"'],
  ['__has_include("a.h"', 'the expression needs ")" here'],
  ['__has_attribute', '"__has_attribute" needs "(" and a name'],
  ['__has_attribute(a', '"__has_attribute(" has no closing parenthesis'],
];

test('#if', () => {
  for (const [expression, message] of conditions) {
    assert.deepEqual(said(`#if ${expression}\nnot\n#endif\nbehind\n`), [message], expression);
    assert.deepEqual(said(`#if 0\n#elif ${expression}\nnot\n#endif\nbehind\n`), [message], expression);
  }
  // An operand that does not count may divide by zero.
  assert.deepEqual(said('#if 0 && 1 / 0\n#endif\n#if 1 || 1 % 0\n#endif\n#if 1 ? 2 : 3 / 0\n#endif\nbehind\n'), []);
});

const lines: readonly (readonly [text: string, ...messages: string[]])[] = [
  ['#else', '#else without an #if'],
  ['#elif 1', '#elif without an #if'],
  ['#endif', '#endif without an #if'],
  ['#if 1\n#else\n#else\n#endif', '#else after #else'],
  ['#if 0\n#else\n#else\n#endif', '#else after #else'],
  ['#if 1\n#else\n#else\n#else\n#endif', '#else after #else', '#else after #else'],
  ['#if 1\n#else\n#elif 1\n#endif', '#elif after #else'],
  ['#if 0\n#else\n#elif 1\n#endif', '#elif after #else'],
  ['#ifdef\n#endif', '#ifdef needs the name of a macro'],
  ['#ifndef 3\n#endif', '#ifndef needs the name of a macro'],
  ['#undef', '#undef needs the name of a macro'],
  ['#undef 3', '#undef needs the name of a macro'],
  ['#define 3', 'the name of a macro must be an identifier'],
  ['#define defined', '"defined" cannot be the name of a macro'],
  ['#define f(', 'the parameter list of the macro has no closing parenthesis'],
  ['#define f(a b) a', 'the parameter list of the macro needs "," or ")" here'],
  ['#define a ## b', '"##" cannot start the body of a macro'],
  ['#define a b ##', '"##" cannot end the body of a macro'],
  ['#include', '#include needs <FILE> or "FILE"'],
  ['#include 3', '#include needs <FILE> or "FILE"'],
  ['#pragma push_macro(x)', '#pragma push_macro needs ("NAME")'],
  ['#pragma pop_macro', '#pragma pop_macro needs ("NAME")'],
  ['#pragma GCC warning "w"', '#pragma GCC warning "w"'],
  ['#pragma GCC error "e"', '#pragma GCC error "e"'],
  ['#error no', '#error no'],
  ['#warning no', '#warning no'],
  ['#what', '#what is no preprocessing directive'],
  ['#define j(a, b) a##b\nj(+, x)', '"##" joins "+" and "x", which does not make one token'],
  ['#define f(a, b) a b\nf(1)', 'macro "f" takes 2 arguments, this call gives 1'],
  ['#define f(a) a\nf(1, 2)', 'macro "f" takes 1 argument, this call gives 2'],
];

test('other directives, and macros', () => {
  for (const [text, ...messages] of lines) assert.deepEqual(said(`${text}\nbehind\n`), messages, text);
});
