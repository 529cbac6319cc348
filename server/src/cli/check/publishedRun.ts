import { dirname, resolve } from 'node:path';
import {
  checkHeader,
  type Finding,
  freezeFindings,
  type HeaderSnapshot,
  publishedNames,
  type RuleContext,
  type RuleContextOptions,
  type RuleFailure,
  type RuleSettings,
  ruleContext,
  type SourceFile,
  takeSnapshot,
  writeBaseline,
} from '../../core/index.js';
import type { CliEnvironment, IncludeOptions } from '../cliHost.js';
import { baselineName, goneFile, openAgainst, openBaseline, type Published } from '../compat/published.js';
import type { OpenHeader } from '../headers.js';
import { isPrivateFolder } from '../privateHeaders.js';
import { UsageError } from '../usageError.js';
import type { CheckOptions } from './checkOptions.js';

/**
 * What is published, in a check: `--against` and `--baseline` (or the settings' `baseline`) give the version that programs
 * are built against. Headers that it lacks are new; what it has and is unchanged is frozen; what differs is judged by the
 * compat rules. `--write-baseline` publishes what is checked.
 */
export interface PublishedRun {
  /** The published version of a header, to be given to the rules. */
  ofHeader(header: OpenHeader): PublishedHeader;
  /** The published versions of a uapi header that a source uses: those of `--against` and of the baseline. */
  versionsOf(header: CheckedUapi): readonly HeaderSnapshot[];
  /** Findings on frozen declarations become hints. */
  freeze(findings: readonly Finding[]): readonly Finding[];
  /** The same for a text that is not the last one. */
  freezeIn(context: RuleContext, findings: readonly Finding[]): readonly Finding[];
  /** Headers that are gone; those that were private to the checked sources are left out. */
  gone(
    paths: readonly string[],
    sources: readonly string[],
    settings: RuleSettings,
  ): { readonly findings: readonly Finding[]; readonly failures: readonly RuleFailure[] };
  /** Notes a header that was checked. */
  note(context: RuleContext): void;
  /** @throws UsageError when the baseline cannot be written */
  finish(): void;
}

/** A header, as far as its published version is to be found. */
export type CheckedUapi = Pick<OpenHeader, 'file' | 'loaded' | 'settings' | 'abis'>;

export interface PublishedHeader {
  readonly options: Pick<RuleContextOptions, 'against'>;
  /** To be looked up while the header is analysed. */
  readonly lookUp: readonly string[];
  /** There is something published, and this header is not in it. */
  readonly isNew: boolean;
}

const unknown: PublishedHeader = { options: {}, lookUp: [], isNew: false };

export function createPublishedRun(paths: readonly string[], options: CheckOptions, env: CliEnvironment): PublishedRun {
  const include: IncludeOptions = {
    includeRoots: options.includeRoot,
    archIncludes: options.archInclude,
    ...(options.kernelTree === undefined ? {} : { kernelTree: options.kernelTree }),
  };
  const target = options.writeBaseline;
  if (target !== undefined && (options.baseline !== undefined || options.against !== undefined)) {
    throw new UsageError('--write-baseline makes a baseline of what is checked: leave out --baseline and --against');
  }
  const against = options.against === undefined ? undefined : openAgainst(options.against, paths, include, env);
  const baseline = options.baseline === undefined ? undefined : openBaseline(options.baseline, env);
  const ofSettings = new Map<string, Published>();
  const published = new Map<string, HeaderSnapshot>();
  const current = new Map<string, HeaderSnapshot>();
  const checked: SourceFile[] = [];
  const written = new Map<string, HeaderSnapshot>();

  /** `--baseline` wins over the settings. */
  function baselineFor({ loaded }: CheckedUapi): Published | undefined {
    const path = loaded.config.baseline;
    if (baseline !== undefined || path === undefined || target !== undefined) return baseline;
    const opened = ofSettings.get(path) ?? openBaseline(path, env);
    ofSettings.set(path, opened);
    return opened;
  }

  /** What each of the two has of a header; undefined where there is neither. */
  function versionsIn(header: CheckedUapi) {
    const frozen = baselineFor(header);
    if (frozen === undefined && against === undefined) return undefined;
    const request = { file: header.file, abis: header.abis, style: header.settings.style };
    return { old: against?.snapshotOf(request), base: frozen?.snapshotOf(request) };
  }

  return {
    ofHeader(header) {
      const versions = versionsIn(header);
      if (versions === undefined) return unknown;
      const { old, base } = versions;
      const known = base ?? old;
      if (known !== undefined) published.set(header.file.path, known);
      const compared = old ?? base;
      if (compared === undefined) return { ...unknown, isNew: true };
      return { options: { against: compared }, lookUp: publishedNames(compared), isNew: false };
    },
    versionsOf(header) {
      const { old, base } = versionsIn(header) ?? {};
      return [old, base].filter((version) => version !== undefined);
    },
    note(context) {
      const { file, header } = context;
      checked.push(file);
      if (target === undefined && !published.has(file.path)) return;
      const name =
        target === undefined ? file.displayName : baselineName(file, dirname(resolve(env.cwd, target)), env.cwd);
      const snapshot = takeSnapshot(header, name);
      current.set(file.path, snapshot);
      if (target === undefined) return;
      // What is written is published: this run says what the next one would.
      published.set(file.path, snapshot);
      written.set(name, snapshot);
    },
    freeze(findings) {
      if (published.size === 0) return findings;
      return findings.flatMap((finding) => {
        const { path } = finding.range.file;
        const [before, now] = [published.get(path), current.get(path)];
        return before === undefined || now === undefined ? [finding] : freezeFindings([finding], before, now);
      });
    },
    freezeIn({ file, header }, findings) {
      const before = published.get(file.path);
      return before === undefined ? findings : freezeFindings(findings, before, takeSnapshot(header, file.displayName));
    },
    gone(given, driverSources, settings) {
      const driverFolders = new Set(driverSources.map((path) => dirname(resolve(env.cwd, path))));
      const folders = given.filter((path) => path !== '-' && env.host.expandPaths([path]).files[0] !== path);
      const sources = [against, against === undefined ? baseline : undefined, ...ofSettings.values()];
      // The other rules look at a header that is there.
      const goneRules = env.rules.filter(({ id }) => id === 'compat/header-removed');
      const findings: Finding[] = [];
      const failures: RuleFailure[] = [];
      for (const source of sources) {
        for (const removed of source?.removedBelow(folders, checked) ?? []) {
          if (isPrivateFolder(dirname(removed.path), driverFolders)) continue;
          const snapshot = emptySnapshot(removed.header);
          const context = ruleContext(goneFile(removed), [], { against: snapshot, isRemoved: true });
          const result = checkHeader(goneRules, context, settings);
          findings.push(...result.findings);
          failures.push(...result.failures);
        }
      }
      return { findings, failures };
    },
    finish() {
      if (target === undefined) return;
      const problem = env.host.writeFile(target, writeBaseline([...written.values()]));
      if (problem !== undefined) throw new UsageError(problem.message);
    },
  };
}

function emptySnapshot(header: string): HeaderSnapshot {
  return {
    header,
    abis: [],
    style: 'classic',
    records: new Map(),
    constants: new Map(),
    enums: new Map(),
    otherMacros: new Set(),
  };
}
