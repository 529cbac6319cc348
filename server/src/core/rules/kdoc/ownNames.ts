/**
 * The names of a header and of the other headers of a run: what a reference in a comment may mean. A reference is judged
 * only when it bears a prefix of the header it stands in; everything else may be the kernel's own or another header's.
 */
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { CollectedFacts, RuleFinding } from '../rule.js';

/** Tags, enumerators and macros that the header itself declares. */
export function ownNames(header: ReviewedHeader): ReadonlySet<string> {
  return header.part('ownNames', () => {
    const names = new Set<string>();
    for (const { records, enums } of header.analyses) {
      for (const { name } of records) names.add(name);
      for (const { name, enumerators } of enums) {
        if (name !== undefined) names.add(name);
        for (const enumerator of enumerators) names.add(enumerator.name);
      }
    }
    for (const { name } of header.text.defines) names.add(name);
    return names;
  });
}

/** First words of the header's names, in capitals, that a fair part of them begin with: `IOMMU`, `IOMMUFD`. */
export function ownPrefixes(header: ReviewedHeader): ReadonlySet<string> {
  return header.part('ownPrefixes', () => {
    const counts = new Map<string, number>();
    let all = 0;
    for (const name of ownNames(header)) {
      const word = firstWord(name);
      if (word === '') continue;
      all++;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return new Set([...counts].filter(([, count]) => count >= 3 && count * 5 >= all).map(([word]) => word));
  });
}

/** `IOMMU` of `iommu_ioas_map` and `IOMMU_IOAS_MAP`; empty for a name of one word or with a leading underscore. */
export function firstWord(name: string): string {
  const end = name.indexOf('_');
  return end <= 0 ? '' : name.slice(0, end).toUpperCase();
}

/** What the rules about references take from each header: its names, and findings that hold unless a header has the name. */
export interface ReferenceFacts {
  readonly declares: ReadonlySet<string>;
  readonly unresolved: readonly UnresolvedName[];
}

export interface UnresolvedName {
  readonly name: string;
  readonly finding: RuleFinding;
}

/** Findings about names that no header of the run declares. */
export function unresolvedFindings(headers: readonly CollectedFacts<ReferenceFacts>[]): readonly RuleFinding[] {
  const open = headers.flatMap(({ facts }) => facts.unresolved);
  if (open.length === 0) return [];
  const wanted = new Set(open.map(({ name }) => name));
  for (const { facts } of headers) for (const name of wanted) if (facts.declares.has(name)) wanted.delete(name);
  return open.filter(({ name }) => wanted.has(name)).map(({ finding }) => finding);
}

/** True when the name is declared where the header can see it, on any ABI. */
export function isKnown(header: ReviewedHeader, name: string): boolean {
  return ownNames(header).has(name) || header.analyses.some(({ knownNames }) => knownNames.has(name));
}
