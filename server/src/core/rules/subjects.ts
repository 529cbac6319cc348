/**
 * Runs the rules that judge one declaration at a time over the declarations of a header: its records, commands and enums.
 */
import type { RecordOnAbis } from '../review/byAbi.js';
import type { Command } from '../review/commands.js';
import { type DocumentedDeclaration, documentedEnum, documentedRecord } from '../review/documentedParts.js';
import { type EnumAsWritten, enumsOf } from '../review/enums.js';
import type {
  CommandRule,
  DocumentedRule,
  EnumRule,
  Finding,
  RecordRule,
  Rule,
  RuleContext,
  RuleFinding,
} from './rule.js';
import type { ChosenRule, RuleSettings } from './ruleSettings.js';
import { gradeFindings, type RuleFailure, type RuleRun, ruleFailure } from './runRules.js';

/** One declaration, with the rules that judge it. */
type Subject =
  | { readonly kind: 'record'; readonly key: RecordOnAbis }
  | { readonly kind: 'command'; readonly key: Command }
  | { readonly kind: 'enum'; readonly key: EnumAsWritten };

interface ChosenFor<R extends Rule> {
  readonly rule: R;
  readonly severity: ChosenRule['severity'];
}

interface SubjectRules {
  readonly record: readonly ChosenFor<RecordRule>[];
  readonly command: readonly ChosenFor<CommandRule>[];
  readonly enum: readonly ChosenFor<EnumRule>[];
  readonly documented: readonly ChosenFor<DocumentedRule>[];
}

const byScope = new WeakMap<readonly ChosenRule[], SubjectRules>();

function subjectRules(chosen: readonly ChosenRule[]): SubjectRules {
  let rules = byScope.get(chosen);
  if (rules === undefined) {
    const of = <S extends Rule['scope']>(scope: S): ChosenFor<Extract<Rule, { scope: S }>>[] =>
      // Safe: a rule's scope tells its kind.
      chosen.filter(({ rule }) => rule.scope === scope) as ChosenFor<Extract<Rule, { scope: S }>>[];
    rules = { record: of('record'), command: of('command'), enum: of('enum'), documented: of('documented') };
    byScope.set(chosen, rules);
  }
  return rules;
}

/** Judges each declaration; a rule that throws over one of them has found nothing in the header. */
export function checkSubjects(chosen: readonly ChosenRule[], context: RuleContext, settings: RuleSettings): RuleRun {
  const rules = subjectRules(chosen);
  const { header } = context;
  const run = new SubjectRun(rules, context, settings);
  if (rules.record.length > 0 || rules.documented.length > 0) {
    for (const key of header.records) run.judge({ kind: 'record', key });
  }
  if (rules.command.length > 0) for (const key of header.commands) run.judge({ kind: 'command', key });
  if (rules.enum.length > 0 || rules.documented.length > 0) {
    for (const key of enumsOf(header)) run.judge({ kind: 'enum', key });
  }
  return run.result(chosen);
}

class SubjectRun {
  readonly #rules: SubjectRules;
  readonly #context: RuleContext;
  readonly #settings: RuleSettings;
  readonly #findings: Finding[] = [];
  readonly #failures = new Map<string, RuleFailure>();

  constructor(rules: SubjectRules, context: RuleContext, settings: RuleSettings) {
    this.#rules = rules;
    this.#context = context;
    this.#settings = settings;
  }

  judge(subject: Subject): void {
    const { header } = this.#context;
    switch (subject.kind) {
      case 'record':
        for (const each of this.#rules.record) this.#check(each, subject.key);
        this.#checkDocumented(() => documentedRecord(header, subject.key));
        break;
      case 'command':
        for (const each of this.#rules.command) this.#check(each, subject.key);
        break;
      case 'enum':
        for (const each of this.#rules.enum) this.#check(each, subject.key);
        this.#checkDocumented(() => documentedEnum(header, subject.key));
        break;
    }
  }

  #checkDocumented(declarationOf: () => DocumentedDeclaration | undefined): void {
    if (this.#rules.documented.length === 0) return;
    const declaration = declarationOf();
    if (declaration === undefined) return;
    for (const each of this.#rules.documented) this.#check(each, declaration);
  }

  #check<S>(
    { rule, severity }: ChosenFor<Rule & { check: (context: RuleContext, subject: S) => readonly RuleFinding[] }>,
    subject: S,
  ): void {
    let found: readonly RuleFinding[];
    try {
      found = rule.check(this.#context, subject);
    } catch (error) {
      if (!this.#failures.has(rule.id)) this.#failures.set(rule.id, ruleFailure(rule, this.#context, error));
      return;
    }
    if (found.length > 0) this.#findings.push(...gradeFindings(rule, found, severity, this.#settings));
  }

  result(chosen: readonly ChosenRule[]): RuleRun {
    const failed = this.#failures;
    if (failed.size === 0) return { findings: this.#findings, failures: [] };
    return {
      findings: this.#findings.filter(({ rule }) => !failed.has(rule)),
      failures: chosen.flatMap(({ rule }) => failed.get(rule.id) ?? []),
    };
  }
}
