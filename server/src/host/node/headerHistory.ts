/**
 * The commits that changed a header, as git lists them. Renames are not followed. The commits themselves are read as objects,
 * so that no setting of the repository decides how they are shown.
 */
import type { HeaderCommit } from '../../ide/index.js';
import type { PathStyle } from '../common/paths.js';
import type { Git } from './git.js';

/** Newest first, `limit` at most. A merge is listed where it changed the header by itself. */
export async function headerHistory(
  git: Git,
  path: string,
  limit: number,
  whenUnwanted: (stop: () => void) => void,
  style: PathStyle,
): Promise<readonly HeaderCommit[] | { readonly problem: string }> {
  const [folder, name] = [style.path.dirname(path), style.path.basename(path)];
  const listed = await git.runLater(
    folder,
    ['rev-list', `--max-count=${limit}`, '--end-of-options', 'HEAD', '--', name],
    whenUnwanted,
  );
  if ('error' in listed) return { problem: `git cannot list the commits of '${name}': ${listed.error}` };
  const objects = listed.stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => /^[0-9a-f]{40,64}$/.test(line));
  if (objects.length === 0) return [];
  const read = git.run(folder, ['cat-file', '--batch'], { input: `${objects.join('\n')}\n` });
  if ('error' in read) return { problem: `git cannot read the commits of '${name}': ${read.error}` };
  return commitsOf(read.stdout);
}

/** `<object> commit <size>`, a newline, the object, a newline (git-cat-file(1), "Batch Output"). */
function commitsOf(output: Buffer): readonly HeaderCommit[] {
  const commits: HeaderCommit[] = [];
  for (let at = 0; at < output.length; ) {
    const newline = output.indexOf(10, at);
    if (newline < 0) break;
    const head = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(output.toString('latin1', at, newline));
    at = newline + 1;
    if (head === null) continue;
    const [, revision, kind, size] = head;
    if (kind === 'commit') commits.push(commitOf(revision, output.toString('utf8', at, at + Number(size))));
    at += Number(size) + 1;
  }
  return commits;
}

/** Header lines, an empty line, the message; the time of a person is in seconds, before the zone. */
function commitOf(revision: string, text: string): HeaderCommit {
  const blank = text.indexOf('\n\n');
  const seconds = /^author .*> (\d{1,12}) [+-]\d{4}$/m.exec(blank < 0 ? text : text.slice(0, blank))?.[1];
  const message = blank < 0 ? '' : text.slice(blank + 2).trimStart();
  const time = seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
  const date = time === undefined || Number.isNaN(time.getTime()) ? null : time.toISOString();
  return { revision, date, subject: message.split('\n', 1)[0].slice(0, 500) };
}
