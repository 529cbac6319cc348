/**
 * Real editors for tests: each gets a folder with a header, the configuration that docs/editors/ offers, and the server
 * under the name that the configuration uses. What an editor lacks is a failure with the command that installs it.
 */
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { serverProgram } from '../lsp/lspClient.js';

export const sample = `#ifndef SAMPLE_H
#define SAMPLE_H
#include <linux/types.h>

struct sample {
	__u32 flags;
	long total;
};

#endif
`;

export interface EditorFolder {
  readonly folder: string;
  readonly header: string;
  readonly env: NodeJS.ProcessEnv;
}

/** @param server the program that stands behind `uapi-language-server` */
export function editorFolder(context: TestContext, server = serverProgram): EditorFolder {
  const folder = temporaryFolder(context);
  const header = path.join(folder, 'sample.h');
  writeFileSync(header, sample);
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  const program = path.join(bin, 'uapi-language-server');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${server}" "$@"\n`);
  chmodSync(program, 0o755);
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_STATE_HOME: home,
    XDG_CACHE_HOME: home,
    TERM: 'dumb',
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
  };
  return { folder, header, env };
}

/** A copy of a configuration, so that an editor writes nothing next to ours. */
export function configuration({ folder }: EditorFolder, name: string): string {
  const copy = path.join(folder, name);
  copyFileSync(path.join(repositoryRoot, 'docs', 'editors', name), copy);
  return copy;
}

/** A script of the tests. */
export function script(name: string): string {
  return path.join(repositoryRoot, 'test', 'editors', name);
}

export interface EditorRun {
  readonly status: number | null;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

/** Runs an editor to its end. `packages`: what Debian calls it. */
export function runEditor(
  { env, folder }: EditorFolder,
  program: string,
  args: readonly string[],
  packages: string,
): Promise<EditorRun> {
  return new Promise((resolve, reject) => {
    const editor = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    editor.stdout.on('data', take);
    editor.stderr.on('data', take);
    editor.on('error', () => {
      reject(
        new Error(`${program} cannot be started; install it: sudo apt-get install --no-install-recommends ${packages}`),
      );
    });
    editor.on('exit', (status) => resolve({ status, output }));
  });
}
