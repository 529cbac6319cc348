/** The ioctl numbers of a header, to find the command that a number in a text stands for. */
import { type AbiId, abiNames, type RuleContext } from '../../core/index.js';
import { code, hex, ioctlFieldsText } from './markdown.js';

export interface KnownIoctl {
  readonly name: string;
  /** The number taken apart, as the first of its ABIs does. */
  readonly fields: string;
  /** Where the command has this number; empty: on all ABIs. */
  readonly abis: string;
  /** The header, as an `#include` spells it. */
  readonly header: string;
}

/** By number. A command whose number differs by ABI comes once for each. */
export function knownIoctls({ header }: RuleContext): ReadonlyMap<bigint, readonly KnownIoctl[]> {
  return header.part('ide:knownIoctls', () => {
    const known = new Map<bigint, KnownIoctl[]>();
    for (const { name, onAbis } of header.commands) {
      const abisOf = new Map<bigint, AbiId[]>();
      for (const { abi, ioctl } of onAbis) {
        const abis = abisOf.get(ioctl.value);
        if (abis === undefined) abisOf.set(ioctl.value, [abi]);
        else abis.push(abi);
      }
      for (const [value, abis] of abisOf) {
        const on = onAbis.find(({ ioctl }) => ioctl.value === value);
        if (on === undefined) continue;
        const entry = {
          name,
          fields: ioctlFieldsText(on.ioctl),
          abis: abis.length === header.abiIds.length ? '' : someAbis(abis, header.abiIds),
          header: header.file.displayName,
        };
        const same = known.get(value);
        if (same === undefined) known.set(value, [entry]);
        else same.push(entry);
      }
    }
    return known;
  });
}

function someAbis(abis: readonly AbiId[], all: readonly AbiId[]): string {
  const names = abiNames(abis, all);
  return abis.length > 4 && !names.startsWith('all ') ? `${abis[0]} and ${abis.length - 1} others` : names;
}

/**
 * @param own the header that the number stands in
 * @returns undefined where no command has the number
 */
export function numberText(value: bigint, known: readonly KnownIoctl[] | undefined, own: string): string | undefined {
  if (known === undefined || known.length === 0) return undefined;
  const lines = known
    .slice(0, MAX_LINES)
    .map(
      ({ name, header, abis }) =>
        `${code(name)}${header === own ? '' : ` of ${code(header)}`}${abis === '' ? '' : ` on ${abis}`}`,
    );
  const rest = known.length - lines.length;
  const head = `${code(hex(value))} (${value}) is the number of`;
  return [
    lines.length === 1 ? `${head} ${lines[0]}` : [`${head}`, '', ...lines.map((line) => `- ${line}`)].join('\n'),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    [...new Set(known.map(({ fields }) => fields))].join('; '),
  ].join('\n\n');
}

const MAX_LINES = 6;

/** Whether a number may be that of a command at all: with a type, and more than the one bit of a flag. */
export function mayBeIoctl(value: bigint): boolean {
  return value <= 0xffffffffn && value % 0x10000n > 0xffn && !/^10*$/.test(value.toString(2));
}
