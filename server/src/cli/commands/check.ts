import { type Command, Option } from 'commander';
import {
  ALL_ABIS,
  allRules,
  byPlace,
  checkFacts,
  checkHeader,
  collectFacts,
  type Finding,
  frontEndFindings,
  type HeaderFacts,
  matchesRule,
  mentionedNames,
  type Profile,
  profiles,
  type Rule,
  type RuleFailure,
  type RuleSettings,
  ruleContext,
} from '../../core/index.js';
import type { CliEnvironment, UapiConfig } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';
import { findingsJson, statisticsJson } from '../format/findingJson.js';
import { countByRule, type FindingsReport, summarize } from '../format/findings.js';
import { findingsGcc } from '../format/findingsGcc.js';
import { findingsText, statisticsText } from '../format/findingsText.js';
import { forEachHeader } from '../headers.js';
import { didYouMean } from '../nearestName.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';
import { UsageError } from '../usageError.js';

/** `uapi check [PATH…]`: parses headers, runs the rules and prints what they find. */
interface CheckOptions extends CommonOptions {
  readonly format: 'text' | 'gcc' | 'json';
  readonly profile?: Profile;
  readonly select?: readonly string[];
  readonly ignore: readonly string[];
  readonly failOn: 'error' | 'warning' | 'info';
  readonly statistics?: boolean;
  readonly showHints?: boolean;
  readonly stdinFilename?: string;
}

export function addCheckCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('check')
    .summary('report what a reviewer would')
    .description(
      'Parse headers, run the rules and print what they find. PATH is a file, a folder, or - for standard input.',
    )
    .argument('[path...]', 'headers and folders', ['.'])
    .addOption(formatOption('text', 'gcc', 'json'))
    .addOption(
      new Option('--profile <name>', 'severities: recommended by default; new for headers without users').choices(
        profiles,
      ),
    )
    .addOption(new Option('--select <rules>', 'run these rules or groups only (commas between)').argParser(ruleList))
    .addOption(
      new Option('--ignore <rules>', 'do not run these rules or groups').argParser(ruleList).default([], 'none'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .option('--statistics', 'print how often each rule spoke instead of the findings')
    .option('--show-hints', 'print hints too')
    .option('--stdin-filename <name>', 'name for the header on standard input');
  addCommonOptions(command, 'ABIs to check: ids with commas, or all (default: the settings, else x86_64,i386)');
  command.action(async (paths: readonly string[], options: CheckOptions) => exit(await check(paths, options, env)));
}

async function check(paths: readonly string[], options: CheckOptions, env: CliEnvironment): Promise<ExitStatus> {
  const findings = new Map<string, Finding>();
  const failures: RuleFailure[] = [];
  const facts: HeaderFacts[] = [];
  const usual = options.profile === 'strict' ? ALL_ABIS : ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');
  let checked = 0;
  let lastSettings = settingsOf(options, {});
  const request = {
    paths,
    options,
    defaultAbis: usual,
    ...(options.stdinFilename === undefined ? {} : { stdinName: options.stdinFilename }),
  };
  const run = await forEachHeader(request, env, ({ file, config, session, abis }) => {
    checked += 1;
    const settings = settingsOf(options, config);
    lastSettings = settings;
    const context = ruleContext(file, session.analyze(file, abis, { lookUp: mentionedNames(file) }));
    const result = checkHeader(allRules, context, settings);
    const collected = collectFacts(allRules, context, settings);
    failures.push(...result.failures, ...collected.failures);
    if (collected.facts.size > 0) facts.push(collected);
    for (const finding of [...frontEndFindings(context.analyses, settings), ...result.findings]) {
      findings.set(findingKey(finding), finding);
    }
  });
  const together = checkFacts(allRules, facts, lastSettings);
  failures.push(...together.failures);
  for (const finding of together.findings) findings.set(findingKey(finding), finding);
  const all = [...findings.values()].sort(byPlace);
  print(all, checked, options, env);
  for (const failure of failures) env.stderr(failureLine(failure));
  if (failures.length > 0 || run.hasProblems) return 2;
  return all.some((finding) => failsAt(finding, options.failOn)) ? 1 : 0;
}

function print(all: readonly Finding[], files: number, options: CheckOptions, env: CliEnvironment): void {
  const toFile = options.output !== undefined;
  const report: FindingsReport = {
    findings: options.showHints === true ? all : all.filter(({ severity }) => severity !== 'hint'),
    statistics: countByRule(all),
    summary: summarize(files, all),
    rules: new Map<string, Rule>(allRules.map((rule) => [rule.id, rule])),
    cwd: env.cwd,
    style: createStyle(wantsColor(options.color, toFile ? { ...env, isTty: false } : env)),
    columns: env.isTty && !toFile ? env.columns : 100,
    isQuiet: options.quiet === true,
  };
  const output = openOutput(options.output, env);
  output.write(reportText(report, options));
  output.finish();
}

function reportText(report: FindingsReport, { format, statistics }: CheckOptions): string {
  if (statistics === true) return format === 'json' ? statisticsJson(report) : statisticsText(report);
  switch (format) {
    case 'text':
      return findingsText(report);
    case 'gcc':
      return findingsGcc(report);
    case 'json':
      return findingsJson(report);
  }
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

/** Codes and groups of the front end's diagnostics, which `--ignore` may name besides the rules. */
const diagnosticGroups = /^((lex|syntax|preprocess|sema|limit)(\/|$)|layout\/incomplete-record$)/;

/** The value of `--select` and `--ignore`; repeated options add up. */
function ruleList(value: string, previous: readonly string[] = []): readonly string[] {
  const names = value.split(',').map((name) => name.trim());
  for (const name of names) {
    if (allRules.some((rule) => matchesRule(name, rule.id)) || diagnosticGroups.test(name)) continue;
    const ids = allRules.map((rule) => rule.id);
    throw new UsageError(`unknown rule '${name}'${didYouMean(name, ids)}; known rules: ${ids.join(', ')}`);
  }
  return [...previous, ...names];
}

function failsAt({ severity }: Finding, failOn: CheckOptions['failOn']): boolean {
  const order = ['hint', 'info', 'warning', 'error'];
  return order.indexOf(severity) >= order.indexOf(failOn);
}

function failureLine({ rule, header, reason }: RuleFailure): string {
  const where = header === undefined ? '' : ` on '${header}'`;
  return `uapi: internal error: rule ${rule} failed${where}: ${reason}; please report this with the header\n`;
}
