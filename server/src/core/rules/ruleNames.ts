/** Names that settings, options and comments may use for rules: ids, groups, and what the front end reports. */
import type { RuleDescription } from './rule.js';
import { matchesRule } from './ruleSettings.js';

/** Codes of the front end's diagnostics and their groups. */
const diagnosticCode = /^(lex|syntax|preprocess|sema|limit)(\/([a-z0-9-]+)?)?$/;

/** Whether a finding comes from the front end and not from a rule. */
export function isDiagnosticCode(id: string): boolean {
  return diagnosticCode.test(id);
}

/** Whether a name is a rule's id, a group (`layout`), or a code of the front end (`preprocess/include-not-found`). */
export function isRuleName(name: string, rules: readonly RuleDescription[]): boolean {
  return diagnosticCode.test(name) || rules.some(({ id }) => matchesRule(name, id));
}

/** Whether a name is a single rule's id or a code of the front end: what a severity can be given to. */
export function isRuleId(name: string, rules: readonly RuleDescription[]): boolean {
  return diagnosticCode.exec(name)?.[3] !== undefined || rules.some(({ id }) => id === name);
}
