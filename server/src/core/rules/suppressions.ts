/**
 * Findings that somebody accepted: by a comment in the header or by an entry of the settings. A suppressed finding stays
 * in the report, marked with the reason. The rules of the group `suppression` judge the suppressions themselves: one
 * that suppresses nothing any more, that has no reason, or that names no rule there is.
 */
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { Finding, Rule, SuppressionRule } from './rule.js';
import { isRuleName } from './ruleNames.js';
import { chooseRules, matchesRule, type RuleSettings } from './ruleSettings.js';
import type { RuleFailure, RuleRun } from './runRules.js';
import { gradeFindings, guardRule } from './runRules.js';

export interface Suppression {
  readonly kind: 'comment' | 'config';
  /** As written. Empty where a comment names none. */
  readonly rules: readonly NamedRule[];
  /** Empty where none is given. */
  readonly reason: string;
  /** The comment, or the entry in the settings. */
  readonly range: FileRange;
  /** Whether the finding lies where the suppression holds, whatever its rule is. */
  readonly covers: (finding: Finding) => boolean;
}

/** A rule or a group of rules that a suppression names. The object stands for the name in the sets of this file. */
export interface NamedRule {
  readonly name: string;
  readonly range: FileRange;
}

/**
 * Marks the findings that are suppressed, each by the first suppression that covers it, and notes in `used` which names
 * suppressed something. Every suppression that covers a finding counts as used.
 */
export function applySuppressions(
  findings: readonly Finding[],
  suppressionsFor: (finding: Finding) => readonly Suppression[],
  used: Set<NamedRule>,
): readonly Finding[] {
  return findings.map((finding) => {
    let by: Suppression | undefined;
    if (finding.rule.startsWith('suppression/')) return finding;
    for (const suppression of suppressionsFor(finding)) {
      const named = suppression.rules.filter(({ name }) => matchesRule(name, finding.rule));
      if (named.length === 0 || !suppression.covers(finding)) continue;
      for (const rule of named) used.add(rule);
      by ??= suppression;
    }
    if (by === undefined || finding.suppressed !== undefined) return finding;
    return { ...finding, suppressed: { kind: by.kind, reason: by.reason } };
  });
}

/** What the rules about suppressions see of one header, or of one settings file. */
export interface SuppressionContext {
  readonly suppressions: readonly JudgedSuppression[];
  /** The ABIs that were looked at. */
  readonly abis: readonly AbiId[];
  /** Ids to suggest in place of an unknown one. */
  readonly knownRules: readonly string[];
}

export interface JudgedSuppression extends Omit<Suppression, 'rules' | 'covers'> {
  readonly rules: readonly JudgedRule[];
}

export interface JudgedRule extends NamedRule {
  readonly isKnown: boolean;
  /** `unjudged`: the rule did not run, or this run cannot tell. */
  readonly use: 'used' | 'unused' | 'unjudged';
}

/** Joins suppressions with what became of them. `canTell` says whether a run would have shown a finding of the name. */
export function judgeSuppressions(
  suppressions: readonly Suppression[],
  used: ReadonlySet<NamedRule>,
  canTell: (name: string) => boolean,
  rules: readonly Rule[],
): readonly JudgedSuppression[] {
  return suppressions.map(({ kind, reason, range, rules: named }) => ({
    kind,
    reason,
    range,
    rules: named.map((rule) => {
      const isKnown = isRuleName(rule.name, rules);
      const use = used.has(rule) ? 'used' : isKnown && canTell(rule.name) ? 'unused' : 'unjudged';
      return { ...rule, isKnown, use };
    }),
  }));
}

/**
 * Whether a run under these settings says by itself that nothing is to be suppressed under a name: all the rules that it
 * names judge one file of this kind each, and ran. Rules over several headers depend on which others were checked.
 */
export function ranAllOf(
  name: string,
  rules: readonly Rule[],
  settings: RuleSettings,
  failures: readonly RuleFailure[],
  kind: 'header' | 'source' = 'header',
): boolean {
  if (settings.ignore.some((pattern) => matchesRule(pattern, name) || matchesRule(name, pattern))) return false;
  const named = rules.filter(({ id }) => matchesRule(name, id));
  const running = new Set(chooseRules(named, settings).map(({ rule }) => rule.id));
  const failed = new Set(failures.map(({ rule }) => rule));
  return named.every(({ id, scope }) => judgesAlone(scope, kind) && running.has(id) && !failed.has(id));
}

function judgesAlone(scope: Rule['scope'], kind: 'header' | 'source'): boolean {
  if (kind === 'source') return scope === 'source';
  return scope !== 'source' && scope !== 'cross-file' && scope !== 'suppressions';
}

/** The last phase of a run: the rules that judge suppressions. */
export function checkSuppressions(
  rules: readonly Rule[],
  context: SuppressionContext,
  settings: RuleSettings,
): RuleRun {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const { rule, severity } of chooseRules(rules, settings)) {
    if (rule.scope !== 'suppressions') continue;
    const found = guardRule(rule, undefined, () => (rule satisfies SuppressionRule).check(context));
    if ('failure' in found) failures.push(found.failure);
    else findings.push(...gradeFindings(rule, found.value, severity, settings));
  }
  return { findings, failures };
}
