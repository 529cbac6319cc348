import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import type { FileRule, Finding, Fix } from './rule.js';
import { ruleContext } from './ruleContext.js';
import { defaultRuleSettings } from './ruleSettings.js';
import { checkHeader } from './runRules.js';
import { applyFixes, type FixTrial, fixesToApply, verifyFixes } from './verifyFixes.js';

/** A rule that finds each `FROM` in the text and would write one of the others in its place. */
function replacing(from: string, ...to: readonly (readonly [string, Fix['effect']])[]): FileRule {
  return {
    id: `test/${from.replace(/\W+/g, '-')}`,
    scope: 'file',
    why: 'For tests.',
    reference: { title: 'A document', url: 'https://docs.kernel.org/' },
    severity: { recommended: 'warning', new: 'warning', legacy: 'warning', strict: 'warning' },
    check: ({ file }) =>
      placesOf(file.text, from).map((start) => {
        const range = { file, start, end: start + from.length };
        const fixes = to.map(([newText, effect]): Fix => ({ title: newText, effect, edits: [{ range, newText }] }));
        return { range, symbol: `at ${file.text.slice(0, start).split('\n').length}`, message: from, abis: [], fixes };
      }),
  };
}

function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

/** A rule that calls it an error when the text has the word. */
function forbidding(word: string): FileRule {
  return { ...replacing(word), severity: { recommended: 'error', new: 'error', legacy: 'error', strict: 'error' } };
}

interface Trial extends FixTrial {
  readonly findings: readonly Finding[];
  readonly probes: string[];
}

function trial(text: string, rules: readonly FileRule[], frozen = false): Trial {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const files = new Map<string, SourceFile>();
  const resolve = ({ spelling }: { readonly spelling: string }) => {
    const header = builtinHeader(spelling);
    if (header === undefined) return undefined;
    const known = files.get(spelling) ?? { ...file, path: `builtin:/${spelling}`, text: header.text };
    files.set(spelling, known);
    return { file: known, root: 0 };
  };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve }) });
  const check = (of: SourceFile) => {
    const context = ruleContext(of, session.analyze(of, ALL_ABIS));
    return { analyses: context.analyses, findings: checkHeader(rules, context, defaultRuleSettings).findings };
  };
  const probes: string[] = [];
  return {
    file,
    findings: check(file).findings,
    probes,
    isFrozen: () => frozen,
    probe(changed) {
      probes.push(changed);
      return check({ ...file, text: changed });
    },
  };
}

/** Titles of the fixes that are offered, in text order; `-` for a finding without one. */
function offered(text: string, rules: readonly FileRule[], frozen = false): readonly string[] {
  const tried = trial(text, rules, frozen);
  return verifyFixes(tried.findings, tried).map(({ fixes }) => fixes?.map(({ title }) => title).join('|') ?? '-');
}

const TYPES = '#include <linux/types.h>\n#include <linux/ioctl.h>\n';
const struct = (...members: readonly string[]): string =>
  `${TYPES}struct s {\n${members.map((member) => `\t${member}\n`).join('')}};\n`;

test('a neutral fix is offered when nothing changes on any ABI', () => {
  assert.deepEqual(offered(struct('int a;'), [replacing('int a', ['__s32 a', 'neutral'])]), ['__s32 a']);
});

const notNeutral: readonly (readonly [string, string, string, string])[] = [
  ['the size changes', struct('int a;'), 'int a', '__s64 a'],
  ['it changes on some ABIs only', struct('long a;'), 'long a', '__s64 a'],
  ['alignment changes', struct('__u64 a;'), '__u64 a', '__aligned_u64 a'],
  ['a member goes', struct('int a;', 'int b;'), 'int b;', ''],
  ['a macro has another value', '#define A 1\n', 'A 1', 'A 2'],
  ['a macro goes', '#define A 1\n', '#define A 1', ''],
  ['a number changes', `${TYPES}#define A _IO('x', 1)\n`, '_IO(', "_IOR('y',1,int) + (0*"],
  ['an enumerator has another value', 'enum e { A, B };\n', '{ A', '{ A = 1'],
  ['it does not parse', struct('int a;'), 'int a;', '__s32 a'],
  ['the finding stays', struct('int a;'), 'int a', 'int a '],
];
for (const [title, text, from, to] of notNeutral) {
  test(`a neutral fix is withheld: ${title}`, () => {
    assert.deepEqual(offered(text, [replacing(from, [to, 'neutral'])]), ['-']);
  });
}

test('padding may get a name', () => {
  const text = struct('__u8 a;', '__u16 b;');
  const pads = [replacing('__u8 a;', ['__u8 a , pad;', 'neutral'])];
  assert.deepEqual(offered(text, pads), ['__u8 a , pad;']);
});

