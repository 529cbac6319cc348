import type { Finding, Rule } from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import { findingsJson, statisticsJson } from '../format/findingJson.js';
import { checkedText, countByRule, type FindingsReport, summarize } from '../format/findings.js';
import { findingsGcc } from '../format/findingsGcc.js';
import { findingsGithub, statisticsGithub } from '../format/findingsGithub.js';
import { findingsSarif, statisticsSarif } from '../format/findingsSarif.js';
import { findingsText, statisticsText } from '../format/findingsText.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';
import type { CheckOptions } from './checkOptions.js';

/** Prints the report of `uapi check` in the form asked for. */
export function printReport(
  all: readonly Finding[],
  { checkedFiles: files, checkedSources }: { readonly checkedFiles: number; readonly checkedSources: number },
  options: CheckOptions,
  env: CliEnvironment,
): void {
  const toFile = options.output !== undefined;
  const shown = options.showHints === true ? all : all.filter(({ severity }) => severity !== 'hint');
  const report: FindingsReport = {
    findings: shown.filter(({ suppressed }) => suppressed === undefined),
    findingsAndSuppressed: shown,
    statistics: countByRule(all),
    summary: summarize(files, all),
    checkedText: checkedText(files, checkedSources),
    rules: new Map<string, Rule>(env.rules.map((rule) => [rule.id, rule])),
    pageOf: (rule) => env.host.rulePage(rule),
    cwd: env.cwd,
    style: createStyle(wantsColor(options.color, toFile ? { ...env, isTty: false } : env)),
    columns: env.isTty && !toFile ? env.columns : 100,
    isQuiet: options.quiet === true,
  };
  const output = openOutput(options.output, env);
  output.write(formats[options.format][options.statistics === true ? 'statistics' : 'findings'](report));
  output.finish();
}

interface Format {
  readonly findings: (report: FindingsReport) => string;
  /** `--statistics`. */
  readonly statistics: (report: FindingsReport) => string;
}

const formats: Readonly<Record<CheckOptions['format'], Format>> = {
  text: { findings: findingsText, statistics: statisticsText },
  gcc: { findings: findingsGcc, statistics: statisticsText },
  json: { findings: findingsJson, statistics: statisticsJson },
  sarif: { findings: findingsSarif, statistics: statisticsSarif },
  github: { findings: findingsGithub, statistics: statisticsGithub },
};
