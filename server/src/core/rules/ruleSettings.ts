import type { Severity } from '../base/diagnostic.js';
import type { Profile, Rule, RuleDescription, RuleSeverity } from './rule.js';

/** Which rules run, and how severe their findings are. */
export interface RuleSettings {
  readonly profile: Profile;
  /** Severities that the user set, by rule id. They win over the profile. */
  readonly severities: ReadonlyMap<string, RuleSeverity>;
  /** Ids or groups (`layout`); when present, only these rules run, those that the profile turns off too. */
  readonly select?: readonly string[];
  /** Ids or groups that do not run. */
  readonly ignore: readonly string[];
}

export const defaultRuleSettings: RuleSettings = { profile: 'recommended', severities: new Map(), ignore: [] };

/** Whether `pattern` names a rule or diagnostic code: its id, or its group with or without the slash. */
export function matchesRule(pattern: string, id: string): boolean {
  return pattern === id || id.startsWith(pattern.endsWith('/') ? pattern : `${pattern}/`);
}

export interface ChosenRule<R extends Rule = Rule> {
  readonly rule: R;
  readonly severity: Severity;
}

/** The rules that run under these settings, each with the severity of its findings: one list for equal settings. */
export function chooseRules<R extends Rule>(rules: readonly R[], settings: RuleSettings): readonly ChosenRule<R>[] {
  // What is remembered of a list are rules of that list.
  let known = chosen.get(rules) as { settings: RuleSettings; rules: readonly ChosenRule<R>[] }[] | undefined;
  if (known === undefined) {
    known = [];
    chosen.set(rules, known);
  }
  const { profile, severities, select, ignore } = settings;
  for (const entry of known) {
    const { settings: other } = entry;
    if (
      other.profile === profile &&
      sameSeverities(other.severities, severities) &&
      sameNames(other.select, select) &&
      sameNames(other.ignore, ignore)
    ) {
      return entry.rules;
    }
  }
  const answer = rules.flatMap((rule) => {
    const severity = severityOf(rule, settings);
    return severity === 'off' ? [] : [{ rule, severity }];
  });
  // A run has few settings, and asks for each header.
  if (known.length === MAX_SETTINGS) known.shift();
  known.push({ settings, rules: answer });
  return answer;
}

function sameSeverities(a: RuleSettings['severities'], b: RuleSettings['severities']): boolean {
  if (a === b) return true;
  return a.size === b.size && [...a].every(([rule, severity]) => b.get(rule) === severity);
}

function sameNames(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.join() === b.join());
}

const MAX_SETTINGS = 8;
const chosen = new WeakMap<readonly Rule[], { settings: RuleSettings; rules: readonly ChosenRule[] }[]>();

function severityOf(rule: RuleDescription, settings: RuleSettings): RuleSeverity {
  const { select, ignore, profile, severities } = settings;
  if (ignore.some((pattern) => matchesRule(pattern, rule.id))) return 'off';
  const isSelected = select?.some((pattern) => matchesRule(pattern, rule.id));
  if (isSelected === false) return 'off';
  const usual = severities.get(rule.id) ?? profileSeverity(rule, profile);
  return usual === 'off' && isSelected === true ? severityWhenOn(rule) : usual;
}

/** The severity of one finding: the user's, else the one that the finding claims, else the rule's. */
export function findingSeverity(
  rule: RuleDescription,
  claimed: Severity | undefined,
  usual: Severity,
  { severities, profile }: RuleSettings,
): Severity {
  if (claimed === undefined || severities.has(rule.id)) return usual;
  return profile === 'strict' && claimed === 'hint' ? 'warning' : claimed;
}

/** `strict` makes nothing of a hint: it is a warning there. */
function profileSeverity(rule: RuleDescription, profile: Profile): RuleSeverity {
  const severity = rule.severity[profile];
  return profile === 'strict' && severity === 'hint' ? 'warning' : severity;
}

/** For a rule that was turned off, yet selected by name: the first of its severities that is one. */
function severityWhenOn(rule: RuleDescription): Severity {
  for (const profile of ['recommended', 'new', 'strict', 'legacy'] as const) {
    const severity = rule.severity[profile];
    if (severity !== 'off') return severity;
  }
  return 'warning';
}
