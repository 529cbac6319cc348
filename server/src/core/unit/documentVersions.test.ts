/**
 * A document in pieces says of every version what a text that is read as a whole says, and takes over what an edit did not
 * touch. Edits are random, by a seed that a failure names.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPieces, cutDocument, piecesOf } from '../lex/documentPieces.js';
import { lex } from '../lex/lexer.js';
import { mentionedNames } from '../review/mentionedNames.js';
import type { SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { type AnalysisSession, createAnalysisSession } from './analysisSession.js';

const abis = ['x86_64', 'i386', 'm68k'].flatMap((id) => abiById(id) ?? []);

const records = Array.from(
  { length: 40 },
  (_, n) => `
/**
 * struct thing_${n} - argument of THING_${n}
 * @size: sizeof(struct thing_${n}), as THING_${n - 1} has it
 */
struct thing_${n} {
	__u32 size;
	__u64 value_${n};${n % 5 === 0 ? `\n#ifdef __i386__\n	__u16 more;\n#else\n	long more;\n#endif` : ''}
	struct { __u8 low : 3, high : 5; } bits[THINGS];
	${n > 3 ? `struct thing_${n - 3} inner;` : 'int fd;'}
};
#define THING_${n}	_IOWR(0xb7, ${n}, struct thing_${n})
enum state_${n} { STATE_${n}_NONE, STATE_${n}_ALL = THING_MASK(${n}), };
`,
).join('');

const original = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _THING_H
#define _THING_H
#include <linux/types.h>
#include <linux/ioctl.h>
#ifdef __cplusplus
extern "C" {
#endif
#define THINGS 2
#define THING_MASK(n) (1 << ((n) % 7))
${records}
#ifdef __cplusplus
}
#endif
#endif /* _THING_H */
`;

const inserted = [
  'x',
  ' ',
  ';',
  '\n',
  '{',
  '}',
  '(',
  ')',
  '"',
  '_',
  '0',
  ',',
  '/*',
  '*/',
  '//',
  '\\\n',
  '\n#if 1\n',
  '\n#else\n',
  '\n#endif\n',
  '\n#define THINGS 3\n',
  '\n#undef THINGS\n',
  '\n#include <linux/fs.h>\n',
  '\n#pragma pack(push, 2)\n',
  '\n#pragma pack(pop)\n',
  '\nstruct fresh { __u32 a; __u64 b; };\n',
  '\ntypedef __u64 fresh_t;\n',
  '\n/** a comment */\n',
  '__LINE__',
];

function source(text: string): SourceFile {
  return { path: '/thing.h', displayName: 'thing.h', text, view: 'installed' };
}

function newSession(): AnalysisSession {
  const files = new Map<string, SourceFile>();
  const fileOf = (spelling: string): SourceFile | undefined => {
    const known = files.get(spelling);
    const text = known === undefined ? builtinHeader(spelling)?.text : undefined;
    if (known !== undefined || text === undefined) return known;
    const file: SourceFile = { path: `builtin:/${spelling}`, displayName: spelling, text, view: 'installed' };
    files.set(spelling, file);
    return file;
  };
  return createAnalysisSession({
    resolverFor: () => ({
      resolve: ({ spelling }) => {
        const file = fileOf(spelling);
        return file === undefined ? undefined : { file, root: 0 };
      },
    }),
  });
}

