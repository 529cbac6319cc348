import type { Command } from '../../../review/commands.js';
import { commandEnums } from '../../../review/enums.js';
import { nrArgument } from '../../../review/nrArgument.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';

/**
 * Numbers that no command has, between the first and the last of a table. A table is what shares a type and a base: the
 * commands of one enum, those that count from one name, and those with plain literals. An enumerator without a command
 * fills its number. A jump to a multiple of 16 begins a table of its own, since authors divide their range so.
 */
export const rule: FileRule = {
  id: 'enum-numbering/nr-gap',
  scope: 'file',
  why:
    'Dispatchers index a table by the number of the command. A gap is an entry without a handler, which the code has to ' +
    'look out for, and a number of which nobody knows whether it was used before.',
  reference: { title: 'Ioctl Numbers', url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html' },
  severity: severities('hint'),
  check,
};

interface Entry {
  readonly nr: number;
  /** Undefined for an enumerator that numbers no command. */
  readonly command: Command | undefined;
}

function check({ header }: RuleContext): readonly RuleFinding[] {
  if (header.commands.length < 2) return [];
  return [...tables(header).values()].flatMap((entries) => {
    const sorted = [...entries].sort((a, b) => a.nr - b.nr);
    const gaps: { readonly from: number; readonly to: number; readonly after: Entry; readonly next: Command }[] = [];
    for (let i = 1; i < sorted.length; i++) {
      const [after, next] = [sorted[i - 1], sorted[i]];
      if (next.nr <= after.nr + 1 || next.nr % 16 === 0 || next.command === undefined) continue;
      gaps.push({ from: after.nr + 1, to: next.nr - 1, after, next: next.command });
    }
    if (gaps.length === 0) return [];
    const [{ next }] = gaps;
    const shown = gaps.slice(0, 4).map(({ from, to }) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`));
    const more = gaps.length > 4 ? ` and ${gaps.length - 4} more gaps` : '';
    return [
      {
        symbol: next.name,
        range: next.range,
        message: `no command has the number ${shown.join(', ')}${more}, before ${next.name}`,
        abis: next.onAbis.map(({ abi }) => abi),
        help: 'take new numbers from the end, without gaps; for one that was given up, say so in a comment',
      },
    ];
  });
}

function tables(header: ReviewedHeader): ReadonlyMap<string, readonly Entry[]> {
  const enumOf = new Map<string, number>();
  commandEnums(header).forEach(({ enum: { enumerators } }, i) => {
    for (const { name } of enumerators) enumOf.set(name, i);
  });
  const joined = new Map<string, Entry[]>();
  const add = (key: string, entry: Entry): void => {
    const known = joined.get(key);
    if (known === undefined) joined.set(key, [entry]);
    else known.push(entry);
  };
  const numbered = header.commands.flatMap((command) => {
    const tokens = command.aliasOf === undefined ? nrArgument(command) : undefined;
    if (tokens === undefined) return [];
    return [{ command, tokens, index: tokens.length === 1 ? enumOf.get(tokens[0].text) : undefined }];
  });
  const typeOfEnum = new Map<number, number>();
  for (const { command, index } of numbered) if (index !== undefined) typeOfEnum.set(index, command.ioctl.type);
  for (const { command, tokens, index } of numbered) {
    const { type, nr } = command.ioctl;
    const base = tokens.find(({ text }) => /^[A-Za-z_]/.test(text))?.text ?? '';
    // Named constants one by one are like literals: they share no base. Beside the one enum of a type they belong to it.
    const enums = [...typeOfEnum].filter(([, typeOf]) => typeOf === type);
    const only = enums.length === 1 ? enums[0][0] : '';
    add(`${type} ${index ?? (tokens.length > 1 ? base : only)}`, { nr, command });
  }
  for (const [index, type] of typeOfEnum) {
    for (const { value } of commandEnums(header)[index].enum.enumerators) {
      if (value !== undefined && value >= 0n && value < 256n)
        add(`${type} ${index}`, { nr: Number(value), command: undefined });
    }
  }
  return joined;
}

function hex(nr: number): string {
  return `0x${nr.toString(16).padStart(2, '0')}`;
}
