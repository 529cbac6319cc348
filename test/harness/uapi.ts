/**
 * The product as the tests use it: the executable as a child process (what a user sees), and the analysis in this
 * process where one process for each header would be too slow.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { builtinHeader, createAnalysisSession } from 'uapi-language-server/core';
import { createBuiltinHeaders, createFileStore, createNodeHost, pathStyleOf } from 'uapi-language-server/host/node';
import type { LayoutDocument } from '../oracle/document.js';
import { repositoryRoot } from './repository.js';

export const uapiProgram = path.join(repositoryRoot, 'server', 'bin', 'uapi.js');

export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `uapi` to its end. */
export function runUapi(
  args: readonly string[],
  options: { readonly input?: string; readonly cwd?: string } = {},
): ProgramResult {
  const result = spawnSync(process.execPath, [uapiProgram, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NO_COLOR: '1' },
    ...options,
  });
  if (result.error !== undefined) throw result.error;
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/**
 * What `uapi layout --format ndjson` says about some headers on some ABIs, by `ABI FILE`. One process. Throws when the
 * program fails, or does not print one document for each pair.
 */
export function layoutDocuments(
  files: readonly string[],
  abis: readonly string[],
  options: readonly string[] = [],
): Map<string, LayoutDocument> {
  const result = runUapi(['layout', '--abi', abis.join(','), '--format', 'ndjson', ...options, ...files]);
  if (result.status !== 0 && result.status !== 1)
    throw new Error(`uapi layout failed: ${result.stderr.slice(0, 2000)}`);
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== files.length * abis.length) {
    throw new Error(`uapi layout printed ${lines.length} documents for ${files.length} headers on ${abis.length} ABIs`);
  }
  const documents = new Map<string, LayoutDocument>();
  lines.forEach((line, index) => {
    const document: LayoutDocument = JSON.parse(line);
    documents.set(`${document.abi} ${files[Math.floor(index / abis.length)]}`, document);
  });
  return documents;
}

/** The host of this machine, with the analysis in this process; it caches files, so make one for each test file. */
export function createTestHost(): ReturnType<typeof createNodeHost> {
  return createNodeHost({
    store: createFileStore(pathStyleOf(process.platform)),
    machine: { systemRoot: '/usr/include', architecture: 'x86' },
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    stdin: () => process.stdin,
    cwd: process.cwd(),
  });
}
