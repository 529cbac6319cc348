import picomatch from 'picomatch';

/**
 * Globs of the settings, as picomatch matches them: `*` and `?` within one part of a path, `**` over parts, `[a-z]` and
 * `{a,b}`. A glob without a slash is matched with the last part of the path, as in .gitignore. What picomatch would take
 * for a regular expression (groups, quantifiers, negation) stands for itself.
 */
export interface HeaderNames {
  /** The path from the folder of the settings file, with forward slashes; the absolute path when it lies elsewhere. */
  readonly fromSettings: string;
  /** The path below the include root: `linux/vfio.h`. */
  readonly displayName: string;
}

export function headerNames(
  file: { readonly path: string; readonly displayName: string },
  settingsPath: string,
): HeaderNames {
  const path = file.path.replaceAll('\\', '/');
  const folder = folderOf(settingsPath);
  return { fromSettings: path.startsWith(folder) ? path.slice(folder.length) : path, displayName: file.displayName };
}

/** The folder of a settings file, with forward slashes and one at the end. */
export function folderOf(settingsPath: string): string {
  const path = settingsPath.replaceAll('\\', '/');
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Matching may try each way to share a path between the stars, so their number is bounded. */
const maxStars = 8;
const maxLength = 256;

/** What is wrong with a glob, to be said after it. */
export function globProblem(glob: string): string | undefined {
  if (glob === '') return 'is empty';
  if (glob.length > maxLength) return `is longer than ${maxLength} characters`;
  if ((glob.match(/\*+/g)?.length ?? 0) > maxStars) return `has more than ${maxStars} stars`;
  if (glob.includes('\\')) return 'has a backslash: write paths with forward slashes';
  if (glob.startsWith('!')) return 'is negated: name the headers that are meant';
  if (glob.startsWith('/') || /^[A-Za-z]:/.test(glob))
    return 'is absolute: globs count from the folder of the settings';
  if (/(^|\/)\.\.?(\/|$)/.test(glob)) return 'has a part . or ..: globs count from the folder of the settings';
  return undefined;
}

/** Whether a glob matches one of a header's names. */
export function matchesHeader(glob: string, { fromSettings, displayName }: HeaderNames): boolean {
  const matches = matcher(glob, !glob.includes('/'));
  return matches(fromSettings) || matches(displayName);
}

/** Whether a symbol is named: as it stands, or by a glob in which `*` matches any characters. */
export function matchesSymbol(glob: string, symbol: string): boolean {
  // Brackets are part of a member's path (`entries[].addr`).
  return glob === symbol || matcher(glob.replace(/[[\]]/g, '\\$&'), false)(symbol);
}

/** Whether it names one path and nothing else. */
export function isPlainPath(glob: string): boolean {
  return !/[*?[{]/.test(glob);
}

/** The folder below which everything lies that the glob matches, from the settings' folder: `linux/` of `linux/a*.h`. */
export function globFolder(glob: string): string {
  const plain = /^[^*?[{]*/.exec(glob)?.[0] ?? '';
  return plain.slice(0, plain.lastIndexOf('/') + 1);
}

const matchers = new Map<string, (name: string) => boolean>();

function matcher(glob: string, isName: boolean): (name: string) => boolean {
  const key = `${isName} ${glob}`;
  let known = matchers.get(key);
  if (known === undefined) {
    const plain = glob.replace(/[()|+^$@]/g, '\\$&');
    known = picomatch(plain, { basename: isName, dot: true, noextglob: true, nonegate: true, windows: false });
    matchers.set(key, known);
  }
  return known;
}
