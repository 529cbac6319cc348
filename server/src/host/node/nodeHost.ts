import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliHost, FileProblem, IncludeOptions } from '../../cli/cliHost.js';
import type { Revision } from '../../cli/compat/revision.js';
import type { SourceFile } from '../../core/index.js';
import { decodeText, type FileStore, fileProblem, MAX_FILE_BYTES, tooLarge } from '../common/fileStore.js';
import { createHeaderFiles, type HeaderFiles, type HeaderFilesParts } from '../common/headerFiles.js';
import { expandPaths } from './expandPaths.js';
import { expandSources } from './expandSources.js';
import { problemOfError, readText } from './fileSystem.js';
import type { Git } from './git.js';
import { openRevision } from './gitRevision.js';
import { replaceFile } from './replaceFile.js';
import { writeWhole } from './writeBeside.js';

/**
 * The host of a real machine: files, include plans and settings, each worked out once for the life of the process.
 */
export interface NodeHostParts extends HeaderFilesParts {
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** File with the pages of the rules, which the build makes: id → Markdown. */
  readonly rulePagesPath?: string;
  /** Left out where git is not to be called. */
  readonly git?: Git;
}

/** The host with what a server needs besides: texts of editors, and a disk that changes. */
export type NodeHost = CliHost & HeaderFiles;

/** Revisions that are kept open. */
const MAX_REVISIONS = 8;

export function createNodeHost(parts: NodeHostParts): NodeHost {
  const { store, cwd } = parts;
  const files = createHeaderFiles(parts);
  const revisions = new Map<string, Revision | FileProblem>();
  let stdin: Promise<SourceFile | FileProblem> | undefined;
  let rulePages: ReadonlyMap<string, string> | undefined;

  async function readStdin(name: string, include: IncludeOptions): Promise<SourceFile | FileProblem> {
    const problem = files.problemOf(include);
    if (problem !== undefined) return problem;
    const text = await readStream(parts.stdin());
    return typeof text === 'string' ? files.fileOf(text, name, include) : text;
  }

  return {
    ...files,
    readStdin(name, include) {
      stdin ??= readStdin(name, include);
      return stdin;
    },
    expandPaths: (paths, options) => expandPaths(store, paths, cwd, options),
    expandSources: (paths) => expandSources(paths, cwd),
    openRevision(revision, near) {
      const { git } = parts;
      if (git === undefined) return fileProblem('not-found', revision, 'git is not called here');
      const key = `${resolve(cwd, near)}\0${revision}`;
      let opened = revisions.get(key);
      if (opened === undefined) {
        const hostOf = (tree: FileStore, root: string): CliHost => createNodeHost({ ...parts, store: tree, cwd: root });
        opened = openRevision(revision, resolve(cwd, near), { git, store, cwd, hostOf });
        // Each holds a listing and texts; a walk through a history would hold them all.
        if (revisions.size >= MAX_REVISIONS) revisions.delete([...revisions.keys()][0]);
        revisions.set(key, opened);
      }
      return opened;
    },
    replaceFile,
    rulePage(id) {
      rulePages ??= readRulePages(parts.rulePagesPath);
      return rulePages.get(id);
    },
    readText: (path) => readText(resolve(cwd, path), path),
    refresh() {
      files.refresh();
      revisions.clear();
    },
    writeFile(path, text) {
      try {
        writeWhole(resolve(cwd, path), text);
        return undefined;
      } catch (error) {
        return problemOfError(path, error, 'write');
      }
    },
  };
}

/** A file that is missing or damaged has no page. */
function readRulePages(path: string | undefined): ReadonlyMap<string, string> {
  try {
    return new Map(path === undefined ? [] : Object.entries<string>(JSON.parse(readFileSync(path, 'utf8'))));
  } catch {
    return new Map();
  }
}

/** Standard input as text, bounded as files are. */
async function readStream(stream: AsyncIterable<Uint8Array>): Promise<string | FileProblem> {
  const name = 'standard input';
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_FILE_BYTES) return tooLarge(name);
    }
  } catch (error) {
    return problemOfError(name, error, 'read');
  }
  return decodeText(Buffer.concat(chunks));
}
