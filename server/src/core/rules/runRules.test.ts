import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import {
  crossFileRule,
  type FileRule,
  type RecordRule,
  type Rule,
  type RuleContext,
  type RuleSeverity,
} from './rule.js';
import { ruleContext } from './ruleContext.js';
import { chooseRules, defaultRuleSettings, matchesRule, type RuleSettings } from './ruleSettings.js';
import { checkFacts, checkHeader, collectFacts } from './runRules.js';

const file: SourceFile = { path: '/a.h', displayName: 'a.h', text: 'struct a;', view: 'installed' };
const context: RuleContext = ruleContext(file, []);
const range = (start: number): FileRange => ({ file, start, end: start + 1 });

const description = {
  why: 'Because.',
  reference: { title: 'A document', url: 'https://docs.kernel.org/' },
  severity: { recommended: 'warning', new: 'error', legacy: 'off', strict: 'hint' },
} as const;

function fileRule(id: string, check: FileRule['check']): FileRule {
  return { ...description, id, scope: 'file', check };
}

const early = fileRule('a/early', () => [{ range: range(1), message: 'first', abis: [] }]);
const late = fileRule('b/late', () => [{ range: range(5), message: 'second', abis: [] }]);
const broken = fileRule('a/broken', () => {
  throw new Error('boom');
});

test('findings get the id and severity of their rule, in the order of their places', () => {
  const { findings, failures } = checkHeader([late, early], context, defaultRuleSettings);
  assert.deepEqual(
    findings.map(({ rule, severity, message }) => `${rule} ${severity} ${message}`),
    ['a/early warning first', 'b/late warning second'],
  );
  assert.deepEqual(failures, []);
});

test('a rule that throws is reported, and the others go on', () => {
  const { findings, failures } = checkHeader([broken, early], context, defaultRuleSettings);
  assert.deepEqual(failures, [{ rule: 'a/broken', reason: 'boom', header: 'a.h' }]);
  assert.equal(findings.length, 1);
});

const severities: readonly (readonly [string, Partial<RuleSettings>, RuleSeverity])[] = [
  ['the profile decides', {}, 'warning'],
  ['another profile', { profile: 'new' }, 'error'],
  ['strict makes a hint a warning', { profile: 'strict' }, 'warning'],
  ['off in the profile', { profile: 'legacy' }, 'off'],
  ['the user wins over the profile', { severities: new Map([['a/early', 'info']]) }, 'info'],
  ['the user turns it off', { severities: new Map([['a/early', 'off']]) }, 'off'],
  ['ignored by id', { ignore: ['a/early'] }, 'off'],
  ['ignored by group', { ignore: ['a'] }, 'off'],
  ['others are selected', { select: ['b'] }, 'off'],
  ['selected', { select: ['a/'] }, 'warning'],
  ['selected although the profile turns it off', { select: ['a/early'], profile: 'legacy' }, 'warning'],
];

for (const [title, settings, expected] of severities) {
  test(`severity: ${title}`, () => {
    const chosen = chooseRules([early], { ...defaultRuleSettings, ...settings });
    assert.equal(chosen[0]?.severity ?? 'off', expected);
  });
}

test('a pattern names a rule or a whole group, never a part of a word', () => {
  assert.ok(matchesRule('layout', 'layout/implicit-hole'));
  assert.ok(matchesRule('layout/implicit-hole', 'layout/implicit-hole'));
  assert.ok(!matchesRule('lay', 'layout/implicit-hole'));
  assert.ok(!matchesRule('layout/implicit', 'layout/implicit-hole'));
});

test('a rule over several headers collects from each and judges them together', () => {
  const counting: Rule = crossFileRule<number>({
    ...description,
    id: 'c/count',
    collect: ({ file: header }) => header.text.length,
    check: (facts) => {
      const total = facts.reduce((sum, { facts: length }) => sum + length, 0);
      return [{ range: range(0), message: `${facts.length} headers, ${total} characters`, abis: [] }];
    },
  });
  const headers = [context, context].map((header) => collectFacts([counting, early], header, defaultRuleSettings));
  const { findings } = checkFacts([counting, early], headers, defaultRuleSettings);
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['2 headers, 18 characters'],
  );
});

test('a rule over several headers that throws is reported, and finds nothing where a header turns it off', () => {
  const throwing: Rule = crossFileRule<number>({
    ...description,
    id: 'c/throwing',
    collect: () => {
      throw new Error('boom');
    },
    check: () => [],
  });
  const { failures, facts } = collectFacts([throwing], context, defaultRuleSettings);
  assert.deepEqual(failures, [{ rule: 'c/throwing', reason: 'boom', header: 'a.h' }]);
  assert.equal(facts.size, 0);
  const other: SourceFile = { ...file, path: '/off.h' };
  const pointing: Rule = crossFileRule<number>({
    ...description,
    id: 'c/pointing',
    collect: () => 1,
    check: () => [
      { range: range(0), message: 'here', abis: [] },
      { range: { file: other, start: 0, end: 1 }, message: 'there', abis: [] },
    ],
  });
  const off = { ...defaultRuleSettings, severities: new Map([['c/pointing', 'off' as const]]) };
  const headers = [
    collectFacts([pointing], context, defaultRuleSettings),
    collectFacts([pointing], ruleContext(other, []), off),
  ];
  const { findings } = checkFacts([pointing], headers, defaultRuleSettings);
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['here'],
  );
});

test('a rule about records that throws is reported once, and its other findings are dropped', () => {
  const text = 'struct a { int x; };\nstruct b { int y; };\nstruct c { int z; };\n';
  const header: SourceFile = { ...file, path: '/records.h', displayName: 'records.h', text };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const withRecords = ruleContext(
    header,
    session.analyze(
      header,
      ALL_ABIS.filter(({ id }) => id === 'x86_64'),
    ),
  );
  const about = (id: string, fails: readonly string[]): RecordRule => ({
    ...description,
    id,
    scope: 'record',
    check: (_context, { name, onAbis }) => {
      if (fails.includes(name)) throw new Error(`no ${name}`);
      return [{ range: onAbis[0].record.nameRange, message: `${id} ${name}`, abis: [] }];
    },
  });
  const { findings, failures } = checkHeader(
    [about('r/bad', ['b', 'c']), about('r/good', [])],
    withRecords,
    defaultRuleSettings,
  );
  assert.deepEqual(failures, [{ rule: 'r/bad', reason: 'no b', header: 'records.h' }]);
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['r/good a', 'r/good b', 'r/good c'],
  );
});
