/**
 * The names of a header and of the other headers of a run: what a reference in a comment may mean. A reference is judged
 * only when it bears a prefix of the header it stands in; everything else may be the kernel's own or another header's.
 */

import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { DeclaredEnum } from '../../unit/headerAnalysis.js';
import type { CollectedFacts, NamesBeside, RuleFinding } from '../rule.js';

/** Tags, enumerators and macros that the header itself declares. */
export function ownNames(header: ReviewedHeader): ReadonlySet<string> {
  return header.part('ownNames', () => {
    const names = new Set<string>();
    // Nearly always the ABIs have the same enums.
    const seen = new Set<DeclaredEnum>();
    for (const { records, enums } of header.analyses) {
      for (const { name } of records) names.add(name);
      for (const each of enums) {
        if (seen.has(each)) continue;
        seen.add(each);
        if (each.name !== undefined) names.add(each.name);
        for (const enumerator of each.enumerators) names.add(enumerator.name);
      }
    }
    for (const { name } of header.text.defines) names.add(name);
    return names;
  });
}

/** True for a name that can only be this header's: its first words are those of a fair part of the header's names. */
export function isOwnName(header: ReviewedHeader, name: string): boolean {
  const prefixes = ownPrefixes(header);
  return prefixes.has(firstWord(name)) || prefixes.has(firstTwoWords(name));
}

/**
 * First words of the header's names, in capitals, that a fair part of them begin with: `IOMMU`, `IOMMUFD`. A word that is
 * the name of a header which this one includes (drm.h) is shared by many; then the first two words count (`DRM_PVR`).
 */
export function ownPrefixes(header: ReviewedHeader): ReadonlySet<string> {
  return header.part('ownPrefixes', () => {
    const shared = includedWords(header);
    const counts = new Map<string, number>();
    const count = (prefix: string, more: number): Map<string, number> =>
      counts.set(prefix, (counts.get(prefix) ?? 0) + more);
    let all = 0;
    for (const [start, names] of namesByStart(header)) {
      const word = start.toUpperCase();
      all += names.length;
      if (shared.has(word)) for (const name of names) count(firstTwoWords(name), 1);
      else count(word, names.length);
    }
    return new Set([...counts].filter(([, each]) => each >= 3 && each * 5 >= all).map(([prefix]) => prefix));
  });
}

/** The names of the header by what stands before their first underscore; those of one word are left out. */
function namesByStart(header: ReviewedHeader): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const name of ownNames(header)) {
    const end = name.indexOf('_');
    if (end <= 0) continue;
    const start = name.slice(0, end);
    const known = names.get(start);
    if (known === undefined) names.set(start, [name]);
    else known.push(name);
  }
  return names;
}

/** `DRM` for a header that includes drm.h. */
function includedWords(header: ReviewedHeader): ReadonlySet<string> {
  const words = new Set<string>();
  for (const directive of header.text.directives) {
    if (directive.name !== 'include') continue;
    const spelled = /(\w+)\.h\W*$/.exec(directive.tokens.map(({ text }) => text).join(''))?.[1];
    if (spelled !== undefined) words.add(spelled.toUpperCase());
  }
  return words;
}

/** `IOMMU` of `iommu_ioas_map` and `IOMMU_IOAS_MAP`; empty for a name of one word or with a leading underscore. */
export function firstWord(name: string): string {
  const end = name.indexOf('_');
  return end <= 0 ? '' : name.slice(0, end).toUpperCase();
}

/** `DRM_PVR` of `drm_pvr_ioctl_create_bo_args`. */
function firstTwoWords(name: string): string {
  const first = name.indexOf('_');
  const second = name.indexOf('_', first + 1);
  return first <= 0 ? '' : name.slice(0, second < 0 ? name.length : second).toUpperCase();
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

/** Findings about names that no header of the run declares, nor one beside the header. */
export function unresolvedFindings(
  headers: readonly CollectedFacts<ReferenceFacts>[],
  namesBeside: NamesBeside,
): readonly RuleFinding[] {
  const wanted = new Set(headers.flatMap(({ facts }) => facts.unresolved.map(({ name }) => name)));
  for (const { facts } of headers) for (const name of wanted) if (facts.declares.has(name)) wanted.delete(name);
  return headers.flatMap(({ file, facts }) => {
    const open = facts.unresolved.filter(({ name }) => wanted.has(name));
    if (open.length === 0) return [];
    const beside = namesBeside(file, new Set(open.map(({ name }) => name)));
    return open.filter(({ name }) => !beside.has(name)).map(({ finding }) => finding);
  });
}

/** True when the name is declared where the header can see it, on any ABI. */
export function isKnown(header: ReviewedHeader, name: string): boolean {
  return ownNames(header).has(name) || header.analyses.some(({ knownNames }) => knownNames.has(name));
}
