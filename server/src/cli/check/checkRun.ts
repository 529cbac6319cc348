import {
  byPlace,
  checkFacts,
  type Finding,
  type HeaderFacts,
  type RuleFailure,
  type RuleSettings,
} from '../../core/index.js';
import type { CliEnvironment, LoadedConfig } from '../cliHost.js';
import { headerSettings } from '../headerSettings.js';
import { forEachHeader } from '../headers.js';
import { UsageError } from '../usageError.js';
import type { CheckOptions } from './checkOptions.js';
import { createConfigCoverage } from './configCoverage.js';
import { createFixRun } from './fixRun.js';
import { checkOpenHeader, ruleSettings, usualAbis, withVerifiedFixes } from './headerCheck.js';
import { createPublishedRun } from './publishedRun.js';
import { checkSources } from './sourceCheck.js';
import { createSuppressionRun } from './suppressionRun.js';

/** What `uapi check` found in all its headers, before anything is printed. */
export interface CheckRun {
  /** In the order of their places, each once; suppressed ones too. */
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  readonly checkedFiles: number;
  /** Of them, sources of drivers. */
  readonly checkedSources: number;
  /** A path could not be read or written, or the settings are wrong: the lines are on standard error. */
  readonly hasProblems: boolean;
}

/** Reads the headers and sources one after the other and runs the rules over each, and last those that judge them together. */
export async function runCheck(
  paths: readonly string[],
  options: CheckOptions,
  env: CliEnvironment,
): Promise<CheckRun> {
  if (options.fix === true && paths.includes('-')) throw new UsageError('--fix needs a file, and - is standard input');
  const findings = new Map<string, Finding>();
  const failures: RuleFailure[] = [];
  const facts: HeaderFacts[] = [];
  const suppressions = createSuppressionRun(env.rules);
  const published = createPublishedRun(paths, options, env);
  const fixes = createFixRun(env, options.quiet === true, (header, settings, checked) => {
    const frozen = { ...checked, findings: published.freezeIn(checked.context, checked.findings) };
    return suppressions
      .ofHeader(header, settings, frozen)
      .filter((finding) => finding.suppressed === undefined && isReported(finding, options));
  });
  const showsFixes = options.fix === true || showsVerifiedFixes(paths, options, env);
  const coverage = createConfigCoverage(paths, options.abi === undefined, env);
  let checkedFiles = 0;
  const checkedPaths = new Set<string>();
  const add = (found: readonly Finding[]): void => {
    for (const finding of found) findings.set(findingKey(finding), finding);
  };
  const expanded = env.host.expandPaths(paths, { sources: options.sources === true });
  const isSource = (path: string): boolean => (path === '-' ? (options.stdinFilename ?? '') : path).endsWith('.c');
  const sourcePaths = expanded.files.filter(isSource);
  const request = {
    paths,
    expanded: { ...expanded, files: expanded.files.filter((path) => !isSource(path)) },
    options,
    defaultAbis: (settings: Parameters<typeof usualAbis>[1]) => usualAbis(options, settings),
    ...(options.stdinFilename === undefined ? {} : { stdinName: options.stdinFilename }),
  };
  const run = await forEachHeader(request, env, (opened) => {
    checkedFiles += 1;
    checkedPaths.add(opened.file.path);
    coverage.note(opened);
    const before = published.ofHeader(opened);
    const settings = ruleSettings(options, opened.settings, before.isNew);
    const known = { ...opened, published: before };
    const header = options.fix === true ? fixes.fix(known, settings) : known;
    const checked = checkOpenHeader(env.rules, header, settings);
    published.note(checked.context);
    failures.push(...checked.failures);
    if (checked.facts.facts.size > 0) facts.push(checked.facts);
    const frozen = { ...checked, findings: published.freeze(checked.findings) };
    const marked = suppressions.ofHeader(header, settings, frozen);
    const reported = marked.filter((finding) => isReported(finding, options));
    const verified = showsFixes ? withVerifiedFixes(env.rules, reported, header, settings) : reported.map(withoutFixes);
    if (options.fix === true) fixes.noteLeft(verified);
    add(verified);
    add(marked.filter((finding) => !isReported(finding, options)).map(withoutFixes));
  });
  const sources = await checkSources(sourcePaths, options, env, {
    suppressions,
    coverage,
    published,
  });
  add(sources.findings);
  const baseSettings = ruleSettings(options, { rules: new Map() });
  const together = checkFacts(env.rules, facts, baseSettings, (file, names) =>
    env.host.namesBeside(file, names, checkedPaths),
  );
  add(suppressions.ofTogether(published.freeze(together.findings)));
  const gone = published.gone(paths, sourcePaths, baseSettings);
  add(gone.findings);
  const settingsOf = ({ config }: LoadedConfig): RuleSettings =>
    ruleSettings(options, headerSettings(config, { fromSettings: '', displayName: '' }));
  const judged = suppressions.judge(coverage, settingsOf);
  add(judged.findings);
  const problems = run.hasProblems || sources.hasProblems ? [] : coverage.problems();
  for (const problem of problems) env.stderr(`uapi: ${problem}\n`);
  fixes.finish();
  published.finish();
  return {
    findings: [...findings.values()].sort(byPlace),
    failures: [...failures, ...sources.failures, ...together.failures, ...gone.failures, ...judged.failures],
    checkedFiles: checkedFiles + sources.checkedFiles,
    checkedSources: sources.checkedFiles,
    hasProblems: run.hasProblems || sources.hasProblems || problems.length > 0 || fixes.hasProblems(),
  };
}

/**
 * Reports that programs read carry the fixes that hold on all ABIs what they promise. Trying them takes several analyses
 * of each header, so for many headers they have to be asked for.
 */
function showsVerifiedFixes(
  paths: readonly string[],
  { format, statistics, showFixes }: CheckOptions,
  env: CliEnvironment,
): boolean {
  if ((format !== 'json' && format !== 'sarif') || statistics === true) return false;
  return showFixes === true || env.host.expandPaths(paths).files.length <= FEW_HEADERS;
}

const FEW_HEADERS = 20;

function withoutFixes({ fixes: _, ...finding }: Finding): Finding {
  return finding;
}

/** Hints that are only counted have their fixes neither tried nor applied. */
function isReported({ severity }: Finding, { showHints }: CheckOptions): boolean {
  return showHints === true || severity !== 'hint';
}

/** A header that several others include is analysed with each of them; what is found in it counts once. */
function findingKey({ rule, range, message, symbol }: Finding): string {
  return [rule, range.file.path, range.start, range.end, symbol, message].join('\0');
}
