import { type Abi, ALL_ABIS, abiById, type SourceFile } from '../core/index.js';
import { parseAbiList } from './abiList.js';
import type { PublishedHeader } from './check/publishedRun.js';
import type { AnalysisSession } from './cliHost.js';
import {
  type CliEnvironment,
  type CliHost,
  type ExpandedPaths,
  type FileProblem,
  type IncludeOptions,
  isFileProblem,
  type LoadedConfig,
} from './cliHost.js';
import { headerNames } from './globs.js';
import { type HeaderSettings, headerSettings } from './headerSettings.js';
import type { CommonOptions } from './options.js';
import { printable } from './plainText.js';
import { startProgress } from './progress.js';
import { UsageError } from './usageError.js';

/** One header of the command line, opened, with the settings that hold for it. */
export interface OpenHeader {
  readonly file: SourceFile;
  /** The settings file that holds for it, empty where there is none. */
  readonly loaded: LoadedConfig;
  /** What it says of this header. */
  readonly settings: HeaderSettings;
  readonly session: AnalysisSession;
  /** The ABIs to analyse it for; never empty. */
  readonly abis: readonly Abi[];
  /** Every ABI that the header exists for. */
  readonly allAbis: readonly Abi[];
  /** The version that programs are built against, where one is known. */
  readonly published?: PublishedHeader;
  /** `CliHost.ioctlNumberText` of the header, read when asked for. */
  readonly ioctlNumberText: () => string | undefined;
}

export interface HeaderRequest {
  readonly paths: readonly string[];
  /** What the paths stand for, where that was found out already. */
  readonly expanded?: ExpandedPaths;
  readonly options: CommonOptions;
  /** The ABIs where neither `--abi` nor the settings name any. */
  readonly defaultAbis: readonly Abi[] | ((settings: HeaderSettings) => readonly Abi[]);
  /** Name for standard input (`-`). */
  readonly stdinName?: string;
}

/** What reading the headers came to: `hasProblems` makes the exit status 2. */
export interface HeaderRun {
  readonly hasProblems: boolean;
  readonly fileCount: number;
}

/**
 * Opens the headers of a command one after the other and hands each to `visit`. A path that cannot be read gives its
 * line on standard error, and the others are still done.
 *
 * @throws UsageError for an unknown ABI, or a settings file that is not valid
 */
export async function forEachHeader(
  request: HeaderRequest,
  env: CliEnvironment,
  visit: (header: OpenHeader) => void,
): Promise<HeaderRun> {
  const { options } = request;
  const asked = options.abi === undefined ? undefined : parseAbiList(options.abi);
  const { files, problems } = request.expanded ?? env.host.expandPaths(request.paths);
  const progress = startProgress(files.length, env, options.quiet === true, options.output !== undefined);
  const reported = new Set<string>();
  const passedOver: PassedOver[] = [];
  let hasProblems = problems.length > 0;
  for (const problem of problems) printProblem(problem, env);
  for (const path of files) {
    const name = path === '-' ? (request.stdinName ?? 'stdin.h') : path;
    progress.step(name);
    const { loaded, include } = settingsFor(name, options, env);
    const file = path === '-' ? await env.host.readStdin(name, include) : env.host.openFile(path, include);
    if (isFileProblem(file)) {
      progress.clear();
      // An include root that cannot be used is a problem of every header; its line is printed once.
      if (!reported.has(file.message)) printProblem(file, env);
      reported.add(file.message);
      hasProblems = true;
      continue;
    }
    const settings = headerSettings(loaded.config, headerNames(file, loaded.path ?? ''));
    const { defaultAbis } = request;
    const usual = typeof defaultAbis === 'function' ? defaultAbis(settings) : defaultAbis;
    const abis = chooseAbis(file, asked, settings, usual, env);
    if (abis.length === 0) {
      passedOver.push({ name, architecture: file.architecture ?? '' });
      continue;
    }
    visit({
      file,
      loaded,
      settings,
      session: env.host.sessionFor(file, include),
      abis,
      allAbis: env.host.abisFor(file, ALL_ABIS),
      ioctlNumberText: () => env.host.ioctlNumberText(file, include),
    });
    env.host.closeFile(file);
  }
  progress.clear();
  if (passedOver.length > 0) env.stderr(`uapi: note: ${passedOverNote(passedOver)}\n`);
  return { hasProblems, fileCount: files.length };
}

/** A header of an architecture that has none of the ABIs asked for. */
interface PassedOver {
  readonly name: string;
  readonly architecture: string;
}

/** One line for the whole run: a walk over a kernel tree meets the headers of every architecture. */
function passedOverNote(headers: readonly PassedOver[]): string {
  const [{ name, architecture }] = headers;
  if (headers.length === 1)
    return `'${printable(name)}' belongs to architecture ${architecture}, which has none of the ABIs asked for`;
  const architectures = [...new Set(headers.map((header) => header.architecture))].sort();
  const owners = architectures.length === 1 ? 'architecture' : 'architectures';
  return (
    `${headers.length} headers were passed over: they belong to ${owners} ${architectures.join(', ')}, ` +
    `which ${architectures.length === 1 ? 'has' : 'have'} none of the ABIs asked for`
  );
}

/**
 * The ABIs of one header: `--abi`, else the settings' `abis`, else the default; of these, only those that the header
 * exists for. A header of one architecture that no default ABI reads is analysed for all of its own.
 */
export function chooseAbis(
  file: SourceFile,
  asked: readonly Abi[] | undefined,
  settings: Pick<HeaderSettings, 'abis'>,
  defaultAbis: readonly Abi[],
  { host }: { readonly host: Pick<CliHost, 'abisFor'> },
): readonly Abi[] {
  if (asked !== undefined) return host.abisFor(file, asked);
  const configured = settings.abis?.map((id) => abiById(id)).filter((abi) => abi !== undefined);
  const chosen = host.abisFor(file, configured ?? defaultAbis);
  return chosen.length > 0 ? chosen : host.abisFor(file, ALL_ABIS);
}

/** The settings of one header, and where its includes are looked for. */
export function settingsFor(
  path: string,
  options: CommonOptions,
  env: CliEnvironment,
): { readonly loaded: LoadedConfig; readonly include: IncludeOptions } {
  const loaded = env.host.loadConfig(path, options.config);
  if (isFileProblem(loaded)) throw new UsageError(loaded.message);
  const kernelTree = options.kernelTree ?? loaded.config.kernelTree;
  return {
    loaded,
    include: {
      includeRoots: [...options.includeRoot, ...(loaded.config.includeRoots ?? [])],
      archIncludes: options.archInclude,
      ...(kernelTree === undefined ? {} : { kernelTree }),
    },
  };
}

function printProblem(problem: FileProblem, env: CliEnvironment): void {
  env.stderr(`uapi: ${problem.message}\n`);
}
