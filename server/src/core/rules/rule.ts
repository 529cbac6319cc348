import type { RelatedLocation, Severity } from '../base/diagnostic.js';
import type { Change } from '../compat/change.js';
import type { DriverSource } from '../driver/driverSource.js';
import type { RecordOnAbis } from '../review/byAbi.js';
import type { Command } from '../review/commands.js';
import type { DocumentedDeclaration } from '../review/documentedParts.js';
import type { EnumAsWritten } from '../review/enums.js';
import type { ReviewedHeader } from '../review/reviewedHeader.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import type { RuleMemory } from './ruleMemory.js';
import type { SuppressionContext } from './suppressions.js';

/**
 * A rule looks at what a header declares, on all ABIs asked for, and answers with findings. It is a value without
 * state, one folder per rule (`rules/GROUP/NAME/`): `rule.ts` with the code, `README.md` with the reasons, whose C
 * blocks are the rule's tests. `registry.generated.ts` lists them all; `runRules.ts` runs them.
 *
 * Most rules judge one declaration at a time, with what they ask of the rest of the header: a `RecordRule`, a
 * `CommandRule`, an `EnumRule`, and a `DocumentedRule` for what has a kernel-doc comment. In an editor what they found
 * holds until the declaration or an answer changes (`review/question.ts`). A `FileRule` needs the header as a whole. A rule about several headers (one ioctl number used twice) works
 * in two phases: `collect` takes facts from each header, `check` judges all of them together. So an editor that sees
 * one header change collects anew from that one only. Last come the rules about suppressions (`SuppressionRule`), which
 * see what the others' findings were suppressed by.
 */
export type Rule = FileRule | SubjectRule | CrossFileRule | SourceRuleDescription | SuppressionRule;

/** Rules that judge one declaration at a time. */
export type SubjectRule = RecordRule | CommandRule | EnumRule | DocumentedRule;

export interface FileRule extends RuleDescription {
  readonly scope: 'file';
  readonly check: (context: RuleContext) => readonly RuleFinding[];
}

export interface RecordRule extends RuleDescription {
  readonly scope: 'record';
  readonly check: (context: RuleContext, record: RecordOnAbis) => readonly RuleFinding[];
}

export interface CommandRule extends RuleDescription {
  readonly scope: 'command';
  readonly check: (context: RuleContext, command: Command) => readonly RuleFinding[];
}

export interface EnumRule extends RuleDescription {
  readonly scope: 'enum';
  readonly check: (context: RuleContext, each: EnumAsWritten) => readonly RuleFinding[];
}

/** About a record or an enum with a kernel-doc comment of its own. */
export interface DocumentedRule extends RuleDescription {
  readonly scope: 'documented';
  readonly check: (context: RuleContext, declaration: DocumentedDeclaration) => readonly RuleFinding[];
}

/**
 * What `collect` returns is given to `check` of the same rule and to nobody else, so its type stays `unknown` here; a
 * rule is written with `crossFileRule`, which knows it.
 */
export interface CrossFileRule extends RuleDescription {
  readonly scope: 'cross-file';
  readonly collect: (context: RuleContext) => unknown;
  readonly check: (facts: readonly CollectedFacts<unknown>[], namesBeside: NamesBeside) => readonly RuleFinding[];
}

/**
 * Of some names those that other headers in the folder of `file` have in their code, as far as the host can look: a run
 * over one header must not say that no header has what its neighbour declares.
 */
export type NamesBeside = (file: SourceFile, names: ReadonlySet<string>) => ReadonlySet<string>;

/**
 * About a driver's source file: what it does with the commands of its headers. It has no ABI; findings say `abis: []`. The
 * list of all rules has its description alone, so that nobody loads the code who has only headers.
 */
export interface SourceRuleDescription extends RuleDescription {
  readonly scope: 'source';
}

export interface SourceRule extends SourceRuleDescription {
  readonly check: (source: DriverSource) => readonly RuleFinding[];
}

export interface SuppressionRule extends RuleDescription {
  readonly scope: 'suppressions';
  readonly check: (context: SuppressionContext) => readonly RuleFinding[];
}

export interface CollectedFacts<T> {
  readonly file: SourceFile;
  readonly facts: T;
}

