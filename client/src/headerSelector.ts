/**
 * Which documents are uapi headers. VS Code calls a `.h` file C++ unless told otherwise, so the language says nothing
 * about the project; the path does. A header elsewhere becomes one when the user asks for it.
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
  const given = Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string' && glob !== '') : [];
  const patterns = new Set<string>([...given, ...[...paths].map(globOfPath)]);
  return [...patterns].flatMap((pattern) =>
    headerLanguages.map((language) => ({ language, pattern, ...(scheme === undefined ? {} : { scheme }) })),
  );
}

/** The glob that matches one path. */
export function globOfPath(path: string): string {
  return path.replace(/[[\]{}*?!,]/g, (character) => `[${character}]`);
}
