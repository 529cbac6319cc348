// How npm test gets what it needs from the operating system, with commands that only write down how they were called.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';

/** A PATH on which there is nothing but these shell scripts; each call is a line in the file `calls`. */
function machineWith(context: TestContext, commands: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(context);
  for (const [name, body] of Object.entries(commands)) {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] || echo "${name} $*" >> '${folder}/calls'\n${body}\n`);
    chmodSync(path, 0o755);
  }
  return folder;
}

function ensurePackages(folder: string): { status: number | null; stderr: string } {
  const module = pathToFileURL(join(repositoryRoot, 'scripts/lib/debianPackages.mjs')).href;
  const runner = pathToFileURL(join(repositoryRoot, 'scripts/lib/repository.mjs')).href;
  const code = `
    const { ensureDebianPackages } = await import('${module}');
    const { runMain } = await import('${runner}');
    await runMain(() => ensureDebianPackages());`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env: { PATH: folder },
  });
}

const sudo = 'shift; exec "$@"';

test('where packages cannot be installed, the exact command is named', (context) => {
  const { status, stderr } = ensurePackages(machineWith(context, {}));
  assert.equal(status, 1);
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  assert.match(last, /^Install them with: sudo apt-get install -y --no-install-recommends gcc gcc-12-multilib /);
  assert.ok(!/\bgcc-multilib\b/.test(last), 'gcc-multilib conflicts with cross compilers');
});

test('what is missing is installed; package lists are fetched only after a failure', (context) => {
  const folder = machineWith(context, {
    sudo,
    'apt-get': `case "$1" in update) : > "\${0%/*}/updated" ;; install) [ -e "\${0%/*}/updated" ] ;; esac`,
    'apt-cache': 'echo "  Depends: gcc-13"',
  });
  const { status, stderr } = ensurePackages(folder);
  assert.equal(status, 0, stderr);
  const calls = readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('apt-get'));
  assert.equal(calls.length, 3, calls.join('\n'));
  assert.match(calls[0], /^apt-get install -y --no-install-recommends gcc gcc-13-multilib /);
  assert.equal(calls[1], 'apt-get update');
  assert.equal(calls[2], calls[0]);
  assert.ok(existsSync(join(folder, 'updated')));
});

test('when apt-get fails twice, the command is named', (context) => {
  const { status, stderr } = ensurePackages(machineWith(context, { sudo, 'apt-get': '[ "$1" = --version ]' }));
  assert.equal(status, 1);
  assert.match(stderr, /^apt-get failed; [^\n]*sudo apt-get install [^\n]*$/m);
});
