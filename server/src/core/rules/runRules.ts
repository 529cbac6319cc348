import type { Severity } from '../base/diagnostic.js';
import type { DriverSource } from '../driver/driverSource.js';
import type { SourceFile } from '../source/sourceFile.js';
import type {
  CollectedFacts,
  CrossFileRule,
  FileRule,
  Finding,
  NamesBeside,
  Rule,
  RuleContext,
  RuleFinding,
  SourceRule,
} from './rule.js';
import { chooseRules, findingSeverity, type RuleSettings } from './ruleSettings.js';
import { checkSubjects } from './subjects.js';

/**
 * Runs rules over headers. Each call of a rule is guarded: a rule that throws is reported as a failure, with nothing of
 * what it had found there, and the other rules go on.
 */
export interface RuleRun {
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** A fault of the tool, not of the header. */
export interface RuleFailure {
  readonly rule: string;
  /** Display name of the header; undefined when the rule failed while it judged all headers together. */
  readonly header?: string;
  readonly reason: string;
}

/** The rules that judge one header by itself, or its declarations one by one. Findings come in the order of their places. */
export function checkHeader(rules: readonly Rule[], context: RuleContext, settings: RuleSettings): RuleRun {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  const chosen = chooseRules(rules, settings);
  for (const { rule, severity } of chosen) {
    if (rule.scope !== 'file') continue;
    const found = guardRule(rule, context, () => (rule satisfies FileRule).check(context));
    if ('failure' in found) failures.push(found.failure);
    else findings.push(...gradeFindings(rule, found.value, severity, settings));
  }
  const subjects = checkSubjects(chosen, context, settings);
  failures.push(...subjects.failures);
  findings.push(...subjects.findings);
  return { findings: findings.sort(byPlace), failures };
}

/** The rules about a driver's source file. */
export function checkSource(rules: readonly SourceRule[], source: DriverSource, settings: RuleSettings): RuleRun {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const { rule, severity } of chooseRules(rules, settings)) {
    const found = guardRule(rule, source, () => rule.check(source));
    if ('failure' in found) failures.push(found.failure);
    else findings.push(...gradeFindings(rule, found.value, severity, settings));
  }
  return { findings: findings.sort(byPlace), failures };
}

/** What a rule said, with its id and the severity that the settings give each finding. */
export function gradeFindings(
  rule: Rule,
  found: readonly RuleFinding[],
  usual: Severity,
  settings: RuleSettings,
): readonly Finding[] {
  return found.map((finding) => ({
    ...finding,
    rule: rule.id,
    severity: findingSeverity(rule, finding.severity, usual, settings),
  }));
}

/** Facts of one header for the rules that judge headers together, by rule id. */
export interface HeaderFacts {
  readonly file: SourceFile;
  /** Under which the facts were collected, and findings in this header are graded. */
  readonly settings: RuleSettings;
  readonly facts: ReadonlyMap<string, CollectedFacts<unknown>>;
  readonly failures: readonly RuleFailure[];
}

/** First phase of the rules over several headers. */
export function collectFacts(rules: readonly Rule[], context: RuleContext, settings: RuleSettings): HeaderFacts {
  const facts = new Map<string, CollectedFacts<unknown>>();
  const failures: RuleFailure[] = [];
  for (const { rule } of chooseRules(rules, settings)) {
    if (rule.scope !== 'cross-file') continue;
    const collected = guardRule(rule, context, () => (rule satisfies CrossFileRule).collect(context));
    if ('failure' in collected) failures.push(collected.failure);
    else facts.set(rule.id, { file: context.file, facts: collected.value });
  }
  return { file: context.file, settings, facts, failures };
}

/**
 * Second phase: judges the facts of all headers together. Each header brings its settings; those given here hold for
 * findings elsewhere.
 */
export function checkFacts(
  rules: readonly Rule[],
  headers: readonly HeaderFacts[],
  settings: RuleSettings,
  namesBeside: NamesBeside = () => new Set(),
): RuleRun {
  const settingsAt = new Map(headers.map((header) => [header.file.path, header.settings]));
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    if (rule.scope !== 'cross-file') continue;
    const collected = headers.map(({ facts }) => facts.get(rule.id)).filter((fact) => fact !== undefined);
    if (collected.length === 0) continue;
    const found = guardRule(rule, undefined, () => (rule satisfies CrossFileRule).check(collected, namesBeside));
    if ('failure' in found) failures.push(found.failure);
    else {
      for (const finding of found.value) {
        const own = settingsAt.get(finding.range.file.path) ?? settings;
        const [chosen] = chooseRules([rule], own);
        if (chosen !== undefined) findings.push(...gradeFindings(rule, [finding], chosen.severity, own));
      }
    }
  }
  return { findings: findings.sort(byPlace), failures };
}

/** Runs one call of a rule; what it throws becomes a failure. */
export function guardRule<T>(
  rule: Rule,
  context: { readonly file: SourceFile } | undefined,
  run: () => T,
): { readonly value: T } | { readonly failure: RuleFailure } {
  try {
    return { value: run() };
  } catch (error) {
    return { failure: ruleFailure(rule, context, error) };
  }
}

export function ruleFailure(
  rule: Rule,
  context: { readonly file: SourceFile } | undefined,
  error: unknown,
): RuleFailure {
  const reason = error instanceof Error ? error.message : String(error);
  const header = context === undefined ? {} : { header: context.file.displayName };
  return { rule: rule.id, reason, ...header };
}

/** By file, place and rule. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.range.file.path, b.range.file.path) ||
    a.range.start - b.range.start ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
