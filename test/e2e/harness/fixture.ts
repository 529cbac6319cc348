// A copy of test/fixtures/workbench for one run, under git with two versions of slots.h, since views and comparisons show
// how a record grew.

import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/repository.js';

/** Independent of the machine, as are the hashes: whoever runs the tests, and what their git is set to. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** Fills a folder. The workspaces in it are `folder` and `multiRoot/two.code-workspace`. */
export function makeFixture(target: string): void {
  cpSync(join(repositoryRoot, 'test', 'fixtures', 'workbench'), target, { recursive: true });
  const folder = join(target, 'folder');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, env: environment, stdio: 'ignore' });
  const commit = (subject: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--message', subject);
  };
  const slots = join(folder, 'include', 'uapi', 'linux', 'slots.h');
  const text = readFileSync(slots, 'utf8');
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(slots, text.replace('\t__u64 token;\n', '').replace(/ \* @token:.*\n/, ''));
  commit('slots: new interface');
  writeFileSync(slots, text);
  commit('slots: tell what a slot holds');
}