/** Without links back to files and types, and with each range as its numbers and text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Set) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if ('start' in value && 'end' in value && 'file' in value) {
    const { start, end, file } = value as { start: number; end: number; file: SourceFile };
    return [start, end, file.text.slice(start, end)];
  }
  const left = new Set(['ctype', 'argumentCtype', 'abi', 'file', 'to', 'from']);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (left.has(key) ? [] : [[key, plain(part)]])),
  );
}

function analysed(session: AnalysisSession, file: SourceFile): unknown {
  return plain(session.analyze(file, abis, { lookUp: mentionedNames(file) }));
}

for (const seed of [1, 2, 3]) {
  test(`random edits, seed ${seed}: every version is what the whole text is`, () => {
    const random = randomFrom(seed);
    const session = newSession();
    let text = original;
    let cut: SourceFile | undefined;
    let versionsInPieces = 0;
    for (let edit = 0; edit < 60; edit++) {
      const file = source(text);
      if (cutDocument(file, cut)) {
        cut = file;
        versionsInPieces++;
        assert.equal(
          allPieces(piecesOf(file) ?? { items: [] }).reduce((sum, piece) => sum + piece.text, ''),
          text,
        );
        const { memo: _, file: __, ...tokens } = lex(file);
        const { memo: ___, file: ____, ...expected } = lex(source(text));
        assert.deepEqual(tokens, expected, `tokens of edit ${edit}`);
      }
      assert.deepEqual(analysed(session, file), analysed(newSession(), source(text)), `edit ${edit}`);
      if (edit % 6 === 5) text = original;
      const at = random(text.length);
      const end = random(3) === 0 ? at + random(random(4) === 0 ? 300 : 5) : at;
      text = text.slice(0, at) + inserted[random(inserted.length)] + text.slice(end);
    }
    assert.ok(versionsInPieces > 30, `${versionsInPieces} versions were cut`);
  });
}

test('a keystroke takes over what stands in other pieces, at its new place', () => {
  const session = newSession();
  const first = source(original);
  assert.ok(cutDocument(first, undefined));
  const [before] = session.analyze(first, abis);
  const at = original.indexOf('value_20');
  const second = source(`${original.slice(0, at)}my_${original.slice(at)}`);
  assert.ok(cutDocument(second, first));
  const [after] = session.analyze(second, abis);
  const recordOf = (analysis: typeof before, n: number) => analysis.records.find(({ name }) => name === `thing_${n}`);
  const changed = before.records.filter((record) => !after.records.includes(record)).map(({ name }) => name);
  // The record itself, and those that hold it.
  assert.ok(changed.includes('thing_20') && changed.includes('thing_38'), changed.join(' '));
  assert.ok(!changed.includes('thing_16') && !changed.includes('thing_22'), changed.join(' '));
  assert.equal(recordOf(after, 22)?.nameRange.file, second);
  assert.equal(recordOf(after, 22)?.nameRange.start, second.text.indexOf('thing_22 {'));
  assert.ok(after.ioctls.filter((ioctl) => before.ioctls.includes(ioctl)).length > 20);
});

test('a document in pieces is itself, also after another header has included it', () => {
  const own = source(original);
  assert.ok(cutDocument(own, undefined));
  const outer = { ...source('#include "thing.h"\nstruct outer { struct thing_1 first; };\n'), path: '/outer.h' };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => ({ file: own, root: 0 }) }) });
  for (let round = 0; round < 4; round++) {
    assert.deepEqual(
      session.analyze(outer, abis).map(({ records }) => records.length),
      abis.map(() => 1),
    );
  }
  for (const { records } of session.analyze(own, abis)) assert.equal(records.length, 40);
});

test('a text that means something else in pieces stays whole', () => {
  for (const line of ['#define HERE __LINE__', '#line 7', '#pragma once', 'struct a { /* no end']) {
    assert.equal(cutDocument(source(`${original}${line}\n`), undefined), false, line);
  }
});

/** Numbers below a bound from a linear congruential generator (Numerical Recipes, 2nd ed., 7.1). */
function randomFrom(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = BigInt.asUintN(32, state * 1664525n + 1013904223n);
    return Number((state * BigInt(below)) / 4294967296n);
  };
}

test('a header without end says so on every ABI, whatever is known of it', () => {
  const endless = { ...source('#include "endless.h"\n#ifdef __i386__\n#define X 1\n#endif\n'), path: '/endless.h' };
  const root = source('#include "endless.h"\n#ifdef X\nstruct x { int a; };\n#endif\n');
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => ({ file: endless, root: 0 }) }) });
  for (let time = 0; time < 2; time++) {
    for (const { diagnostics } of session.analyze(root, abis)) {
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ['limit/include-depth'],
      );
    }
  }
});

test('what a header without end includes of itself is left out', () => {
  const root = source('#include "again.h"\n#include "again.h"\nint x;\n');
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => ({ file: root, root: 0 }) }) });
  for (const { diagnostics, includes } of session.analyze(root, abis)) {
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['limit/include-depth'],
    );
    assert.equal(includes.length, 2);
  }
});
