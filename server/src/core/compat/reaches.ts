/** What a program that includes a header still gets, through the header's own includes. */
import type { ReviewedHeader } from '../review/reviewedHeader.js';
import type { HeaderSnapshot } from './headerSnapshot.js';
import type { Reaches } from './removedConstants.js';

/** The names that the new version has to be asked for (`AnalyzeOptions.lookUp`). */
export function publishedNames(old: HeaderSnapshot): readonly string[] {
  return [
    ...new Set([...old.constants.keys(), ...old.otherMacros, ...[...old.records.values()].map(({ name }) => name)]),
  ];
}

/**
 * Answers for a header that was analysed with `publishedNames` looked up. A tag is known by a mere `struct foo *` too, so
 * of a record the text of an included file must have the members.
 */
export function reachesOf(header: ReviewedHeader): Reaches {
  const known = new Set(header.analyses.flatMap(({ knownNames }) => [...knownNames]));
  let texts: readonly string[] | undefined;
  return (name, what) => {
    if (!known.has(name)) return false;
    if (what === 'constant') return true;
    texts ??= includedTexts(header);
    const escaped = name.replace(/\W/g, '');
    const definition = new RegExp(
      `\\b(?:struct|union)\\s+${escaped}\\s*(?:__attribute__\\s*\\(\\([^;{]*\\)\\)\\s*)?\\{|\\}[^;{}]*\\b${escaped}\\s*;`,
    );
    return texts.some((text) => text.includes(escaped) && definition.test(text));
  };
}

function includedTexts(header: ReviewedHeader): readonly string[] {
  const files = new Set(header.analyses.flatMap(({ includes }) => includes.map(({ to }) => to)));
  return [...files].flatMap((file) => (file === undefined || file === header.file ? [] : [file.text]));
}