test('a fix that brings a new error is withheld', () => {
  const rules = [replacing('int a', ['__s32 a', 'neutral']), forbidding('__s32')];
  assert.deepEqual(offered(struct('int a;'), rules), ['-']);
});

test('a layout fix may change the layout, but not make ABIs differ more', () => {
  assert.deepEqual(offered(struct('long a;'), [replacing('long a', ['__s64 a', 'layout'])]), ['__s64 a']);
  assert.deepEqual(offered(struct('__s32 a;'), [replacing('__s32 a', ['long a', 'layout'])]), ['-']);
});

test('a frozen declaration gets no layout fix', () => {
  const rules = [replacing('int a', ['__s16 a', 'layout'], ['__s32 a', 'neutral'])];
  assert.deepEqual(offered(struct('int a;'), rules), ['__s16 a']);
  assert.deepEqual(offered(struct('int a;'), rules, true), ['__s32 a']);
});

test('the next alternative is offered when the first does not hold', () => {
  const rules = [replacing('int a', ['__s64 a', 'neutral'], ['oops_t a', 'layout'], ['__s32 a', 'neutral'])];
  assert.deepEqual(offered(struct('int a;'), rules), ['__s32 a']);
});

test('what is suppressed gets no fix, and fixes elsewhere are dropped', () => {
  const tried = trial(struct('int a;'), [replacing('int a', ['__s32 a', 'neutral'])]);
  const suppressed = tried.findings.map((finding) => ({
    ...finding,
    suppressed: { kind: 'comment' as const, reason: '' },
  }));
  assert.deepEqual(
    verifyFixes(suppressed, tried).map(({ fixes }) => fixes),
    [undefined],
  );
  const elsewhere = tried.findings.map((finding) => ({
    ...finding,
    fixes: finding.fixes?.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, range: { ...edit.range, file: { ...tried.file, path: '/b.h' } } })),
    })),
  })) as readonly Finding[];
  assert.deepEqual(
    verifyFixes(elsewhere, tried).map(({ fixes }) => fixes),
    [undefined],
  );
  assert.deepEqual(tried.probes, []);
});

test('many fixes are tried together, and a bad one among them is found by halves', () => {
  const members = Array.from({ length: 64 }, (_, index) => `int a${index};`);
  const good = trial(struct(...members), [replacing('int ', ['__s32 ', 'neutral'])]);
  assert.ok(verifyFixes(good.findings, good).every(({ fixes }) => fixes?.length === 1));
  assert.equal(good.probes.length, 2, 'the text before and after');
  const rule = replacing('int ', ['__s32 ', 'neutral']);
  const bad = trial(struct(...members), [
    { ...rule, check: (context) => rule.check(context).map((each, index) => (index === 20 ? spoilt(each) : each)) },
  ]);
  const result = verifyFixes(bad.findings, bad);
  assert.deepEqual(
    result.flatMap(({ fixes }, index) => (fixes === undefined ? [index] : [])),
    [20],
  );
  assert.ok(bad.probes.length < 20, `${bad.probes.length} analyses`);
});

function spoilt<T extends { readonly fixes?: readonly Fix[] }>(finding: T): T {
  const fixes = finding.fixes?.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, newText: '__s64 ' })),
  }));
  return { ...finding, fixes };
}

test('fixes that hold alone but not together are applied in turn', () => {
  const text = struct('__u8 a;', '__u16 b;', '__u8 c;', '__u16 d;');
  const rules = [
    replacing('__u8 a;', ['__u8 a , pad;', 'neutral']),
    replacing('__u8 c;', ['__u8 c , pad;', 'neutral']),
  ];
  const tried = trial(text, rules);
  const verified = verifyFixes(tried.findings, tried);
  assert.deepEqual(
    verified.map(({ fixes }) => fixes?.length),
    [1, 1],
  );
  const chosen = fixesToApply(verified, tried);
  assert.deepEqual(
    chosen.map(({ title }) => title),
    ['__u8 a , pad;'],
  );
  assert.equal(applyFixes(text, chosen), text.replace('__u8 a;', '__u8 a , pad;'));
});

test('fixes that touch the same text, or insert at the same place, are not applied together', () => {
  const text = struct('int a;');
  const rules = [replacing('int a', ['__s32 a', 'neutral']), replacing('t a;', ['t a ;', 'neutral'])];
  const tried = trial(text, rules);
  const verified = verifyFixes(tried.findings, tried);
  assert.deepEqual(
    fixesToApply(verified, tried).map(({ title }) => title),
    ['__s32 a'],
  );
});
