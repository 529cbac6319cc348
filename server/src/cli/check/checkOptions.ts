import { type Command, Option } from 'commander';
import { allRules, didYouMean, isRuleName, type Profile, profiles } from '../../core/index.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { UsageError } from '../usageError.js';

/** What `uapi check` may be asked. */
export interface CheckOptions extends CommonOptions {
  readonly format: 'text' | 'gcc' | 'json' | 'sarif' | 'github';
  readonly profile?: Profile;
  readonly select?: readonly string[];
  readonly ignore: readonly string[];
  readonly failOn: 'error' | 'warning' | 'info';
  readonly statistics?: boolean;
  readonly showHints?: boolean;
  readonly stdinFilename?: string;
  readonly sources?: boolean;
  readonly requireSuppressionReason?: boolean;
  readonly fix?: boolean;
  readonly showFixes?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly against?: string;
}

export function addCheckOptions(command: Command): void {
  command
    .addOption(formatOption('text', 'gcc', 'json', 'sarif', 'github'))
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
    .option('--fix', 'apply the fixes that change no layout, number or value')
    .option('--show-fixes', 'in json and sarif, fixes that were tried on all ABIs (default: up to 20 headers)')
    .option(
      '--baseline <file>',
      'what is published: unchanged declarations only get hints, changed ones the compat rules',
    )
    .option('--write-baseline <file>', 'write a baseline of the checked headers')
    .option('--against <version>', 'compare with a git revision, a folder, a header or a baseline')
    .option('--require-suppression-reason', 'report suppressions without a reason')
    .option('--sources', 'of folders, check driver sources (*.c), and headers that are not private to them')
    .option('--stdin-filename <name>', 'name for the header or source on standard input');
  addCommonOptions(command, 'ABIs to check: ids with commas, or all (default: the settings, else x86_64,i386)');
}

/** The value of `--select` and `--ignore`; repeated options add up. */
function ruleList(value: string, previous: readonly string[] = []): readonly string[] {
  const names = value.split(',').map((name) => name.trim());
  for (const name of names) {
    if (isRuleName(name, allRules)) continue;
    const ids = allRules.map((rule) => rule.id);
    throw new UsageError(`unknown rule '${name}'${didYouMean(name, ids)}; known rules: ${ids.join(', ')}`);
  }
  return [...previous, ...names];
}
