/** The call graph of sources, as `uapi graph` prints it. */
import {
  type CallNode,
  callGraphOf,
  graphPart,
  readSurface,
  UserAccess,
  type UserAccessSettings,
} from '../../core/driverIndex.js';
import { didYouMean, type SourceFile } from '../../core/index.js';
import { type CliEnvironment, isFileProblem } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';
import { callGraphDot, callGraphText } from '../format/callGraph.js';
import type { ReportOptions } from '../options.js';
import { openOutput } from '../output.js';
import { UsageError } from '../usageError.js';
import { userAccessSettings } from '../userAccess.js';

export interface GraphOptions extends ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly context?: string;
  readonly config?: string;
  readonly format: 'text' | 'dot';
}

export function printGraph(paths: readonly string[], options: GraphOptions, env: CliEnvironment): ExitStatus {
  const output = openOutput(options.output, env);
  const { files, hasProblems } = openSources(paths, env);
  if (files.length === 0) return 2;
  const access = new UserAccess(callGraphOf(files.map(readSurface)), settingsOf(files[0].path, options, env));
  const part = graphPart(access, {
    ...(options.from === undefined ? {} : { from: functionsNamed(options.from, access) }),
    ...(options.to === undefined ? {} : { to: functionsNamed(options.to, access) }),
    ...(options.context === undefined ? {} : { context: knownContext(options.context, access) }),
  });
  output.write(options.format === 'dot' ? callGraphDot(part, access) : callGraphText(part, access));
  output.finish();
  return hasProblems ? 2 : 0;
}

function openSources(
  paths: readonly string[],
  env: CliEnvironment,
): { readonly files: readonly SourceFile[]; readonly hasProblems: boolean } {
  const { files: found, problems } = env.host.expandSources(paths);
  const messages = problems.map(({ message }) => message);
  const files: SourceFile[] = [];
  for (const path of found) {
    const file = env.host.openFile(path, { includeRoots: [], archIncludes: [] });
    if (isFileProblem(file)) messages.push(file.message);
    else files.push(file);
  }
  for (const message of messages) env.stderr(`uapi: ${message}\n`);
  return { files, hasProblems: messages.length > 0 };
}

function settingsOf(path: string, { config }: GraphOptions, env: CliEnvironment): UserAccessSettings {
  const loaded = env.host.loadConfig(path, config);
  if (isFileProblem(loaded)) throw new UsageError(loaded.message);
  return userAccessSettings(loaded.config) ?? {};
}

function functionsNamed(name: string, { graph }: UserAccess): readonly CallNode[] {
  const found = graph.named(name);
  if (found.length > 0) return found;
  const known = graph.nodes.map((node) => node.name);
  throw new UsageError(`no function '${name}' is defined or called there${didYouMean(name, known)}`);
}

function knownContext(name: string, { contextNames }: UserAccess): string {
  if (contextNames.includes(name)) return name;
  const known = contextNames.length === 0 ? '; none is annotated there' : didYouMean(name, contextNames);
  throw new UsageError(`no function carries the user-access context '${name}'${known}`);
}
