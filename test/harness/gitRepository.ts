/** Repositories of git for tests, the same whatever git is set to on the machine. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface GitRepository {
  /** Runs git in the folder; a failure fails the test. */
  git(...args: readonly string[]): void;
  /** Writes a file below the folder. */
  write(name: string, text: string): void;
  /** Commits all that is in the folder. */
  commit(message: string): void;
}

/** Makes a folder the work tree of an empty repository, whose branch is `main`. */
export function initRepository(folder: string): GitRepository {
  const git = (...args: readonly string[]): void => {
    const result = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: plainEnvironment() });
    assert.equal(result.status, 0, result.error?.message ?? result.stderr);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'A');
  git('config', 'user.email', 'a@example.org');
  return {
    git,
    write: (name, text) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    commit: (message) => {
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
    },
  };
}

/** The environment without what git reads from it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(entries), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
}
