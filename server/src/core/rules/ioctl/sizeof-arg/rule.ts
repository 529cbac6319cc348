import { T } from '../../../lex/token.js';
import { bytes, factLines } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import type { CommandRule, Fix, RuleFinding } from '../../rule.js';
import { severities } from '../../rule.js';
import { abisOf, argumentBytes, UNPUBLISHED } from '../commandFacts.js';
import { badMacros, commandCall, type MacroCall, rangeOf, textOf, typedMacros } from '../commandText.js';

/**
 * The last argument of `_IOR`, `_IOW` and `_IOWR` (and of their `_BAD` forms) is a type, of which the macro takes
 * `sizeof` itself. Reported is a `sizeof` there, or a number. `_IOC()` takes a size: `sizeof` is right in it, and a macro
 * of the header's own may do so too, so only calls of the named macros are looked at.
 */
export const rule: CommandRule = {
  id: 'ioctl/sizeof-arg',
  scope: 'command',
  why:
    '_IOR(), _IOW() and _IOWR() take the size of their third argument themselves. Given sizeof(x) they take the size of ' +
    'a size_t, so the number says 4 or 8 bytes whatever is passed.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('error'),
  check: (_context, command) => findingsOf(command),
};

function findingsOf(command: Command): readonly RuleFinding[] {
  if (command.ioctl.argumentSizeBytes === undefined) return [];
  const call = commandCall(command);
  if (call === undefined || call.args.length !== 3) return [];
  if (!typedMacros.has(call.name.text) && !badMacros.has(call.name.text)) return [];
  const [, , argument] = call.args;
  const [first] = argument;
  const isSizeof = first?.text === 'sizeof' || (first?.kind === T.leftParen && argument[1]?.text === 'sizeof');
  const range = rangeOf(argument);
  if (range === undefined || !(isSizeof || first.kind === T.number)) return [];
  const fix = typeFix(argument, call);
  return [
    {
      symbol: command.name,
      range,
      message: `${command.name}: the third argument of ${call.name.text}() is a type, not '${textOf(argument)}'`,
      abis: abisOf(command),
      facts: factLines(
        command.onAbis.map(({ abi, ioctl }) => [abi, `the number says ${bytes(argumentBytes(ioctl))}`] as const),
      ),
      help: `${UNPUBLISHED} write the type alone; a published number stays, and needs a comment that says what is passed`,
      ...(fix === undefined ? {} : { fixes: [fix] }),
    },
  ];
}

/** `sizeof(struct foo)` → `struct foo`, where what stands inside is a type by its look. */
function typeFix(argument: MacroCall['args'][number], { name }: MacroCall): Fix | undefined {
  const inside = argument.slice(2, -1);
  const isPlain = argument[0].text === 'sizeof' && argument[1]?.kind === T.leftParen;
  const isType = inside.length > 0 && inside.every(({ kind }) => kind === T.identifier);
  const [range, last] = [rangeOf(argument), argument[argument.length - 1]];
  if (!isPlain || !isType || range === undefined || last.kind !== T.rightParen) return undefined;
  const type = textOf(inside);
  if (!/^(struct|union|enum) |^(__[us]\d+|int|unsigned int)$/.test(type)) return undefined;
  return { title: `Pass '${type}' to ${name.text}()`, edits: [{ range, newText: type }], effect: 'layout' };
}
