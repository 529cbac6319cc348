import { type Command, Option } from 'commander';
import { allRules, didYouMean } from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';
import { addReportOptions, type ReportOptions } from '../options.js';
import { openOutput } from '../output.js';
import { rulePage } from '../rulePage.js';
import { createStyle, type Style, wantsColor } from '../style.js';
import { UsageError } from '../usageError.js';

/** `uapi explain RULE`: the rule's page, or the pages of a group. */
interface ExplainOptions extends ReportOptions {
  readonly format: 'text' | 'markdown';
}

export function addExplainCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('explain')
    .summary("print a rule's page")
    .description('Print what a rule finds, why it matters, what to write instead, and when to ignore it.')
    .argument('<rule>', 'id of a rule, such as layout/implicit-hole')
    .addOption(new Option('--format <format>', 'form of the page').choices(['text', 'markdown']).default('text'));
  addReportOptions(command);
  command.action((rule: string, options: ExplainOptions) => exit(explain(rule, options, env)));
}

function explain(id: string, options: ExplainOptions, env: CliEnvironment): ExitStatus {
  const rule = allRules.find((known) => known.id === id);
  if (rule === undefined) {
    const ids = allRules.map((known) => known.id);
    const group = ids.filter((known) => known.startsWith(`${id.replace(/\/$/, '')}/`));
    const known = group.length > 0 ? `; its rules: ${group.join(', ')}` : `; known rules: ${ids.join(', ')}`;
    const what = group.length > 0 ? `'${id}' is a group` : `unknown rule '${id}'${didYouMean(id, ids)}`;
    throw new UsageError(`${what}${known}`);
  }
  const page = env.host.rulePage(id);
  if (page === undefined) throw new UsageError(`the page of ${id} is missing: build the program anew`);
  const output = openOutput(options.output, env);
  const toTerminal = options.output === undefined ? env : { ...env, isTty: false };
  const style = createStyle(options.format === 'text' && wantsColor(options.color, toTerminal));
  const text = rulePage(page, options.format);
  output.write(style.enabled ? withColours(text, style) : text);
  output.finish();
  return 0;
}

/** Headings in bold, code dimmed. */
function withColours(text: string, style: Style): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      if (line.startsWith('    ')) return style.cyan(line);
      return /^[=-]+$/.test(lines[index + 1] ?? '') || /^[=-]{3,}$/.test(line) ? style.bold(line) : line;
    })
    .join('\n');
}
