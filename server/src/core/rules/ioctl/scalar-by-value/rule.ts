import type { Command } from '../../../review/commands.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { abisOf } from '../commandFacts.js';
import { commentAfter, commentBefore } from '../commandText.js';

/**
 * An `_IO` command whose comment says that the third argument of ioctl() is a number: `arg is the timeout`, `passed by
 * value`. The comment has to stand right above or on the line of the `#define`. A comment without such words, and a
 * command that passes a struct, are left alone.
 */
export const rule: FileRule = {
  id: 'ioctl/scalar-by-value',
  scope: 'file',
  why:
    'compat_ptr_ioctl takes the argument of a 32-bit program for an address and clears its top bit on s390. A number ' +
    'that is passed by value loses that bit.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: severities('hint'),
  check: ({ header }: RuleContext) => {
    const silent = header.commands.filter(
      ({ ioctl, recordName, aliasOf }) =>
        ioctl.direction === 'none' &&
        ioctl.argumentSizeBytes === undefined &&
        recordName === undefined &&
        aliasOf === undefined,
    );
    return silent.length === 0 ? [] : silent.flatMap((command) => findingsOf(command, header));
  },
};

const byValue =
  /\b(passed|taken|given|argument|arg) by value\b|\barg(ument)?\b\s*(is|=|:|holds|contains)\s*(an? |the )?(int|integer|unsigned|number|bool|boolean|value|fd|file descriptor|flags?|timeout|index|id|size|length|offset|level|mode)\b/i;

function findingsOf(command: Command, header: ReviewedHeader): readonly RuleFinding[] {
  const words = byValue.exec(commentOf(command, header) ?? '')?.[0];
  if (words === undefined) return [];
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} takes a number by value ('${words.replace(/\s+/g, ' ')}'), so its driver cannot use compat_ptr_ioctl`,
      abis: abisOf(command),
      help: 'let compat_ioctl hand the argument of this command on as it is; for a new command, pass a struct',
    },
  ];
}

/** The comment on the command's line, else the one that ends right above it. */
function commentOf({ define }: Command, header: ReviewedHeader): string | undefined {
  if (define === undefined) return undefined;
  const { file, start, end } = define.range;
  const { comments } = header.text;
  const trailing = commentAfter(comments, end);
  if (trailing !== undefined && !file.text.slice(end, trailing.range.start).includes('\n')) return trailing.text;
  const above = commentBefore(comments, start);
  return above !== undefined && /^[ \t]*\r?\n[ \t]*$/.test(file.text.slice(above.range.end, start))
    ? above.text
    : undefined;
}
