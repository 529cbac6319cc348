/**
 * The findings about a document whose versions take over what was said of the one before are those of its text read anew,
 * with all their fields. Edits are random, by a seed that a failure names, and fall into one declaration at a time.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cutDocument } from '../lex/documentPieces.js';
import { mentionedNames } from '../review/mentionedNames.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { type AnalysisSession, createAnalysisSession } from '../unit/analysisSession.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import { allRules } from './registry.generated.js';
import { type Finding, type RecordRule, severities } from './rule.js';
import { ruleContext } from './ruleContext.js';
import { RuleMemory } from './ruleMemory.js';
import { defaultRuleSettings } from './ruleSettings.js';
import { checkFacts, checkHeader, collectFacts } from './runRules.js';

const abis = ['x86_64', 'i386', 'm68k'].flatMap((id) => abiById(id) ?? []);
const settings = { ...defaultRuleSettings, profile: 'new' as const };

/** Records that hold and name each other, with commands, enums, flags and comments about them; many have findings. */
const generated = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _THING_H
#define _THING_H
#include <linux/types.h>
#include <linux/ioctl.h>
#define THING_SIZE_VER0 8
${Array.from(
  { length: 12 },
  (_, n) => `
enum thing_${n}_flags { THING_${n}_READ = 1, THING_${n}_WRITE = ${n + 1}, };

/**
 * struct thing_${n} - ioctl(THING_${n})
 * @size: sizeof(struct thing_${n})
 * @flags: Combination of enum thing_${n}_flags
 * @uptr: Input; see THING_${n === 0 ? 'NONE' : n - 1}
 */
struct thing_${n} {
	__u32 ${n % 3 === 0 ? 'size' : 'first'};
	__u16 flags;${n % 4 === 0 ? '\n#ifdef __i386__\n	__u16 more;\n#else\n	long more;\n#endif' : ''}
	__u64 uptr;
	_Bool is_set;
	struct { __u8 low : 3, high : 5; } bits[2];
	${n > 3 ? `struct thing_${n - 3} inner;` : 'int fd;'}
	__u8 tail[0];
};
#define THING_${n}	${n % 2 === 0 ? `_IOWR(0xb7, ${n}, struct thing_${n})` : `_IO(0xb7, ${n})`}
#define THING_${n}_FLAG_OLD (1 << ${n + 26})
`,
).join('')}
#endif /* _THING_H */
`;

const inserted = [
  ...['x', '_', ' ', ';', '\n', '0', '*', ',', '[0]', '/* one of enum thing_1_flags */', ' __attribute__((packed)) '],
  ...['\n\t__u32 pad;\n', '__u64 more;', 'long l;', 'void *p;', 'u32 z;', 'struct timeval t;', '/** @x: Input */'],
  ...['\n#define FOO_FLAG_A (1 << 31)\n', '\n#ifdef CONFIG_X\n', '\n#endif\n', '// c\n', '\nenum e_flags { E = 3 };\n'],
  ...['\nstruct fresh { __u32 size; __u64 b; };\n', '\n#define FRESH _IOWR(0xb7, 3, struct fresh)\n'],
  ...['\n/* uapi-style: size-first */\n', '\n/* uapi-mux: field=a */\n', '\n#define THING_3_SIZE_VER0 4\n'],
];

/** Built-in headers are the same files for all versions. */
function newSession(): AnalysisSession {
  const files = new Map<string, SourceFile>();
  const fileOf = (spelling: string): SourceFile | undefined => {
    const text = builtinHeader(spelling)?.text;
    if (text === undefined) return undefined;
    const file = files.get(spelling) ?? {
      path: `builtin:/${spelling}`,
      displayName: spelling,
      text,
      view: 'installed',
    };
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

function source(text: string): SourceFile {
  return { path: '/tree/linux/thing.h', displayName: 'linux/thing.h', text, view: 'installed' };
}

function findings(file: SourceFile, analyses: readonly HeaderAnalysis[], memory?: RuleMemory): readonly unknown[] {
  const context = ruleContext(file, analyses, memory === undefined ? {} : { memory });
  const alone = checkHeader(allRules, context, settings);
  const together = checkFacts(allRules, [collectFacts(allRules, context, settings)], settings);
  assert.deepEqual([...alone.failures, ...together.failures], []);
  return [...alone.findings, ...together.findings].map((finding) => plain(finding, file));
}

/** With each range as its numbers, the file's name, and whether the file is the version at hand. */
function plain({ range, related = [], fixes = [], ...finding }: Finding, file: SourceFile): unknown {
  const place = (at: FileRange): unknown => [at.start, at.end, at.file.path, at.file === file];
  return {
    ...finding,
    range: place(range),
    related: related.map((each) => [each.message, place(each.range)]),
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => [edit.newText, place(edit.range)]) })),
  };
}

/** Each version is checked with the memory of those before it, and by itself. */
function checkVersions(original: string, seed: number, edits: number): void {
  const random = randomFrom(seed);
  const [session, memory] = [newSession(), new RuleMemory()];
  let previous: SourceFile | undefined;
  let text = original;
  for (let edit = 0; edit < edits; edit++) {
    const file = source(text);
    if (cutDocument(file, previous)) previous = file;
    // What the front end says of versions has a test of its own.
    const analyses = session.analyze(file, abis, { lookUp: mentionedNames(file) });
    assert.deepEqual(findings(file, analyses, memory), findings(file, analyses), `edit ${edit} of seed ${seed}`);
    if (edit % 4 === 3) text = original;
    const at = random(text.length);
    const end = random(3) === 0 ? at + random(random(4) === 0 ? 200 : 5) : at;
    text = text.slice(0, at) + inserted[random(inserted.length)] + text.slice(end);
  }
}

for (const seed of [1, 2, 3]) {
  test(`random edits of a generated header, seed ${seed}`, () => checkVersions(generated, seed, 30));
}

const drafts = new URL('../../../../test/fixtures/drafts/', import.meta.url);
for (const name of readdirSync(drafts)) {
  test(`random edits of ${name}`, () => checkVersions(readFileSync(new URL(name, drafts), 'utf8'), 4, 25));
}

test('an edit has the rules look again at what it changes, and at what asked about that', () => {
  const judged: string[] = [];
  const watching: RecordRule = {
    id: 'layout/watching',
    scope: 'record',
    why: '',
    reference: { title: '', url: '' },
    severity: severities('hint'),
    check: ({ header }, record) => {
      judged.push(record.name);
      const [command] = header.use(record).commands;
      const { nameRange } = record.onAbis[0].record;
      const message = `passed by ${command?.name ?? 'nothing'}`;
      return [
        { range: { file: header.file, start: nameRange.start, end: nameRange.end }, message, abis: header.abiIds },
      ];
    },
  };
  const rules = [watching];
  const [session, memory] = [newSession(), new RuleMemory()];
  let previous: SourceFile | undefined;
  const check = (text: string): readonly Finding[] => {
    const file = source(text);
    assert.ok(cutDocument(file, previous));
    previous = file;
    judged.length = 0;
    const { findings: found } = checkHeader(
      rules,
      ruleContext(file, session.analyze(file, abis), { memory }),
      settings,
    );
    for (const { range } of found) assert.match(file.text.slice(range.start, range.end), /^thing_\d+$/);
    return found;
  };
  const messages = (text: string): readonly string[] => check(text).map(({ message }) => message);
  assert.equal(check(generated).length, 12);
  assert.equal(judged.length, 12);
  check(`/* moved */\n${generated}`);
  assert.equal(judged.join(), '');
  check(generated);
  check(generated.replace('@size: sizeof(struct thing_5)', '@size: how long'));
  assert.ok(judged.includes('thing_5') && !judged.includes('thing_9') && judged.length < 8, judged.join());
  check(generated);
  const renamed = messages(generated.replace('#define THING_6\t', '#define THING_RUN\t'));
  assert.ok(judged.includes('thing_6') && judged.length < 8, judged.join());
  assert.ok(renamed.includes('passed by THING_RUN'));
});

/** Numbers below a bound from a linear congruential generator (Numerical Recipes, 2nd ed., 7.1). */
function randomFrom(seed: number): (below: number) => number {
  let state = BigInt(seed);
  return (below) => {
    state = BigInt.asUintN(32, state * 1664525n + 1013904223n);
    return Number((state * BigInt(below)) / 4294967296n);
  };
}
