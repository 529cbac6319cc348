/**
 * Runs the rules that judge one declaration at a time over the declarations of a header: its records, commands and enums.
 */
import { assertNever } from '../base/assertNever.js';
import type { RecordOnAbis } from '../review/byAbi.js';
import type { Command } from '../review/commands.js';
import { type DocumentedDeclaration, documentedEnum, documentedRecord } from '../review/documentedParts.js';
import { type EnumAsWritten, enumsOf } from '../review/enums.js';
import { Asked } from '../review/question.js';
import type { FileRange } from '../source/sourceFile.js';
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
import { follows } from './ruleMemory.js';
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
  const { header, memory } = context;
  memory?.begin(context, chosen);
  const run = new SubjectRun(rules, context, settings);
  if (rules.record.length > 0 || rules.documented.length > 0) {
    for (const key of header.records) run.judge({ kind: 'record', key });
  }
  if (rules.command.length > 0) for (const key of header.commands) run.judge({ kind: 'command', key });
  if (rules.enum.length > 0 || rules.documented.length > 0) {
    for (const key of enumsOf(header)) run.judge({ kind: 'enum', key });
  }
  memory?.end();
  return run.result(chosen);
}

const anchors = new WeakMap<object, readonly FileRange[]>();

/** Ranges of a subject: each place where it is declared on some ABI, and its kernel-doc. */
function anchorsOf(subject: Subject): readonly FileRange[] {
  let known = anchors.get(subject.key);
  if (known === undefined) {
    known = findAnchors(subject);
    anchors.set(subject.key, known);
  }
  return known;
}

function findAnchors(subject: Subject): readonly FileRange[] {
  switch (subject.kind) {
    case 'record':
      return distinct(subject.key.onAbis.flatMap(({ record }) => withDoc(record)));
    case 'command':
      return distinct(subject.key.onAbis.map(({ ioctl }) => ioctl.range));
    case 'enum':
      return withDoc(subject.key.declared);
    default:
      return assertNever(subject);
  }
}

function withDoc({ range, kernelDoc }: { readonly range: FileRange; readonly kernelDoc?: FileRange }): FileRange[] {
  return kernelDoc === undefined ? [range] : [range, kernelDoc];
}

/** Nearly always the ABIs share one declaration. */
function distinct(ranges: readonly FileRange[]): readonly FileRange[] {
  return [...new Set(ranges)];
}

class SubjectRun {
  readonly #rules: SubjectRules;
  readonly #context: RuleContext;
  readonly #settings: RuleSettings;
  readonly #findings: Finding[] = [];
  readonly #failures = new Map<string, RuleFailure>();
  /** How many calls failed. */
  #failed = 0;

  constructor(rules: SubjectRules, context: RuleContext, settings: RuleSettings) {
    this.#rules = rules;
    this.#context = context;
    this.#settings = settings;
  }

  judge(subject: Subject): void {
    const { memory, header } = this.#context;
    const ranges = memory === undefined ? [] : anchorsOf(subject);
    // Only what follows its text from version to version is worth keeping.
    if (memory === undefined || !ranges.every(follows)) {
      this.#judge(subject);
      return;
    }
    const kept = memory.take(subject.key, this.#context);
    if (kept !== undefined) {
      this.#findings.push(...kept);
      return;
    }
    const asked = new Asked(subject.key);
    const [before, failures] = [this.#findings.length, this.#failed];
    header.record(asked, () => this.#judge(subject));
    if (asked.whole !== undefined || this.#failed > failures) return;
    const found = this.#findings.splice(before);
    this.#findings.push(...memory.keep(subject.key, ranges, asked, found, this.#context));
  }

  #judge(subject: Subject): void {
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
      this.#failed++;
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
