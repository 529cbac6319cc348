import type { RelatedLocation, Severity } from '../base/diagnostic.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';

/**
 * A rule looks at what a header declares, on all ABIs asked for, and answers with findings. It is a value without
 * state, one folder per rule (`rules/GROUP/NAME/`): `rule.ts` with the code, `README.md` with the reasons, whose C
 * blocks are the rule's tests. `registry.generated.ts` lists them all; `runRules.ts` runs them.
 *
 * Most rules judge one header by itself (`FileRule`). A rule about several headers (one ioctl number used twice) works
 * in two phases: `collect` takes facts from each header, `check` judges all of them together. So an editor that sees
 * one header change collects anew from that one only.
 */
export type Rule = FileRule | CrossFileRule;

export interface FileRule extends RuleDescription {
  readonly scope: 'file';
  readonly check: (context: RuleContext) => readonly RuleFinding[];
}

/**
 * What `collect` returns is given to `check` of the same rule and to nobody else, so its type stays `unknown` here; a
 * rule is written with `crossFileRule`, which knows it.
 */
export interface CrossFileRule extends RuleDescription {
  readonly scope: 'cross-file';
  readonly collect: (context: RuleContext) => unknown;
  readonly check: (facts: readonly CollectedFacts<unknown>[]) => readonly RuleFinding[];
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

/** `recommended` is the default; `new` is for headers without users yet, `legacy` for those that cannot change. */
export type Profile = 'recommended' | 'new' | 'legacy' | 'strict';

export const profiles: readonly Profile[] = ['recommended', 'new', 'legacy', 'strict'];

export type RuleSeverity = Severity | 'off';

/** One header on one or more ABIs. */
export interface RuleContext {
  readonly file: SourceFile;
  /** One for each ABI asked for; at least one. */
  readonly analyses: readonly HeaderAnalysis[];
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
}

export interface Finding extends RuleFinding {
  /** A rule's id, or the code of a diagnostic of the front end. */
  readonly rule: string;
  readonly severity: Severity;
}

/** Types the two phases of a rule over several headers. */
export function crossFileRule<T>(
  rule: RuleDescription & {
    readonly collect: (context: RuleContext) => T;
    readonly check: (facts: readonly CollectedFacts<T>[]) => readonly RuleFinding[];
  },
): CrossFileRule {
  return {
    ...rule,
    scope: 'cross-file',
    // Safe: runRules gives `check` what `collect` of the same rule returned.
    check: (facts) => rule.check(facts as readonly CollectedFacts<T>[]),
  };
}
