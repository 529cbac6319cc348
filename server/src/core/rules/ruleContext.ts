import { ReviewedHeader, type ReviewOptions } from '../review/reviewedHeader.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import type { RuleContext } from './rule.js';

/** What rules get to see of one header. Costs nothing until a rule asks. */
export function ruleContext(
  file: SourceFile,
  analyses: readonly HeaderAnalysis[],
  options: ReviewOptions = {},
): RuleContext {
  return { file, analyses, header: new ReviewedHeader(file, analyses, options) };
}
