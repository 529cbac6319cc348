import {
  type Finding,
  forgetFile,
  type HeaderSnapshot,
  mentionedNames,
  type ReviewedHeader,
  type RuleFailure,
  ruleContext,
  type SourceFile,
} from '../../core/index.js';
import {
  type CliEnvironment,
  type DriverRoom,
  type IncludeOptions,
  isFileProblem,
  type LoadedConfig,
} from '../cliHost.js';
import { headerNames } from '../globs.js';
import { headerSettings } from '../headerSettings.js';
import { chooseAbis, settingsFor } from '../headers.js';
import { startProgress } from '../progress.js';
import { userAccessSettings } from '../userAccess.js';
import type { CheckOptions } from './checkOptions.js';
import type { ConfigCoverage } from './configCoverage.js';
import { ruleSettings, usualAbis } from './headerCheck.js';
import type { PublishedRun } from './publishedRun.js';
import type { SuppressionRun } from './suppressionRun.js';

/** What the rules about driver sources found. */
export interface SourceRun {
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  readonly checkedFiles: number;
  readonly hasProblems: boolean;
}

/** What a check knows besides, over all its files. */
interface Around {
  readonly suppressions: SuppressionRun;
  readonly coverage: ConfigCoverage;
  readonly published: Pick<PublishedRun, 'versionsOf'>;
}

/** A uapi header that sources use, and its published versions. */
interface UapiHeader {
  readonly reviewed: ReviewedHeader;
  readonly versions: readonly HeaderSnapshot[];
}

/**
 * Checks sources of drivers (`*.c`): each with the files of its folder and the uapi headers that it uses. What reads them
 * is loaded here, where there is one.
 */
export async function checkSources(
  paths: readonly string[],
  options: CheckOptions,
  env: CliEnvironment,
  { suppressions, coverage, published }: Around,
): Promise<SourceRun> {
  if (paths.length === 0) return { findings: [], failures: [], checkedFiles: 0, hasProblems: false };
  const room = await env.loadDriverRoom();
  const review = createReviewer(options, env, published);
  const progress = startProgress(paths.length, env, options.quiet === true, options.output !== undefined);
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  const read = createFolderReader(room, env);
  let checkedFiles = 0;
  let hasProblems = false;
  for (const path of paths) {
    const name = path === '-' ? (options.stdinFilename ?? 'stdin.c') : path;
    progress.step(name);
    const { loaded, include } = settingsFor(name, options, env);
    const file = path === '-' ? await env.host.readStdin(name, include) : env.host.openFile(path, include);
    if (isFileProblem(file)) {
      progress.clear();
      env.stderr(`uapi: ${file.message}\n`);
      hasProblems = true;
      continue;
    }
    checkedFiles += 1;
    coverage.note({ file, loaded });
    const settings = ruleSettings(options, headerSettings(loaded.config, headerNames(file, loaded.path ?? '')));
    const source = read(file, include, loaded, (header) => review(header, include, loaded));
    const run = room.checkSource(room.sourceRules, source, settings);
    failures.push(...run.failures);
    findings.push(...suppressions.ofSource({ file, loaded }, settings, run));
  }
  progress.clear();
  return { findings, failures, checkedFiles, hasProblems };
}

/** Makes driver sources. The files of a folder are let go with the first source of another one. */
function createFolderReader({ DriverSource: Source }: DriverRoom, { host }: CliEnvironment) {
  let folder: readonly SourceFile[] = [];
  return (
    file: SourceFile,
    include: IncludeOptions,
    { config }: LoadedConfig,
    review: (header: SourceFile) => UapiHeader,
  ) => {
    const { folder: files, headers } = host.driverFilesOf(file, include);
    const kept = new Set(files);
    for (const other of folder) {
      if (kept.has(other)) continue;
      host.closeFile(other);
      forgetFile(other);
    }
    folder = files;
    const userAccess = userAccessSettings(config);
    const known = headers.map(review);
    return new Source({
      file,
      folder: files,
      headers: known.map(({ reviewed }) => reviewed),
      publishedVersions: known.flatMap(({ versions }) => versions),
      ...(userAccess && { userAccess }),
    });
  };
}

/**
 * Reviews each uapi header once. Sources are judged with what their headers say on the usual ABIs. What is published of a
 * header stands where the settings that lie above the header itself say, as for a check of it.
 */
function createReviewer(options: CheckOptions, env: CliEnvironment, published: Pick<PublishedRun, 'versionsOf'>) {
  const headers = new Map<SourceFile, UapiHeader>();
  return (header: SourceFile, include: IncludeOptions, { config }: LoadedConfig): UapiHeader => {
    let known = headers.get(header);
    if (known === undefined) {
      const settings = headerSettings(config, headerNames(header, ''));
      const abis = chooseAbis(header, undefined, settings, usualAbis(options, settings), env);
      const lookUp = [...mentionedNames(header)];
      const analyses = env.host.sessionFor(header, include).analyze(header, abis, { lookUp });
      const style = settings.style === undefined ? {} : { style: settings.style };
      const { loaded } = settingsFor(header.path, options, env);
      const versions = published.versionsOf({ file: header, loaded, settings, abis });
      known = { reviewed: ruleContext(header, analyses, style).header, versions };
      headers.set(header, known);
    }
    return known;
  };
}
