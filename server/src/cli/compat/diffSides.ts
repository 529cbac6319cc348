import type { CliEnvironment } from '../cliHost.js';
import { isFileProblem } from '../cliHost.js';
import { UsageError } from '../usageError.js';
import type { HeaderSet } from './headerSet.js';
import type { Revision } from './revision.js';

/**
 * The two sides of `uapi diff`, from its arguments: each a file, a folder, `REV:PATH`, or a git revision whose PATHs come
 * after. What exists on the disk is that; anything else is a revision.
 */
export interface Sides {
  readonly old: HeaderSet;
  readonly new: HeaderSet;
}

type Side =
  | { readonly kind: 'file' | 'folder'; readonly given: string; readonly files: readonly string[] }
  | {
      readonly kind: 'revision';
      readonly given: string;
      readonly revision: Revision;
      readonly path: string | undefined;
    };

/** @throws UsageError for an argument that names nothing, or two that cannot be compared */
export function diffSides(oldGiven: string, newGiven: string, paths: readonly string[], env: CliEnvironment): Sides {
  // A revision belongs to the repository of what it is compared with.
  const old = sideOf(oldGiven, newGiven, env);
  const after = sideOf(newGiven, oldGiven, env);
  if (
    paths.length > 0 &&
    (old.kind !== 'revision' || after.kind !== 'revision' || old.path !== undefined || after.path !== undefined)
  ) {
    throw new UsageError('PATHs after OLD and NEW go with two git revisions: uapi diff REV REV -- PATH');
  }
  if (old.kind === 'revision' && old.path === undefined && after.kind !== 'revision') {
    return withRevisionOf(old, old.revision, after, env);
  }
  const wanted = paths.length > 0 ? paths : undefined;
  const sides = { old: headerSet(old, wanted, env), new: headerSet(after, wanted, env) };
  const single = (side: Side, set: HeaderSet): boolean =>
    side.kind === 'file' ||
    (side.kind === 'revision' && side.path !== undefined && set.paths.size === 1 && set.paths.has(''));
  const [isOldFile, isNewFile] = [single(old, sides.old), single(after, sides.new)];
  if (isOldFile !== isNewFile)
    throw new UsageError('cannot compare a file with a folder: name two files or two folders');
  return isOldFile ? { old: renamed(sides.old, after), new: renamed(sides.new, after) } : sides;
}

function sideOf(given: string, other: string, env: CliEnvironment): Side {
  const { files, problems } = env.host.expandPaths([given]);
  if (files.length > 0) return { kind: files.length === 1 && files[0] === given ? 'file' : 'folder', given, files };
  const [problem] = problems;
  if (problem !== undefined && problem.problem !== 'not-found') throw new UsageError(problem.message);
  if (problem !== undefined && /no header/.test(problem.message)) throw new UsageError(problem.message);
  const colon = given.indexOf(':');
  const name = colon < 0 ? given : given.slice(0, colon);
  const near = env.host.expandPaths([other]).files.length > 0 ? other : env.cwd;
  const revision = env.host.openRevision(name, near);
  if (isFileProblem(revision)) {
    throw new UsageError(`'${given}' is neither a file nor a folder, and as a git revision: ${revision.message}`);
  }
  return { kind: 'revision', given, revision, path: colon < 0 ? undefined : given.slice(colon + 1) };
}

function headerSet(side: Side, paths: readonly string[] | undefined, env: CliEnvironment): HeaderSet {
  if (side.kind === 'revision') return revisionSet(side.revision, side.path === undefined ? paths : [side.path], side);
  const { given, files, kind } = side;
  const keys = files.map((path) => [kind === 'file' ? '' : below(given, path), path] as const);
  return { label: given, host: env.host, paths: new Map(keys) };
}

function revisionSet(
  revision: Revision,
  paths: readonly string[] | undefined,
  { given, path }: { readonly given: string; readonly path: string | undefined },
): HeaderSet {
  const listed = revision.headers(paths);
  if (isFileProblem(listed)) throw new UsageError(listed.message);
  const keys = listed.map(({ name, path: opened }) => {
    const key =
      path === undefined ? name : name === revision.normalize(path) ? '' : below(revision.normalize(path), name);
    return [key, opened] as const;
  });
  return { label: given, host: revision.host, paths: new Map(keys) };
}

/** `uapi diff REV PATH`: what git has of the headers on the disk. */
function withRevisionOf(
  old: Side,
  revision: Revision,
  after: Side & { readonly kind: 'file' | 'folder' },
  env: CliEnvironment,
): Sides {
  const name = revision.nameOf(after.given);
  if (name === undefined) throw new UsageError(`'${after.given}' does not lie in the repository of '${old.given}'`);
  const listed = revision.headers([name]);
  if (isFileProblem(listed)) throw new UsageError(listed.message);
  return {
    old: { label: old.given, host: revision.host, paths: new Map(listed.map((header) => [header.name, header.path])) },
    new: {
      label: after.given,
      host: env.host,
      paths: new Map(after.files.map((file) => [revision.nameOf(file) ?? file, file])),
    },
  };
}

/** Two files are one pair, whatever they are called. */
function renamed(set: HeaderSet, after: Side): HeaderSet {
  const [path] = set.paths.values();
  return { ...set, paths: new Map([[after.given, path]]) };
}

/** The part of a path below a folder, with forward slashes. */
function below(folder: string, path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const prefix = folder
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/*$/, '/');
  if (prefix === './' || prefix === '/') return slashed.replace(/^\//, '');
  return slashed.startsWith(prefix) ? slashed.slice(prefix.length) : slashed;
}
