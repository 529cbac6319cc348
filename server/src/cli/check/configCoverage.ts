import { didYouMean, lineIndexOf } from '../../core/index.js';
import type { CliEnvironment, ConfigGlob, LoadedConfig } from '../cliHost.js';
import { displayPath } from '../displayPath.js';
import { folderOf, globFolder, headerNames, isPlainPath, matchesHeader } from '../globs.js';
import type { OpenHeader } from '../headers.js';
import { printable } from '../plainText.js';

/**
 * What this run can say of the globs in the settings. A glob that matches no header is a mistake, but one can tell only
 * when all the headers were checked that it can mean: when a folder was checked that holds the folder of the settings, or
 * the part of it that the glob names (`linux/` of `linux/foo*.h`). With `--abi`, headers may have been passed over, and
 * nothing is said.
 */
export interface ConfigCoverage {
  readonly note: (header: Pick<OpenHeader, 'file' | 'loaded'>) => void;
  /** Whether every header that a glob can mean was checked, and there was one. */
  readonly canTell: (loaded: LoadedConfig, glob: ConfigGlob | undefined) => boolean;
  /** One line for each glob that matches nothing. */
  readonly problems: () => readonly string[];
}

interface SeenConfig {
  readonly globs: readonly ConfigGlob[];
  readonly matched: Set<ConfigGlob>;
  /** Names of headers, to suggest. */
  readonly names: string[];
}

/**
 * @param paths what the command line names
 * @param isWholeRun no header was passed over by choice
 */
export function createConfigCoverage(
  paths: readonly string[],
  isWholeRun: boolean,
  env: CliEnvironment,
): ConfigCoverage {
  const roots = paths.map((path) => absolutePath(path, env.cwd));
  const seen = new Map<LoadedConfig, SeenConfig>();

  const coversFolder = ({ path = '' }: LoadedConfig, glob: ConfigGlob | undefined): boolean => {
    if (!isWholeRun) return false;
    // A name without a slash may be anywhere below.
    const folder = folderOf(path) + (glob?.text.includes('/') ? globFolder(glob.text) : '');
    return roots.some((root) => folder.startsWith(root.endsWith('/') ? root : `${root}/`));
  };

  return {
    note({ file, loaded }) {
      const { path } = loaded;
      if (path === undefined) return;
      let known = seen.get(loaded);
      if (known === undefined) {
        known = { globs: globsOf(loaded), matched: new Set(), names: [] };
        seen.set(loaded, known);
      }
      if (known.globs.length === 0) return;
      const names = headerNames(file, path);
      known.names.push(names.fromSettings, names.displayName);
      for (const glob of known.globs) if (matchesHeader(glob.text, names)) known.matched.add(glob);
    },
    canTell(loaded, glob) {
      if (glob !== undefined && !seen.get(loaded)?.matched.has(glob)) return false;
      const isOneHeader = glob?.text.includes('/') === true && isPlainPath(glob.text);
      return (isOneHeader && isWholeRun) || coversFolder(loaded, glob);
    },
    problems: () =>
      [...seen].flatMap(([loaded, { globs, matched, names }]) =>
        globs
          .filter((glob) => !matched.has(glob) && coversFolder(loaded, glob))
          .map((glob) => {
            const hint = isPlainPath(glob.text) ? didYouMean(glob.text, names) : '';
            return `${placeOf(glob, loaded, env.cwd)}: glob "${printable(glob.text)}" matches no header${hint}`;
          }),
      ),
  };
}

function globsOf({ config: { styles = [], overrides = [], suppressions = [] } }: LoadedConfig): readonly ConfigGlob[] {
  return [
    ...styles.map(({ glob }) => glob),
    ...overrides.flatMap(({ files }) => files),
    ...suppressions.map(({ header }) => header).filter((header) => header !== undefined),
  ];
}

function placeOf({ range }: ConfigGlob, { path = '' }: LoadedConfig, cwd: string): string {
  if (range === undefined) return path;
  const { line, column } = lineIndexOf(range.file).positionAt(range.start);
  return `${displayPath(range.file, cwd)}:${line + 1}:${column + 1}`;
}

/** With forward slashes, parts `.` and `..` carried out. */
function absolutePath(path: string, cwd: string): string {
  const given = path.replaceAll('\\', '/');
  const isAbsolute = given.startsWith('/') || /^[A-Za-z]:\//.test(given);
  const parts: string[] = [];
  for (const part of (isAbsolute ? given : `${cwd.replaceAll('\\', '/')}/${given}`).split('/')) {
    if (part === '..') {
      if (parts.length > 1) parts.pop();
    } else if (part !== '.' && (part !== '' || parts.length === 0)) {
      parts.push(part);
    }
  }
  return parts.join('/');
}