export interface RuleDescription {
  /** `group/name`, in words that say what is allowed or denied: `layout/implicit-hole`. Never changes once shipped. */
  readonly id: string;
  /** What is wrong with what it finds, and why that matters, in one or two sentences for the author of a header. */
  readonly why: string;
  /** The kernel document that asks for it. */
  readonly reference: { readonly title: string; readonly url: string };
  readonly severity: Readonly<Record<Profile, RuleSeverity>>;
}

/** Severities of a rule: one for all profiles, which `legacy` turns off unless it is named. */
export function severities(
  usual: RuleSeverity,
  other: Partial<Record<Profile, RuleSeverity>> = {},
): RuleDescription['severity'] {
  return { recommended: usual, new: usual, legacy: 'off', strict: usual, ...other };
}

/** `recommended` is the default; `new` is for headers without users yet, `legacy` for those that cannot change. */
export type Profile = 'recommended' | 'new' | 'legacy' | 'strict';

export const profiles: readonly Profile[] = ['recommended', 'new', 'legacy', 'strict'];

export type RuleSeverity = Severity | 'off';

/** One header on one or more ABIs. `ruleContext` makes it. */
export interface RuleContext {
  readonly file: SourceFile;
  /** One for each ABI asked for; at least one. */
  readonly analyses: readonly HeaderAnalysis[];
  /** What rules share: records and commands joined over the ABIs, kernel-doc, style, text. Computed when asked for. */
  readonly header: ReviewedHeader;
  /** What differs from the version it is compared with; empty where there is none. */
  readonly changes: readonly Change[];
  /** In an editor: what the rules said of earlier versions of the text. */
  readonly memory?: RuleMemory;
}

/** What a rule says; `runRules` adds the rule's id and the severity that the settings give it. */
export interface RuleFinding {
  /** `record`, `record.member`, a macro, an enum or an enumerator. */
  readonly symbol?: string;
  readonly range: FileRange;
  /** One sentence: what is wrong here, with the numbers. */
  readonly message: string;
  /** The ABIs on which it is so. */
  readonly abis: readonly AbiId[];
  /** What each ABI says, one line each: `x86_64: 4 bytes at offset 4`. */
  readonly facts?: readonly string[];
  /** What to write instead. */
  readonly help?: string;
  readonly related?: readonly RelatedLocation[];
  /**
   * How severe this one is, where that is not what the rule says of itself (an error in a size-first header, a hint for
   * a type that all ABIs agree on). It takes the place of the profile's severity, not of one that the user set, and
   * cannot turn on a rule that the profile turns off.
   */
  readonly severity?: Severity;
  /** Edits that would end the finding, the best first. `verifyFixes` decides which of them are offered. */
  readonly fixes?: readonly Fix[];
}

/** One way to end a finding. */
export interface Fix {
  /** What it does, in the imperative: `Insert __u32 __reserved before 'addr'`. */
  readonly title: string;
  /** In the finding's own file, ascending, not overlapping. */
  readonly edits: readonly TextEdit[];
  /**
   * `neutral`: no size, offset, number or value changes on any ABI, so it may be applied without asking. `choice`: nothing
   * of these changes either, but the edit says something that only the author can know (a licence). `layout`: the binary
   * interface changes, which only a declaration without users can bear.
   */
  readonly effect: 'neutral' | 'choice' | 'layout';
}

/** Replaces the text of a range; an empty range is an insertion. */
export interface TextEdit {
  readonly range: FileRange;
  readonly newText: string;
}

export interface Finding extends RuleFinding {
  /** A rule's id, or the code of a diagnostic of the front end. */
  readonly rule: string;
  readonly severity: Severity;
  /** Somebody accepted it: it is kept and counted, and does not fail a check. */
  readonly suppressed?: { readonly kind: 'comment' | 'baseline' | 'config'; readonly reason: string };
}

/** Types the two phases of a rule over several headers. */
export function crossFileRule<T>(
  rule: RuleDescription & {
    readonly collect: (context: RuleContext) => T;
    readonly check: (facts: readonly CollectedFacts<T>[], namesBeside: NamesBeside) => readonly RuleFinding[];
  },
): CrossFileRule {
  return {
    ...rule,
    scope: 'cross-file',
    // Safe: runRules gives `check` what `collect` of the same rule returned.
    check: (facts, namesBeside) => rule.check(facts as readonly CollectedFacts<T>[], namesBeside),
  };
}
