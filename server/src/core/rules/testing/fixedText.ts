import { mentionedNames } from '../../review/mentionedNames.js';
import type { SourceFile } from '../../source/sourceFile.js';
import { abiById } from '../../target/abis.js';
import { builtinHeader } from '../../target/builtinHeaders.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import { allRules } from '../registry.generated.js';
import type { Finding, Fix } from '../rule.js';
import { ruleContext } from '../ruleContext.js';
import { defaultRuleSettings } from '../ruleSettings.js';
import { checkFacts, checkHeader, collectFacts } from '../runRules.js';

/** For tests: what one rule finds in a header that includes built-in headers, and `others` by their spelling. */
export function findingsOf(
  ruleId: string,
  text: string,
  view: SourceFile['view'] = 'installed',
  others: Readonly<Record<string, string>> = {},
): readonly Finding[] {
  const rule = allRules.find(({ id }) => id === ruleId);
  if (rule === undefined) throw new Error(`unknown rule ${ruleId}`);
  const file: SourceFile = { path: '/tree/linux/foo.h', displayName: 'linux/foo.h', text, view };
  const files = new Map<string, SourceFile>();
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const known = files.get(spelling);
        const content = others[spelling] ?? builtinHeader(spelling)?.text;
        if (known === undefined && content === undefined) return undefined;
        const found =
          known ??
          ({
            path: `builtin:/${spelling}`,
            displayName: spelling,
            text: content ?? '',
            view: 'installed',
          } as const);
        files.set(spelling, found);
        return { file: found, root: 0 };
      },
    }),
  });
  const abis = ['x86_64', 'i386'].map((id) => abiById(id)).filter((abi) => abi !== undefined);
  const context = ruleContext(file, session.analyze(file, abis, { lookUp: mentionedNames(file) }));
  const settings = { ...defaultRuleSettings, select: [ruleId] };
  const alone = checkHeader([rule], context, settings);
  const together = checkFacts([rule], [collectFacts([rule], context, settings)], settings);
  for (const { reason } of [...alone.failures, ...together.failures]) throw new Error(reason);
  return [...alone.findings, ...together.findings];
}

/** The text after the first fix of each finding, one after the other; a rule is asked again after each. */
export function fixedText(ruleId: string, text: string): string {
  let current = text;
  for (let round = 0; round < 20; round++) {
    const fix = findingsOf(ruleId, current).find(({ fixes }) => (fixes?.length ?? 0) > 0)?.fixes?.[0];
    if (fix === undefined) return current;
    if (fix.effect === 'layout') throw new Error('the fix changes the layout');
    const next = applied(current, fix);
    if (next === current) throw new Error('the fix changes nothing');
    current = next;
  }
  throw new Error('the fixes do not come to an end');
}

function applied(text: string, { edits }: Fix): string {
  let result = text;
  let before = text.length + 1;
  for (const { range, newText } of edits.toReversed()) {
    if (range.end > before) throw new Error('edits overlap, or do not ascend');
    before = range.start;
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result;
}
