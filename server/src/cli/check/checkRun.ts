import {
  type Abi,
  ALL_ABIS,
  allRules,
  byPlace,
  checkFacts,
  checkHeader,
  collectFacts,
  type Finding,
  type HeaderAnalysis,
  type HeaderFacts,
  matchesRule,
  mentionedNames,
  type RuleFailure,
  type RuleSettings,
  ruleContext,
} from '../../core/index.js';
import type { CliEnvironment, UapiConfig } from '../cliHost.js';
import { mergeDiagnostics } from '../diagnosticLines.js';
import { forEachHeader, type OpenHeader } from '../headers.js';
import type { CheckOptions } from './checkOptions.js';

/** What `uapi check` found in all its headers, before anything is printed. */
export interface CheckRun {
  /** In the order of their places, each once. */
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  readonly checkedFiles: number;
  /** A path could not be read; its line is on standard error. */
  readonly hasProblems: boolean;
}

/** Reads the headers one after the other and runs the rules over each, and last those that judge them together. */
export async function runCheck(
  paths: readonly string[],
  options: CheckOptions,
  env: CliEnvironment,
): Promise<CheckRun> {
  const findings = new Map<string, Finding>();
  const failures: RuleFailure[] = [];
  const facts: HeaderFacts[] = [];
  let checkedFiles = 0;
  let lastSettings = settingsOf(options, {});
  const add = (found: readonly Finding[]): void => {
    for (const finding of found) findings.set(findingKey(finding), finding);
  };
  const request = {
    paths,
    options,
    defaultAbis: usualAbis(options),
    ...(options.stdinFilename === undefined ? {} : { stdinName: options.stdinFilename }),
  };
  const run = await forEachHeader(request, env, (header) => {
    checkedFiles += 1;
    const settings = settingsOf(options, header.config);
    lastSettings = settings;
    const checked = checkOpenHeader(header, settings);
    failures.push(...checked.failures);
    if (checked.facts.facts.size > 0) facts.push(checked.facts);
    add(checked.findings);
  });
  const together = checkFacts(allRules, facts, lastSettings);
  failures.push(...together.failures);
  add(together.findings);
  return { findings: [...findings.values()].sort(byPlace), failures, checkedFiles, hasProblems: run.hasProblems };
}

/** What one header comes to by itself. */
interface CheckedHeader {
  readonly findings: readonly Finding[];
  readonly facts: HeaderFacts;
  readonly failures: readonly RuleFailure[];
}

function checkOpenHeader({ file, session, abis }: OpenHeader, settings: RuleSettings): CheckedHeader {
  const context = ruleContext(file, session.analyze(file, abis, { lookUp: mentionedNames(file) }));
  const result = checkHeader(allRules, context, settings);
  const facts = collectFacts(allRules, context, settings);
  return {
    findings: [...syntaxFindings(context.analyses, settings), ...result.findings],
    facts,
    failures: [...result.failures, ...facts.failures],
  };
}

/** The ABIs where neither `--abi` nor the settings name any. */
function usualAbis({ profile }: CheckOptions): readonly Abi[] {
  return profile === 'strict' ? ALL_ABIS : ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');
}

/** What the front end could not take as it stands: always shown, whatever rules are selected. */
function syntaxFindings(analyses: readonly HeaderAnalysis[], { ignore, severities }: RuleSettings): readonly Finding[] {
  return mergeDiagnostics(analyses).flatMap(({ diagnostic, abis }) => {
    const { code, message, range, related } = diagnostic;
    const severity = severities.get(code) ?? diagnostic.severity;
    if (severity === 'off' || ignore.some((pattern) => matchesRule(pattern, code))) return [];
    const ids = analyses.map(({ abi }) => abi.id).filter((id) => abis.includes(id));
    return [{ rule: code, severity, range, message, abis: ids, ...(related === undefined ? {} : { related }) }];
  });
}

/** A header that several others include is analysed with each of them; what is found in it counts once. */
function findingKey({ rule, range, message, symbol }: Finding): string {
  return [rule, range.file.path, range.start, range.end, symbol, message].join('\0');
}

function settingsOf(options: CheckOptions, config: UapiConfig): RuleSettings {
  return {
    profile: options.profile ?? config.profile ?? 'recommended',
    severities: config.rules ?? new Map(),
    ignore: options.ignore,
    ...(options.select === undefined ? {} : { select: options.select }),
  };
}
