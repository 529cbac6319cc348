import {
  type Abi,
  ALL_ABIS,
  checkHeader,
  collectFacts,
  type Finding,
  type FixProbe,
  type FixTrial,
  forgetFile,
  frontEndFindings,
  type HeaderFacts,
  mentionedNames,
  type Rule,
  type RuleContext,
  type RuleFailure,
  type RuleSettings,
  ruleContext,
  type SourceFile,
  verifyFixes,
} from '../../core/index.js';
import type { HeaderSettings } from '../headerSettings.js';
import type { OpenHeader } from '../headers.js';
import type { CheckOptions } from './checkOptions.js';

/** What one header comes to by itself. */
export interface CheckedHeader {
  readonly context: RuleContext;
  readonly findings: readonly Finding[];
  readonly facts: HeaderFacts;
  readonly failures: readonly RuleFailure[];
}

/** Runs the rules over a header, or over another text of it. */
export function checkOpenHeader(
  rules: readonly Rule[],
  header: OpenHeader,
  settings: RuleSettings,
  file: SourceFile = header.file,
  abis: readonly Abi[] = header.abis,
): CheckedHeader {
  const { context, findings, failures } = judge(rules, header, settings, file, abis);
  const facts = collectFacts(rules, context, settings);
  return {
    context,
    findings: [...frontEndFindings(context.analyses, settings), ...findings],
    facts,
    failures: [...failures, ...facts.failures],
  };
}

function judge(
  rules: readonly Rule[],
  { session, settings: { style }, published, ioctlNumberText }: OpenHeader,
  settings: RuleSettings,
  file: SourceFile,
  abis: readonly Abi[],
) {
  const analyses = session.analyze(file, abis, { lookUp: [...mentionedNames(file), ...(published?.lookUp ?? [])] });
  const table = ioctlNumberText();
  const context = ruleContext(file, analyses, {
    ...(style === undefined ? {} : { style }),
    ...(table === undefined ? {} : { ioctlNumberText: table }),
    ...published?.options,
  });
  return { context, ...checkHeader(rules, context, settings) };
}

/** The findings with those of their fixes that hold on all ABIs what they promise. */
export function withVerifiedFixes(
  rules: readonly Rule[],
  findings: readonly Finding[],
  header: OpenHeader,
  settings: RuleSettings,
  file: SourceFile = header.file,
): readonly Finding[] {
  if (!findings.some(({ fixes, suppressed }) => fixes !== undefined && suppressed === undefined)) return findings;
  return verifyFixes(findings, fixTrial(rules, header, settings, file));
}

/** Tries changed texts of a header on all ABIs that it exists for. */
export function fixTrial(
  rules: readonly Rule[],
  header: OpenHeader,
  settings: RuleSettings,
  file: SourceFile = header.file,
): FixTrial {
  const probe = (text: string): FixProbe => {
    const changed = { ...file, text };
    const { context, findings: found } = judge(rules, header, settings, changed, header.allAbis);
    forgetFile(changed);
    return { analyses: context.analyses, findings: found };
  };
  return { file, probe, isFrozen: () => false };
}

/** Which rules run on a header, and how severe they are: the command line wins over the settings. */
export function ruleSettings(options: CheckOptions, { profile, rules }: HeaderSettings, isNew = false): RuleSettings {
  const chosen = options.profile ?? profile ?? 'recommended';
  const reason = 'suppression/missing-reason';
  const needsReason = options.requireSuppressionReason === true && !rules.has(reason);
  const severities = needsReason ? new Map([...rules, [reason, 'warning' as const]]) : rules;
  return {
    // Beside what is published, a header that is not has no users yet.
    profile: isNew && chosen === 'recommended' ? 'new' : chosen,
    severities,
    ignore: options.ignore,
    ...(options.select === undefined ? {} : { select: options.select }),
  };
}

const usual: readonly Abi[] = ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');

/** The ABIs of a header for which neither `--abi` nor the settings name any. */
export function usualAbis(options: CheckOptions, settings: HeaderSettings): readonly Abi[] {
  return ruleSettings(options, settings).profile === 'strict' ? ALL_ABIS : usual;
}
