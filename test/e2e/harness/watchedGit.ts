// A git in front of the machine's own that writes down how it is called.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface WatchedGit {
  /** For the extension host: with it the watched git is found first. */
  readonly env: { readonly PATH: string; readonly UAPI_GIT_CALLS: string };
  /** What it was called with so far, a line each. */
  calls(): readonly string[];
}

/** @param folder an empty place for the program and its notes */
export function watchedGit(folder: string): WatchedGit {
  const programs = join(folder, 'programs');
  const notes = join(folder, 'git-calls');
  mkdirSync(programs, { recursive: true });
  const script = `#!/bin/sh\necho "$*" >> '${notes}'\nPATH='${process.env.PATH}' exec git "$@"\n`;
  writeFileSync(join(programs, 'git'), script, { mode: 0o755 });
  return {
    env: { PATH: `${programs}${delimiter}${process.env.PATH}`, UAPI_GIT_CALLS: notes },
    calls: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trimEnd().split('\n') : []),
  };
}
