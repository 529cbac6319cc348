/** The `#include` lines of a header that lead to a file. */
import type { FileRange, SourceFile } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';

export interface IncludeLink {
  readonly range: FileRange;
  readonly target: SourceFile;
}

export function documentLinks({ context, file }: HeaderDocument): readonly IncludeLink[] {
  const links = new Map<number, IncludeLink>();
  for (const { includes } of context.analyses) {
    for (const { from, step, to } of includes) {
      if (from !== file || to === undefined || links.has(step.start)) continue;
      links.set(step.start, { range: { file, start: step.start, end: step.end }, target: to });
    }
  }
  return [...links.values()];
}
