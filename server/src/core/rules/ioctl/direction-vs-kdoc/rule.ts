import { bytes } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import type { KernelDocMember } from '../../../review/kernelDoc.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type CommandRule, type RuleFinding, severities } from '../../rule.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';

/**
 * A command whose number says that bytes travel one way, and whose struct has a member that its kernel-doc says travels the
 * other way. Only words that say so are taken: `[in]`, `[out]`, `Input;`, `Output;`, `On return`. The address of a buffer
 * is an input even where the buffer is an output, and reserved members do not count. `_IOWR` permits both.
 */
export const rule: CommandRule = {
  id: 'ioctl/direction-vs-kdoc',
  scope: 'command',
  why:
    'Read and write are meant from the view of user space: _IOW passes data to the kernel, _IOR brings some back. Generic ' +
    'code, fuzzers and memory checkers believe the number and treat the other bytes as untouched.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('warning'),
  check: ({ header }, command) => findingsOf(command, header),
};

function findingsOf(command: Command, header: ReviewedHeader): readonly RuleFinding[] {
  const { recordName, binding, ioctl, aliasOf } = command;
  if (recordName === undefined || binding !== 'size' || aliasOf !== undefined) return [];
  if (ioctl.direction !== 'r' && ioctl.direction !== 'w') return [];
  const record = header.recordNamed(recordName);
  if (record === undefined) return [];
  const wrongWay = ioctl.direction === 'w' ? 'out' : 'in';
  const wrong = [...header.documentedMembers(record).values()].filter((member) => wayOf(member) === wrongWay);
  const [first] = wrong;
  if (first === undefined) return [];
  const macro = ioctl.wrapper ?? (ioctl.direction === 'w' ? '_IOW' : '_IOR');
  const other = ioctl.direction === 'w' ? 'an output' : 'an input';
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} is made with ${macro}(), but the kernel-doc of ${record.kind} ${recordName} says that '${first.name}' is ${other}`,
      abis: abisOf(command),
      facts: [
        `${bytes(ioctl.sizeBytes)} in direction ${ioctl.direction === 'w' ? 'user space to kernel' : 'kernel to user space'}`,
      ],
      help: `${UNPUBLISHED} use ${macro.replace(/_?IO[RW]$/, (end) => end.replace(/IO[RW]/, 'IOWR'))}(); the number of a published command stays, and its kernel-doc says what is copied`,
      related: wrong.slice(0, 3).map(({ name, range }) => ({ range, message: `'${name}' is described here` })),
    },
  ];
}

/** Which way a member travels, where its description begins with words for it. */
function wayOf({ name, text }: KernelDocMember): 'in' | 'out' | undefined {
  if (/reserved|pad/i.test(name) || /^(__)?(mbz|must be (0|zero))/i.test(text)) return undefined;
  const mark =
    /^(?:[[(<]\s*(in\s*[,/]?\s*out|in|out)\s*[\])>]|(in|out|input|output|in\/out|input\/output)\s*[;:])/i.exec(text);
  const words = (mark?.[1] ?? mark?.[2] ?? '').toLowerCase();
  const isAddress = /(ptr|addr|address|buf|buffer)s?$/.test(name) || /\b(pointer|address)\b/i.test(text);
  if (words.includes('in') && words.includes('out')) return undefined;
  if (words.startsWith('out')) return isAddress ? undefined : 'out';
  if (words.startsWith('in')) return 'in';
  return !isAddress && /^on (return|output|success)\b/i.test(text) ? 'out' : undefined;
}
