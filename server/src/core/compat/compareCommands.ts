/** The number of an ioctl in both versions, taken apart: which field changed, and who notices. */
import { factLines } from '../review/byAbi.js';
import type { InterfaceStyle } from '../review/style.js';
import { type Change, inEveryStyle, type PerStyle } from './change.js';
import type { CommandSnapshot, ConstantSnapshot, IoctlFieldsSnapshot } from './headerSnapshot.js';
import { type OnBoth, onBoth } from './onBoth.js';

type CommandConstant = ConstantSnapshot & { readonly command: CommandSnapshot };

/** @param numbers those that differ; at least one */
export function compareCommand(
  old: CommandConstant,
  after: CommandConstant,
  numbers: readonly OnBoth<bigint>[],
): Change {
  const style = old.command.style;
  const abis = numbers.map(({ abi }) => abi);
  const fields = onBoth(old.command.fields, after.command.fields).filter(({ abi }) => abis.includes(abi));
  const perStyle = numberVerdicts(fields);
  const answers = numbers.map((number) => [number.abi, numberText(number, fields)] as const);
  const isAlike = new Set(answers.map(([, answer]) => answer)).size === 1;
  const on = !isAlike ? ` on ${abis[0]}` : abis.length < old.values.size ? ` on ${abis.join(', ')}` : '';
  const record = old.command.recordName;
  return {
    symbol: old.name,
    kind: 'ioctl-number-changed',
    verdict: perStyle[style],
    perStyle,
    abis,
    message: `the number of ${old.name} went ${answers[0][1]}${on}`,
    facts: isAlike ? [] : factLines(answers),
    ...(after.range === undefined ? {} : { range: after.range }),
    related:
      record === undefined || record !== after.command.recordName || !fields.every(onlySize)
        ? []
        : [{ symbol: record, message: `its size is the size of ${record}` }],
  };
}

/** Where only the size differs and it grew, some dispatchers still know the command. */
function numberVerdicts(fields: readonly OnBoth<IoctlFieldsSnapshot>[]): PerStyle {
  // drm looks at the nr alone and takes the direction from its own table.
  const hasSameNr = fields.every((on) => on.old.type === on.new.type && on.old.nr === on.new.nr);
  if (!hasSameNr) return inEveryStyle('break');
  const breaks: Record<InterfaceStyle, Change['verdict']> = { ...inEveryStyle('break'), drm: 'ambiguous' };
  const hasGrown = fields.every((on) => onlySize(on) && on.new.sizeBytes > on.old.sizeBytes);
  return hasGrown ? { ...breaks, 'ioc-size': 'ok' } : breaks;
}

function onlySize({ old, new: after }: OnBoth<IoctlFieldsSnapshot>): boolean {
  return old.direction === after.direction && old.type === after.type && old.nr === after.nr;
}

function numberText(number: OnBoth<bigint>, fields: readonly OnBoth<IoctlFieldsSnapshot>[]): string {
  const reasons = fields.filter(({ abi }) => abi === number.abi).map((on) => ` (${fieldsText(on.old, on.new)})`);
  return `from ${hex(number.old)} to ${hex(number.new)}${reasons.join('')}`;
}

function fieldsText(a: IoctlFieldsSnapshot, b: IoctlFieldsSnapshot): string {
  const parts = [
    a.direction === b.direction ? '' : `direction ${a.direction} → ${b.direction}`,
    a.type === b.type ? '' : `type ${hex(BigInt(a.type))} → ${hex(BigInt(b.type))}`,
    a.nr === b.nr ? '' : `nr ${hex(BigInt(a.nr))} → ${hex(BigInt(b.nr))}`,
    a.sizeBytes === b.sizeBytes ? '' : `size ${a.sizeBytes} → ${b.sizeBytes}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
