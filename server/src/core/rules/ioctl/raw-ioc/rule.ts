import { T } from '../../../lex/token.js';
import type { Command } from '../../../review/commands.js';
import { type CommandRule, type Fix, type RuleFinding, severities } from '../../rule.js';
import { abisOf } from '../commandFacts.js';
import { commandCall, type MacroCall, textOf } from '../commandText.js';

/**
 * A command made with `_IOC()` itself. Macros with parameters, whose size the caller chooses, need it and are left alone
 * (ioctl/variable-length-macro). The fix writes the same number with the macro for the direction.
 */
export const rule: CommandRule = {
  id: 'ioctl/raw-ioc',
  scope: 'command',
  why:
    'The build of strace finds commands by _IO(), _IOR(), _IOW() and _IOWR(), and so does a reader. _IOC() takes the ' +
    'direction bits and any number as size, without a look at the type.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('warning'),
  check: (_context, command) => findingsOf(command),
};

function findingsOf(command: Command): readonly RuleFinding[] {
  const call = commandCall(command);
  if (call === undefined || call.name.text !== '_IOC' || call.args.length !== 4) return [];
  const plain = plainCall(call);
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} is made with _IOC() itself${plain === undefined ? '' : `, not with ${plain.macro}()`}`,
      abis: abisOf(command),
      help:
        plain === undefined
          ? 'use _IO(), _IOR(), _IOW() or _IOWR() with the type that is passed, where they give the same number'
          : `write ${plain.text}, which gives the same number`,
      ...(plain === undefined ? {} : { fixes: [fixOf(call, plain.text)] }),
    },
  ];
}

function fixOf({ range }: MacroCall, newText: string): Fix {
  return { title: `Write ${newText}`, edits: [{ range, newText }], effect: 'neutral' };
}

/** The call of a usual macro that gives the same number: a plain direction, and `sizeof` a type, or no size for `_IO`. */
function plainCall({ args }: MacroCall): { readonly macro: string; readonly text: string } | undefined {
  const direction = textOf(args[0]).replace(/[\s()]/g, '');
  const [type, nr] = [textOf(args[1]), textOf(args[2])];
  const macro = macros.get(direction);
  if (macro === undefined) return undefined;
  const size = args[3];
  if (macro === '_IO') return textOf(size) === '0' ? { macro, text: `_IO(${type}, ${nr})` } : undefined;
  const isSizeof = size[0]?.text === 'sizeof' && size[1]?.kind === T.leftParen && size.at(-1)?.kind === T.rightParen;
  const argument = textOf(size.slice(2, -1));
  if (!isSizeof || !/^(struct|union) \w+$|^(__[us]\d+|int)$/.test(argument)) return undefined;
  return { macro, text: `${macro}(${type}, ${nr}, ${argument})` };
}

const macros = new Map([
  ['_IOC_NONE', '_IO'],
  ['_IOC_READ', '_IOR'],
  ['_IOC_WRITE', '_IOW'],
  ['_IOC_READ|_IOC_WRITE', '_IOWR'],
  ['_IOC_WRITE|_IOC_READ', '_IOWR'],
]);
