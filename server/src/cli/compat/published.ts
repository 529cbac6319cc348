import { dirname, relative, resolve } from 'node:path';
import { type Abi, type HeaderSnapshot, type InterfaceStyle, readBaseline, type SourceFile } from '../../core/index.js';
import { type CliEnvironment, type IncludeOptions, isFileProblem } from '../cliHost.js';
import { UsageError } from '../usageError.js';
import { readVersion } from './analyzeVersion.js';
import type { HeaderHost } from './headerSet.js';

type Machine = Pick<CliEnvironment, 'host' | 'cwd'>;

/** A baseline needs no more than its own file, and those that it names. */
interface FileReader {
  readonly host: Pick<CliEnvironment['host'], 'openFile'>;
  readonly cwd: string;
}

/** The published version of headers: a baseline file, another folder, a git revision, or one header. */
export interface Published {
  /** The published version of a header; `undefined` for a new one. */
  snapshotOf(header: PublishedRequest): HeaderSnapshot | undefined;
  /** Headers that were published below these folders, and of which there is no file now. */
  removedBelow(folders: readonly string[], checked: readonly SourceFile[]): readonly RemovedFile[];
}

export interface PublishedRequest {
  readonly file: SourceFile;
  readonly abis: readonly Abi[];
  readonly style: InterfaceStyle | undefined;
}

export interface RemovedFile {
  /** Where it would be. */
  readonly path: string;
  readonly header: string;
}

const noInclude: IncludeOptions = { includeRoots: [], archIncludes: [] };

/** @throws UsageError when the file cannot be read, or is no baseline */
export function openBaseline(path: string, env: FileReader): Published {
  const file = env.host.openFile(path, noInclude);
  if (isFileProblem(file)) throw new UsageError(`${file.message}; make it with: ${remake(path)}`);
  return baselineOf(path, file.text, env);
}

function remake(path: string): string {
  return `uapi check --write-baseline ${path} PATH…`;
}

function baselineOf(path: string, text: string, env: FileReader): Published {
  const read = readBaseline(text);
  if ('error' in read)
    throw new UsageError(`cannot use baseline '${path}': ${read.error}; make it again with: ${remake(path)}`);
  const { headers } = read;
  const folder = dirname(resolve(env.cwd, path));
  return {
    snapshotOf: ({ file }) => headers.get(baselineName(file, folder, env.cwd)),
    removedBelow(folders, checked) {
      const present = new Set(checked.map((file) => baselineName(file, folder, env.cwd)));
      const bases = new Set(checked.flatMap((file) => baseOf(file, baselineName(file, folder, env.cwd))));
      return [...headers.keys()].flatMap((header) =>
        present.has(header) || header.includes('@')
          ? []
          : [...bases].flatMap((base) => missingAt(`${base}${header}`, header, folders, env)),
      );
    },
  };
}

/**
 * The name of a header in a baseline: its include spelling, with the architecture where it belongs to one. A header that
 * lies below no include root is counted from the folder of the baseline.
 */
export function baselineName(file: SourceFile, folder: string, cwd: string): string {
  const isAsGiven = resolve(cwd, file.displayName) === resolve(file.path);
  const name = isAsGiven ? relative(folder, file.path).replaceAll('\\', '/') : file.displayName;
  return file.architecture === undefined ? name : `${name}@${file.architecture}`;
}

/** What stands before a header's name in its path. */
function baseOf({ path, architecture }: SourceFile, name: string): readonly string[] {
  const slashed = path.replaceAll('\\', '/');
  return architecture === undefined && slashed.endsWith(`/${name}`) ? [slashed.slice(0, -name.length)] : [];
}

/** A header that lies below one of the folders by its name, and is not on the disk. */
function missingAt(path: string, header: string, folders: readonly string[], env: FileReader): readonly RemovedFile[] {
  const isBelow = folders.some((folder) =>
    path.startsWith(`${resolve(env.cwd, folder).replaceAll('\\', '/').replace(/\/$/, '')}/`),
  );
  if (!isBelow) return [];
  const file = env.host.openFile(path, noInclude);
  return isFileProblem(file) && file.problem === 'not-found' ? [{ path, header }] : [];
}

/**
 * `--against`: a baseline file, a header, a folder, or a git revision. What exists on the disk is that.
 *
 * @throws UsageError when it is none of them
 */
