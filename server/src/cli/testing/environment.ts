import type { Abi, HeaderAnalysis, SourceFile } from '../../core/index.js';
import type { CliEnvironment, CliHost, FileProblem, PreprocessedToken, UapiConfig } from '../cliHost.js';
import { runCli } from '../main.js';

/** A machine in memory, for tests of the commands. */
export interface FakeMachine {
  readonly files?: readonly SourceFile[];
  readonly config?: UapiConfig;
  readonly configWarnings?: readonly string[];
  readonly analyze?: (file: SourceFile, abi: Abi) => HeaderAnalysis;
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
              diagnostics: [],
              includes: [],
              knownNames: new Set(),
            },
        ),
      preprocess: () => machine.tokens ?? [],
    }),
    abisFor: (file, abis) =>
      abis.filter((abi) => file.architecture === undefined || abi.kernelArch === file.architecture),
    loadConfig: () => ({ config: machine.config ?? {}, warnings: machine.configWarnings ?? [] }),
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
