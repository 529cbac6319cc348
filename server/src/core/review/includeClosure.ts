/** What a header reaches by its own includes. */
import type { SourceFile } from '../source/sourceFile.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';

export interface IncludeClosure {
  /** As `#include` spells them below their root (`linux/types.h`). */
  readonly names: ReadonlySet<string>;
  /** Some include was not found, so that more may belong to it. */
  readonly isPartial: boolean;
}

export function includeClosure({ file, includes }: HeaderAnalysis): IncludeClosure {
  const byIncluder = new Map<SourceFile, HeaderAnalysis['includes'][number][]>();
  for (const edge of includes) {
    const known = byIncluder.get(edge.from);
    if (known === undefined) byIncluder.set(edge.from, [edge]);
    else known.push(edge);
  }
  const names = new Set<string>();
  const reached = new Set([file]);
  let isPartial = false;
  for (const from of reached) {
    for (const { to, step } of byIncluder.get(from) ?? []) {
      names.add(step.spelling);
      if (to === undefined) isPartial = true;
      else {
        names.add(to.displayName);
        reached.add(to);
      }
    }
  }
  return { names, isPartial };
}
