import { T } from '../../../lex/token.js';
import type { Command } from '../../../review/commands.js';
import { firstFrom } from '../../../review/firstFrom.js';
import type { TextToken } from '../../../review/headerText.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type FileRule, type Fix, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { abisOf } from '../commandFacts.js';
import { commandCall, commentBefore } from '../commandText.js';

/**
 * The type of a header's commands written as a literal in two or more of them: one finding for each literal, at the first.
 * The fix names it, which changes no number.
 */
export const rule: FileRule = {
  id: 'ioctl/type-macro',
  scope: 'file',
  why: 'A name for the type can be found by searching, is written once, and lets a driver compare _IOC_TYPE(cmd) with it.',
  reference: {
    title: 'ioctl based interfaces, "Command number definitions"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#command-number-definitions',
  },
  severity: severities('hint'),
  check: ({ header }: RuleContext) => {
    const byLiteral = new Map<string, { command: Command; token: TextToken }[]>();
    for (const command of header.commands) {
      const token = typeLiteral(command);
      if (token === undefined) continue;
      const known = byLiteral.get(token.text);
      if (known === undefined) byLiteral.set(token.text, [{ command, token }]);
      else known.push({ command, token });
    }
    return [...byLiteral.values()].flatMap((uses) => (uses.length < 2 ? [] : [finding(uses, header)]));
  },
};

interface LiteralUse {
  readonly command: Command;
  readonly token: TextToken;
}

const macros = new Set(['_IO', '_IOR', '_IOW', '_IOWR']);

function typeLiteral(command: Command): TextToken | undefined {
  const call = commandCall(command);
  if (call === undefined || !macros.has(call.name.text)) return undefined;
  const [type] = call.args;
  return type.length === 1 && (type[0].kind === T.character || type[0].kind === T.number) ? type[0] : undefined;
}

function finding(uses: readonly LiteralUse[], header: ReviewedHeader): RuleFinding {
  const [{ command, token }] = uses;
  const fix = nameFix(uses, header);
  return {
    symbol: command.name,
    range: token.range,
    message: `${uses.length} commands write their type as ${token.text}`,
    abis: abisOf(command),
    help: `give the type a name: #define ${macroName(uses) ?? 'FOO_IOC_TYPE'} ${token.text}`,
    ...(fix === undefined ? {} : { fixes: [fix] }),
  };
}

/** From the words that the commands begin with: `FOO_IOC_GET`, `FOO_IOC_SET` → `FOO_IOC_TYPE`. */
function macroName(uses: readonly LiteralUse[]): string | undefined {
  const [first, ...others] = uses.map(({ command }) => command.name.split('_'));
  const differs = first.findIndex((word, index) => others.some((words) => words[index] !== word));
  const words = first.slice(0, differs < 0 ? first.length - 1 : differs);
  return words.join('').length < 2 ? undefined : `${words.join('_')}_TYPE`;
}

function nameFix(uses: readonly LiteralUse[], header: ReviewedHeader): Fix | undefined {
  const name = macroName(uses);
  const [{ command, token }] = uses;
  if (name === undefined || header.definesOf(name).length > 0 || command.define === undefined) return undefined;
  const { file } = command.range;
  // Below the include guard alone: elsewhere the name might be missing for some of the commands.
  const { directives } = header.text;
  const isShallow = uses.every(({ command: { define } }) => {
    const start = define?.range.start ?? -1;
    const directive = directives[firstFrom(directives, start)];
    return directive?.range.start === start && directive.depth <= 1;
  });
  if (!isShallow || new RegExp(`\\b${name}\\b`).test(file.text)) return undefined;
  const lineStart = lineWithComment(command.define.range.start, header);
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const insertion = {
    range: { file, start: lineStart, end: lineStart },
    newText: `#define ${name}\t${token.text}${newline}`,
  };
  const edits = [...uses]
    .sort((a, b) => a.token.range.start - b.token.range.start)
    .map(({ token: { range } }) => ({ range, newText: name }));
  return { title: `Name the type ${name}`, edits: [insertion, ...edits], effect: 'neutral' };
}

/** Where the line of a `#define` begins, or the comment that stands right above it. */
function lineWithComment(start: number, { file: { text }, text: { comments } }: ReviewedHeader): number {
  const lineOf = (at: number): number => text.lastIndexOf('\n', at - 1) + 1;
  const line = lineOf(start);
  const above = commentBefore(comments, start);
  if (above === undefined || text.slice(above.range.end, line).trim() !== '') return line;
  const commentLine = lineOf(above.range.start);
  const standsAlone = text.slice(commentLine, above.range.start).trim() === '';
  return standsAlone && text.slice(above.range.end, line).split('\n').length === 2 ? commentLine : line;
}
