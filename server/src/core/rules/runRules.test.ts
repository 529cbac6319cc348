import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import { crossFileRule, type FileRule, type Rule, type RuleContext, type RuleSeverity } from './rule.js';
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
