/**
 * What the front end and the rules say of one text, as `uapi check` says it: what the settings, comments and a baseline
 * suppress is left out, and comments that suppress nothing are findings themselves.
 */
import {
  allRules,
  applySuppressions,
  checkFacts,
  checkHeader,
  checkSuppressions,
  collectFacts,
  type Finding,
  freezeFindings,
  frontEndFindings,
  isDiagnosticCode,
  judgeSuppressions,
  type NamedRule,
  type NamesBeside,
  type RuleContext,
  type RuleFailure,
  type RuleSettings,
  ranAllOf,
  suppressionComments,
  takeSnapshot,
} from '../core/index.js';
import type { HeaderSettings } from './ideHost.js';

export interface FoundFindings {
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** What is asked for where it matters. */
export interface FindingSources {
  /** The header on every ABI that it exists for; asked for when a comment seems to suppress nothing. */
  readonly onAllAbis: () => RuleContext;
  readonly namesBeside: NamesBeside;
}

export function headerFindings(
  context: RuleContext,
  { suppressions = [], published }: HeaderSettings,
  settings: RuleSettings,
  { onAllAbis, namesBeside }: FindingSources,
): FoundFindings {
  const { file, analyses } = context;
  const { findings, failures } = judge(context, settings, namesBeside);
  const before = published?.snapshot;
  const open =
    before === undefined ? findings : freezeFindings(findings, before, takeSnapshot(context.header, file.displayName));
  const comments = suppressionComments(file);
  const used = new Set<NamedRule>();
  const apply = (found: readonly Finding[]): readonly Finding[] =>
    applySuppressions(found, () => [...comments, ...suppressions], used);
  const marked = apply(open);
  const isBroken = findings.some(({ rule, severity }) => severity === 'error' && isDiagnosticCode(rule));
  const canTell = (name: string): boolean => !isBroken && ranAllOf(name, allRules, settings, failures);
  // What shows on other ABIs only is suppressed for their sake: look there before it is called unused.
  const isInDoubt = comments.some(({ rules }) => rules.some((rule) => !used.has(rule) && canTell(rule.name)));
  if (isInDoubt) {
    const everywhere = onAllAbis();
    if (everywhere.analyses.length > analyses.length) apply(judge(everywhere, settings, namesBeside).findings);
  }
  const judged = checkSuppressions(
    allRules,
    {
      suppressions: judgeSuppressions(comments, used, canTell, allRules),
      abis: analyses.map(({ abi }) => abi.id),
      knownRules,
    },
    settings,
  );
  return {
    findings: [...marked.filter(({ suppressed }) => suppressed === undefined), ...judged.findings],
    failures: [...failures, ...judged.failures],
  };
}

const knownRules = allRules.map(({ id }) => id);

function judge(context: RuleContext, settings: RuleSettings, namesBeside: NamesBeside): FoundFindings {
  const alone = checkHeader(allRules, context, settings);
  const facts = collectFacts(allRules, context, settings);
  const together = checkFacts(allRules, [facts], settings, namesBeside);
  return {
    findings: [...frontEndFindings(context.analyses, settings), ...alone.findings, ...together.findings],
    failures: [...alone.failures, ...facts.failures, ...together.failures],
  };
}
