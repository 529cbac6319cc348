import { allRules, type Finding, type Rule } from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import { findingsJson, statisticsJson } from '../format/findingJson.js';
import { countByRule, type FindingsReport, summarize } from '../format/findings.js';
import { findingsGcc } from '../format/findingsGcc.js';
import { findingsText, statisticsText } from '../format/findingsText.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';
import type { CheckOptions } from './checkOptions.js';

/** Prints the report of `uapi check` in the form asked for. */
export function printReport(all: readonly Finding[], files: number, options: CheckOptions, env: CliEnvironment): void {
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