export function openAgainst(given: string, paths: readonly string[], include: IncludeOptions, env: Machine): Published {
  const { files, problems } = env.host.expandPaths([given]);
  if (files.length > 0) {
    const isFile = files.length === 1 && files[0] === given;
    if (!isFile) return folderOf(files, include, env);
    const file = env.host.openFile(given, include);
    if (isFileProblem(file)) throw new UsageError(file.message);
    return file.text.trimStart().startsWith('{')
      ? baselineOf(given, file.text, env)
      : headerOf(given, env.host, include);
  }
  const [problem] = problems;
  if (problem !== undefined && (problem.problem !== 'not-found' || problem.message.startsWith('no header'))) {
    throw new UsageError(problem.message);
  }
  return revisionOf(given, paths, include, env);
}

/** One header, with which every checked one is compared. */
function headerOf(path: string, host: HeaderHost, include: IncludeOptions): Published {
  return { snapshotOf: (request) => read(host, path, request, include), removedBelow: () => [] };
}

function read(
  host: HeaderHost,
  path: string,
  { file, abis, style }: PublishedRequest,
  include: IncludeOptions,
): HeaderSnapshot | undefined {
  const version = readVersion({
    host,
    path,
    key: file.displayName,
    include,
    style: () => style,
    abis: (old) => host.abisFor(old, abis),
  });
  if (version === undefined || !isFileProblem(version)) return version?.snapshot;
  if (version.problem === 'not-found') return undefined;
  throw new UsageError(version.message);
}

/** An older tree: headers are found there by their include spelling and architecture. */
function folderOf(files: readonly string[], include: IncludeOptions, env: Machine): Published {
  const { host } = env;
  let byName: Map<string, string> | undefined;
  const named = (): Map<string, string> => {
    if (byName !== undefined) return byName;
    byName = new Map();
    for (const path of files) {
      const file = host.openFile(path, include);
      if (!isFileProblem(file)) byName.set(nameOf(file), path);
    }
    return byName;
  };
  const nameOf = ({ displayName, architecture }: SourceFile): string => `${displayName}@${architecture ?? ''}`;
  return {
    snapshotOf(request) {
      const path = named().get(nameOf(request.file)) ?? bySuffix(files, request.file);
      return path === undefined ? undefined : read(host, path, request, include);
    },
    removedBelow(folders, checked) {
      const present = new Set(checked.map(nameOf));
      const bases = new Set(checked.flatMap((file) => baseOf(file, file.displayName)));
      return [...named().keys()].flatMap((key) => {
        const [header, architecture] = key.split('@');
        if (present.has(key) || architecture !== '') return [];
        return [...bases].flatMap((base) => missingAt(`${base}${header}`, header, folders, env));
      });
    },
  };
}

/** The header of a folder without include roots: the one whose path ends as this one's does, if there is one only. */
function bySuffix(files: readonly string[], { path }: SourceFile): string | undefined {
  const name = path.slice(path.replaceAll('\\', '/').lastIndexOf('/') + 1);
  const same = files.filter((file) => file.replaceAll('\\', '/').split('/').at(-1) === name);
  return same.length === 1 ? same[0] : undefined;
}

/** The headers of the repository as they were; new ones are not in the revision. */
function revisionOf(given: string, paths: readonly string[], include: IncludeOptions, env: Machine): Published {
  const near = paths.find((path) => path !== '-') ?? env.cwd;
  const revision = env.host.openRevision(given, near);
  if (isFileProblem(revision)) {
    throw new UsageError(
      `--against '${given}' is neither a file nor a folder, and as a git revision: ${revision.message}`,
    );
  }
  return {
    snapshotOf(request) {
      const name = revision.nameOf(request.file.path);
      const path = name === undefined ? undefined : revision.pathOf(name);
      return path === undefined ? undefined : read(revision.host, path, request, include);
    },
    removedBelow(folders, checked) {
      const present = new Set(checked.flatMap(({ path }) => revision.nameOf(path) ?? []));
      return folders.flatMap((folder) => {
        const top = revision.nameOf(folder);
        const listed = top === undefined ? [] : revision.headers([top]);
        if (isFileProblem(listed)) return [];
        return listed.flatMap(({ name }) =>
          present.has(name) ? [] : missingAt(resolve(env.cwd, folder, relative(top ?? '', name)), name, folders, env),
        );
      });
    },
  };
}

/** A file that stands for a header that is gone, so that a finding has a place. */
export function goneFile({ path, header }: RemovedFile): SourceFile {
  return { path, displayName: header, text: '', view: 'installed' };
}
