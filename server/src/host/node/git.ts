import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import type { PathStyle } from '../common/paths.js';

/**
 * git, as a reader of objects: revisions are named, trees listed, blobs read. Nothing that a repository's settings name is
 * ever started: no command is used that runs hooks, file system monitors, text converters, diff drivers or pagers; the
 * settings for them are overridden all the same; objects that a partial clone lacks are not fetched; and the environment
 * of git is made here. Arguments are a list, and what the user wrote comes after `--end-of-options`.
 */
export interface Git {
  /** Runs one of the reading commands; bounded in output and time. */
  run(folder: string, args: readonly string[], options?: GitRun): GitOutput;
  /** The same for what may take long: others have their turn meanwhile. `whenUnwanted` takes what ends it early. */
  runLater(folder: string, args: readonly string[], whenUnwanted: (stop: () => void) => void): Promise<GitOutput>;
}

export interface GitRun {
  readonly input?: string;
  readonly maxBytes?: number;
}

export type GitOutput = { readonly stdout: Buffer } | { readonly error: string; readonly isTooLarge?: true };

/** Commands that only list and read. */
type Reader = 'rev-parse' | 'rev-list' | 'ls-tree' | 'cat-file';

const readers: readonly string[] = ['rev-parse', 'rev-list', 'ls-tree', 'cat-file'] satisfies readonly Reader[];

const overrides = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.sshCommand=false',
  'core.askPass=',
  'credential.helper=',
  'diff.external=',
  'protocol.allow=never',
  'protocol.file.allow=never',
  'protocol.ext.allow=never',
];

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const MAX_LATE_BYTES = 1024 * 1024;
const TIMEOUT_MS = 60_000;

interface Command {
  readonly program: string;
  readonly all: readonly string[];
}

/** @param environment of this process; all that git takes from it but the search path is left out */
export function createGit(environment: Readonly<Record<string, string | undefined>>, style: PathStyle): Git {
  let program: string | undefined;
  const env = gitEnvironment(environment);
  /** The program and its arguments, or why it is not run. */
  const commandOf = (folder: string, args: readonly string[]): Command | { readonly error: string } => {
    if (!readers.includes(args[0])) return { error: `git ${args[0]} is not a reading command` };
    program ??= findProgram(environment, style);
    if (program === undefined) return { error: 'git is not installed' };
    const settings = overrides.flatMap((override) => ['-c', override]);
    return { program, all: ['-C', folder, '--no-pager', ...settings, ...args] };
  };
  return {
    run(folder, args, { input, maxBytes = MAX_OUTPUT_BYTES } = {}) {
      const command = commandOf(folder, args);
      if ('error' in command) return { error: command.error };
      const result = spawnSync(command.program, command.all, {
        env,
        ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] as const } : { input }),
        maxBuffer: maxBytes,
        timeout: TIMEOUT_MS,
        windowsHide: true,
        shell: false,
      });
      if (result.error !== undefined) {
        const code = 'code' in result.error ? String(result.error.code) : '';
        if (code === 'ENOBUFS') return { error: 'git printed more than can be taken', isTooLarge: true };
        return { error: code === 'ETIMEDOUT' ? 'git did not answer in time' : `git could not be started (${code})` };
      }
      if (result.status !== 0) return { error: complaint(result.stderr) };
      return { stdout: result.stdout };
    },
    async runLater(folder, args, whenUnwanted) {
      const command = commandOf(folder, args);
      if ('error' in command) return { error: command.error };
      const child = spawn(command.program, command.all, {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: TIMEOUT_MS,
        windowsHide: true,
        shell: false,
      });
      whenUnwanted(() => child.kill());
      const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
      let length = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MAX_LATE_BYTES) child.kill();
        else stdout.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        if (stderr.length < 16) stderr.push(chunk);
      });
      return new Promise((resolve) => {
        child.once('error', (error) => resolve({ error: `git could not be run (${error.name})` }));
        child.once('close', (code) => {
          if (length > MAX_LATE_BYTES) resolve({ error: 'git printed more than can be taken', isTooLarge: true });
          else if (code === null) resolve({ error: 'git did not answer in time' });
          else resolve(code === 0 ? { stdout: Buffer.concat(stdout) } : { error: complaint(Buffer.concat(stderr)) });
        });
      });
    },
  };
}

function gitEnvironment(environment: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(environment)) {
    // GIT_DIR, GIT_CONFIG_COUNT, GIT_SSH, GIT_EXTERNAL_DIFF, GIT_TRACE and whatever else: none is ours.
    if (value !== undefined && !/^git_|^(?:pager|editor|visual|ssh_askpass)$/i.test(name)) env[name] = value;
  }
  return {
    ...env,
    LC_ALL: 'C',
    GIT_NO_LAZY_FETCH: '1',
    // git before 2.45 does not know the line above: no transport is allowed, whatever the repository says.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_PAGER: 'cat',
  };
}

/** Looked for here and not by the system, which on Windows prefers a `git.exe` of the working directory. */
function findProgram(
  environment: Readonly<Record<string, string | undefined>>,
  { path, caseSensitive }: PathStyle,
): string | undefined {
  const variable = Object.keys(environment).find((name) => (caseSensitive ? name === 'PATH' : /^path$/i.test(name)));
  const isWindows = path.sep === '\\';
  const folders = (variable === undefined ? '' : (environment[variable] ?? '')).split(path.delimiter);
  for (const folder of folders) {
    if (!path.isAbsolute(folder)) continue;
    const candidate = path.join(folder, isWindows ? 'git.exe' : 'git');
    if (isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** The first line that git wrote, without its `fatal:`. */
function complaint(stderr: Buffer): string {
  const line =
    stderr
      .subarray(0, 4096)
      .toString('utf8')
      .split('\n')
      .find((each) => /^(?:fatal|error): /.test(each)) ?? '';
  return line.replace(/^(?:fatal|error): /, '').trim() || 'git failed';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
