import type { Severity } from '../../base/diagnostic.js';
import type { Change, ChangeKind, PerStyle, Verdict } from '../../compat/change.js';
import type { FileRange } from '../../source/sourceFile.js';
import { type FileRule, type RuleContext, type RuleDescription, type RuleFinding, severities } from '../rule.js';

/**
 * What the compat rules share. The comparison says what changed and what that means; a rule stands for some kinds of
 * change. A break is an error, an ambiguous change a warning, in every profile; a compatible one is said only by rules
 * that give it a severity.
 */
export interface ChangeRule {
  readonly id: string;
  readonly why: string;
  readonly kinds: readonly ChangeKind[];
  /** What to do instead. */
  readonly help?: string;
  /** Severity of compatible changes; they are no findings by default. */
  readonly compatible?: Severity;
  readonly reference?: RuleDescription['reference'];
}

const checkUapi = { title: 'UAPI Checker', url: 'https://docs.kernel.org/dev-tools/checkuapi.html' };

export function changeRule({ id, why, kinds, help, compatible, reference = checkUapi }: ChangeRule): FileRule {
  return {
    id,
    scope: 'file',
    why,
    reference,
    // `legacy` is for headers that cannot change: this is what it is about.
    severity: severities(compatible ?? 'error', { legacy: compatible ?? 'error' }),
    check: (context) =>
      context.changes.flatMap((change) => {
        if (!kinds.includes(change.kind)) return [];
        const severity = severityOf(change.verdict, compatible);
        return severity === undefined ? [] : [findingOf(change, severity, help, context)];
      }),
  };
}

function severityOf(verdict: Verdict, compatible: Severity | undefined): Severity | undefined {
  return verdict === 'break' ? 'error' : verdict === 'ambiguous' ? 'warning' : compatible;
}

function findingOf(change: Change, severity: Severity, help: string | undefined, { file }: RuleContext): RuleFinding {
  const { symbol, message, abis, facts, related, perStyle } = change;
  // What is gone has no place; the beginning of the header stands for it.
  const range: FileRange = change.range?.file === file ? change.range : { file, start: 0, end: 0 };
  const styles = styleFact(perStyle);
  return {
    symbol,
    range,
    message,
    abis,
    severity,
    facts: styles === undefined ? facts : [...facts, styles],
    ...(help === undefined ? {} : { help }),
    related: related.map((each) => ({ message: each.message, range: each.range ?? range })),
  };
}

/** Which interfaces bear the change, where they differ. */
function styleFact(perStyle: PerStyle): string | undefined {
  const bears = Object.entries(perStyle).flatMap(([style, verdict]) => (verdict === 'ok' ? [style] : []));
  return bears.length === 0 || bears.length === Object.keys(perStyle).length
    ? undefined
    : `compatible in ${bears.join(', ')} interfaces`;
}
