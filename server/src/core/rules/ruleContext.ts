import type { Change } from '../compat/change.js';
import { change, compareSnapshots } from '../compat/compareSnapshots.js';
import type { HeaderSnapshot } from '../compat/headerSnapshot.js';
import { reachesOf } from '../compat/reaches.js';
import { takeSnapshot } from '../compat/takeSnapshot.js';
import { ReviewedHeader, type ReviewOptions } from '../review/reviewedHeader.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import type { RuleContext } from './rule.js';
import type { RuleMemory } from './ruleMemory.js';

export interface RuleContextOptions extends Omit<ReviewOptions, 'memory'> {
  /** The version that programs are built against: the compat rules compare with it. */
  readonly against?: HeaderSnapshot;
  /** The header is not there any more; the file only says where it was. */
  readonly isRemoved?: boolean;
  /** Of the editor's document that the file is a version of. */
  readonly memory?: RuleMemory;
}

/** What rules get to see of one header. Costs nothing until a rule asks. */
export function ruleContext(
  file: SourceFile,
  analyses: readonly HeaderAnalysis[],
  options: RuleContextOptions = {},
): RuleContext {
  const { memory, ...rest } = options;
  const header = new ReviewedHeader(file, analyses, {
    ...rest,
    ...(memory === undefined ? {} : { memory: memory.review }),
  });
  return {
    file,
    header,
    ...(memory === undefined ? {} : { memory }),
    get analyses() {
      return header.analyses;
    },
    get changes() {
      return header.part('changes', () => changesOf(header, options));
    },
  };
}

function changesOf(header: ReviewedHeader, { against, isRemoved }: RuleContextOptions): readonly Change[] {
  if (against === undefined) return [];
  if (isRemoved === true) {
    const text = `the header ${against.header} is gone`;
    return [change(against.header, 'header-removed', 'break', against.abis, text)];
  }
  return compareSnapshots(against, takeSnapshot(header, against.header), { reaches: reachesOf(header) });
}
