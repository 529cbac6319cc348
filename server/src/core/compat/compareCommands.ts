/** The number of an ioctl in both versions, taken apart: which field changed, and who notices. */
import { factLines } from '../review/byAbi.js';
import type { InterfaceStyle } from '../review/style.js';
import type { AbiId } from '../target/abi.js';
import { type Change, inEveryStyle, type PerStyle } from './change.js';
import type { CommandSnapshot, ConstantSnapshot, IoctlFieldsSnapshot } from './headerSnapshot.js';

type CommandConstant = ConstantSnapshot & { readonly command: CommandSnapshot };

/** @param abis those on which the numbers differ */
export function compareCommand(old: CommandConstant, after: CommandConstant, abis: readonly AbiId[]): Change {
  const style = old.command.style;
  const perStyle = numberVerdicts(old.command, after.command, abis);
  const answers = abis.map((abi) => [abi, numberText(old, after, abi)] as const);
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
      record === undefined || record !== after.command.recordName || !onlySize(old.command, after.command, abis)
        ? []
        : [{ symbol: record, message: `its size is the size of ${record}` }],
  };
}

/** Where only the size differs and it grew, some dispatchers still know the command. */
function numberVerdicts(old: CommandSnapshot, after: CommandSnapshot, abis: readonly AbiId[]): PerStyle {
  if (!onlySize(old, after, abis)) {
    const hasSameNr = abis.every((abi) => {
      const [a, b] = [old.fields.get(abi), after.fields.get(abi)];
      return a?.type === b?.type && a?.nr === b?.nr;
    });
    // drm looks at the nr alone and takes the direction from its own table.
    return hasSameNr ? { ...inEveryStyle('break'), drm: 'ambiguous' } : inEveryStyle('break');
  }
  const hasGrown = abis.every((abi) => (after.fields.get(abi)?.sizeBytes ?? 0) > (old.fields.get(abi)?.sizeBytes ?? 0));
  const breaks: Record<InterfaceStyle, Change['verdict']> = { ...inEveryStyle('break'), drm: 'ambiguous' };
  return hasGrown ? { ...breaks, 'ioc-size': 'ok' } : breaks;
}

function onlySize(old: CommandSnapshot, after: CommandSnapshot, abis: readonly AbiId[]): boolean {
  return abis.every((abi) => {
    const [a, b] = [old.fields.get(abi), after.fields.get(abi)];
    return a?.direction === b?.direction && a?.type === b?.type && a?.nr === b?.nr;
  });
}

function numberText(old: CommandConstant, after: CommandConstant, abi: AbiId): string {
  const [before, now] = [old.values.get(abi) ?? 0n, after.values.get(abi) ?? 0n];
  const [a, b] = [old.command.fields.get(abi), after.command.fields.get(abi)];
  const reason = a === undefined || b === undefined ? '' : ` (${fieldsText(a, b)})`;
  return `from ${hex(before)} to ${hex(now)}${reason}`;
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
