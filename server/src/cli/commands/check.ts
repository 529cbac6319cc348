import type { Command } from 'commander';
import type { Finding, RuleFailure } from '../../core/index.js';
import { addCheckOptions, type CheckOptions } from '../check/checkOptions.js';
import { printReport } from '../check/checkReport.js';
import { runCheck } from '../check/checkRun.js';
import type { CliEnvironment } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';

/** `uapi check [PATH…]`: parses headers, runs the rules and prints what they find. `cli/check/` does the work. */
export function addCheckCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('check')
    .summary('report what a reviewer would')
    .description(
      'Parse headers, run the rules and print what they find. PATH is a file, a folder, or - for standard input. A file ' +
        'that ends in .c is a source of a driver: it is checked against the uapi headers that it includes.',
    )
    .argument('[path...]', 'headers, driver sources and folders', ['.']);
  addCheckOptions(command);
  command.action(async (paths: readonly string[], options: CheckOptions) => exit(await check(paths, options, env)));
}

async function check(paths: readonly string[], options: CheckOptions, env: CliEnvironment): Promise<ExitStatus> {
  const run = await runCheck(paths, options, env);
  const { findings, failures, hasProblems } = run;
  printReport(findings, run, options, env);
  for (const failure of failures) env.stderr(failureLine(failure));
  if (failures.length > 0 || hasProblems) return 2;
  return findings.some((finding) => finding.suppressed === undefined && failsAt(finding, options.failOn)) ? 1 : 0;
}

function failsAt({ severity }: Finding, failOn: CheckOptions['failOn']): boolean {
  const order = ['hint', 'info', 'warning', 'error'];
  return order.indexOf(severity) >= order.indexOf(failOn);
}

function failureLine({ rule, header, reason }: RuleFailure): string {
  const where = header === undefined ? '' : ` on '${header}'`;
  return `uapi: internal error: rule ${rule} failed${where}: ${reason}; please report this with the header\n`;
}
