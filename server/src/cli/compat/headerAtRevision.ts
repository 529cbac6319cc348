import type { SourceFile } from '../../core/index.js';
import { type CliEnvironment, type IncludeOptions, isFileProblem } from '../cliHost.js';
import { UsageError } from '../usageError.js';
import type { HeaderHost } from './headerSet.js';

/**
 * A header as a git revision has it: `REV` for the header `current` itself, `REV:PATH` for another one.
 *
 * @throws UsageError when there is no such revision, or the header is not in it
 */
export function headerAtRevision(
  given: string,
  current: string | undefined,
  include: IncludeOptions,
  env: Pick<CliEnvironment, 'host' | 'cwd'>,
): { readonly file: SourceFile; readonly host: HeaderHost } {
  const colon = given.indexOf(':');
  const revision = env.host.openRevision(colon < 0 ? given : given.slice(0, colon), current ?? env.cwd);
  if (isFileProblem(revision)) {
    throw new UsageError(`'${given}' is no file, and as a git revision: ${revision.message}`);
  }
  const name =
    colon >= 0
      ? revision.normalize(given.slice(colon + 1))
      : current === undefined
        ? undefined
        : revision.nameOf(current);
  const path = name === undefined ? undefined : revision.pathOf(name);
  if (path === undefined) throw new UsageError(`'${given}' has no ${name === undefined ? 'such header' : `'${name}'`}`);
  const file = revision.host.openFile(path, include);
  if (isFileProblem(file)) throw new UsageError(file.message);
  return { file, host: revision.host };
}
