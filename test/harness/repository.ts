// The checkout as the tests see it: where its root is, which files it consists of, and a place for throw-away copies.

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout: the nearest folder above this file that holds package-lock.json. */
export const repositoryRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package-lock.json above the tests: they must run inside the checkout');
  return findRoot(parent);
}

/** Folders that no tidy test looks into: made by tools, or not ours. */
const ignoredFolders: ReadonlySet<string> = new Set(['node_modules', '.git', 'out', 'dist', 'coverage']);

/** A file of the checkout, read when asked for. */
export interface RepositoryFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readText(): string;
}

/** All files below `folder` (itself below the root) whose path `accept` takes, sorted by path. */
export function repositoryFiles(folder: string, accept: (path: string) => boolean = () => true): RepositoryFile[] {
  return walk(join(repositoryRoot, folder))
    .map((absolute) => ({ absolute, path: toPosix(relative(repositoryRoot, absolute)) }))
    .filter(({ path }) => accept(path))
    .map(({ absolute, path }) => ({ path, readText: () => readFileSync(absolute, 'utf8') }));
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : walk(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** A folder that is removed after the test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Copies the named files and folders of the checkout into `target`, without what tools made. */
export function copyOfRepository(target: string, parts: readonly string[]): void {
  for (const part of parts) {
    cpSync(join(repositoryRoot, part), join(target, part), {
      recursive: true,
      filter: (source) => !ignoredFolders.has(source.split(sep).at(-1) ?? ''),
    });
  }
}

/** A finding of a tidy test: `path:line: text`. Lines count from 1. */
export function lineMatches(file: RepositoryFile, pattern: RegExp): string[] {
  return file
    .readText()
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : []));
}
