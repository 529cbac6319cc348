/**
 * Which documents are uapi headers, and which are sources of drivers. VS Code calls a `.h` file C++ unless told otherwise, so
 * the language says nothing about the project; the path does. A header elsewhere becomes one when the user asks for it.
 */

/** One document filter of VS Code. */
export interface HeaderFilter {
  readonly language: string;
  readonly scheme?: string;
  readonly pattern: string;
}

export const headerLanguages = ['c', 'cpp'] as const;

/**
 * @param globs of the setting `uapi.headers`; whatever else stands there is left out
 * @param paths of headers that the user asked for
 * @param scheme of the documents that the server can read; `undefined` for all
 */
export function headerFilters(globs: unknown, paths: Iterable<string>, scheme: string | undefined): HeaderFilter[] {
  return filters(headerLanguages, [...usable(globs), ...[...paths].map(globOfPath)], scheme);
}

/**
 * @param globs of the setting `uapi.sources`; whatever else stands there is left out
 * @param scheme as for headers
 */
export function sourceFilters(globs: unknown, scheme: string | undefined): HeaderFilter[] {
  return filters(['c'], usable(globs), scheme);
}

function usable(globs: unknown): readonly string[] {
  return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string' && glob !== '') : [];
}

function filters(
  languages: readonly string[],
  patterns: readonly string[],
  scheme: string | undefined,
): HeaderFilter[] {
  return [...new Set(patterns)].flatMap((pattern) =>
    languages.map((language) => ({ language, pattern, ...(scheme === undefined ? {} : { scheme }) })),
  );
}

/** The glob that matches one path. */
export function globOfPath(path: string): string {
  return path.replace(/[[\]{}*?!,]/g, (character) => `[${character}]`);
}
