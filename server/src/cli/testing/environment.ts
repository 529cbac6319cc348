import { type Abi, allRules, type HeaderAnalysis, type Rule, type SourceFile } from '../../core/index.js';
import type { CliEnvironment, CliHost, DriverRoom, FileProblem, PreprocessedToken, UapiConfig } from '../cliHost.js';
import { runCli } from '../main.js';

/** A machine in memory, for tests of the commands. */
export interface FakeMachine {
  readonly files?: readonly SourceFile[];
  /** Settings of /headers/.uapi.json. */
  readonly config?: UapiConfig;
  readonly analyze?: (file: SourceFile, abi: Abi) => HeaderAnalysis;
  /** In place of the registry's. */
  readonly rules?: readonly Rule[];
  /** Parts in place of the real ones. */
  readonly driverRoom?: Partial<DriverRoom>;
  readonly rulePages?: ReadonlyMap<string, string>;
  readonly tokens?: readonly PreprocessedToken[];
  readonly env?: Readonly<Record<string, string>>;
  readonly isTty?: boolean;
  readonly isStderrTty?: boolean;
}

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: ReadonlyMap<string, string>;
}

/** Runs the command line on it. Paths are those of the files' display names. */
export async function run(argv: readonly string[], machine: FakeMachine = {}): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const written = new Map<string, string>();
  const environment: CliEnvironment = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isTty: machine.isTty ?? false,
    isStderrTty: machine.isStderrTty ?? false,
    columns: 80,
    env: machine.env ?? {},
    cwd: '/headers',
    rules: machine.rules ?? allRules,
    loadDriverRoom: async () => ({ ...(await import('../../core/driverIndex.js')), ...machine.driverRoom }),
    host: fakeHost(machine, written),
  };
  const status = await runCli(argv, environment);
  return { status, stdout, stderr, written };
}

function fakeHost(machine: FakeMachine, written: Map<string, string>): CliHost {
  const find = (path: string): SourceFile | FileProblem =>
    machine.files?.find(({ displayName }) => displayName === path) ?? {
      problem: 'not-found',
      path,
      message: `cannot read '${path}': no such file`,
    };
  return {
    openFile: find,
    readStdin: async (name) => find(name),
    closeFile: () => undefined,
    expandPaths: (paths) => ({ files: paths, problems: [] }),
    driverFilesOf: (file) => ({
      folder: [file],
      headers: (machine.files ?? []).filter(({ displayName }) => displayName.endsWith('.h')),
    }),
    namesBeside: () => new Set(),
    expandSources: (paths) => ({ files: paths, problems: [] }),
    sessionFor: () => ({
      analyze: (file, abis) =>
        abis.map(
          (abi) =>
            machine.analyze?.(file, abi) ?? {
              file,
              abi,
              records: [],
              enums: [],
              macros: [],
              ioctls: [],
              unresolvedIoctls: [],
              diagnostics: [],
              includes: [],
              knownNames: new Set(),
            },
        ),
      preprocess: () => machine.tokens ?? [],
    }),
    ioctlNumberText: () => undefined,
    abisFor: (file, abis) =>
      abis.filter((abi) => file.architecture === undefined || abi.kernelArch === file.architecture),
    openRevision: (revision) => ({ problem: 'not-found', path: revision, message: 'there is no git here' }),
    loadConfig: () =>
      machine.config === undefined ? { config: {} } : { config: machine.config, path: '/headers/.uapi.json' },
    replaceFile: (file, text) => {
      written.set(file.displayName, text);
      return undefined;
    },
    rulePage: (id) => machine.rulePages?.get(id),
    readText: (path) => {
      const file = find(path);
      return 'problem' in file ? file : file.text;
    },
    writeFile: (path, text) => {
      written.set(path, text);
      return undefined;
    },
  };
}
