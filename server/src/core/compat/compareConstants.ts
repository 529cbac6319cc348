/**
 * Macros with a value and enumerators in both versions. They share a name space, so a macro that became an enumerator is
 * still there. A run of enumerators that moved up by an insertion is one change.
 */
import { factLines } from '../review/byAbi.js';
import { type Change, type ChangeKind, inEveryStyle, type Verdict } from './change.js';
import { compareCommand } from './compareCommands.js';
import type { ConstantSnapshot, HeaderSnapshot } from './headerSnapshot.js';
import { type OnBoth, onBoth } from './onBoth.js';
import {
  isLimitName,
  isMaskName,
  isReservedName,
  isSentinelName,
  isVersionName,
  sizeVersion,
} from './publishedNames.js';

/** A constant whose value differs on some ABIs. */
interface Moved {
  readonly old: ConstantSnapshot;
  readonly new: ConstantSnapshot;
  /** At least one. */
  readonly values: readonly OnBoth<bigint>[];
}

export function compareConstants(old: HeaderSnapshot, after: HeaderSnapshot): readonly Change[] {
  const changes: Change[] = [];
  const moved: Moved[] = [];
  for (const constant of old.constants.values()) {
    const now = after.constants.get(constant.name);
    if (now === undefined) continue;
    const values = onBoth(constant.values, now.values).filter((on) => on.old !== on.new);
    if (values.length === 0) continue;
    if (constant.command !== undefined && now.command !== undefined) {
      changes.push(
        compareCommand({ ...constant, command: constant.command }, { ...now, command: now.command }, values),
      );
    } else {
      moved.push({ old: constant, new: now, values });
    }
  }
  const enumOf = new Map([...old.enums].flatMap(([tag, names]) => names.map((name) => [name, tag] as const)));
  const runs = new Map<string, Moved[]>();
  for (const each of moved) {
    const tag = each.old.kind === 'enumerator' ? enumOf.get(each.old.name) : undefined;
    if (tag === undefined || isSentinelName(each.old.name)) {
      changes.push(valueChange(each, []));
    } else {
      const run = runs.get(tag);
      if (run === undefined) runs.set(tag, [each]);
      else run.push(each);
    }
  }
  for (const [tag, [first, ...rest]] of runs) {
    const change = valueChange(first, rest);
    const isEnd = rest.length === 0 && marksEnd(first, old.enums.get(tag), after.enums.get(tag));
    changes.push(isEnd ? { ...change, verdict: 'ok', perStyle: inEveryStyle('ok') } : change);
  }
  return changes;
}

/**
 * The last enumerator of an enum marks the end of the list, whatever it is called, when it alone moved and is the last
 * again or was not meant for programs (`__FOO`).
 */
function marksEnd(
  { old, values }: Moved,
  names: readonly string[] | undefined,
  newNames: readonly string[] | undefined,
): boolean {
  const { name } = old;
  const isEnd = names?.at(-1) === name && (newNames?.at(-1) === name || name.startsWith('__'));
  return isEnd && values.every((on) => on.new > on.old);
}

/** What a new value of a constant means, by what its name says of it. */
function judge({ old, new: after, values }: Moved): {
  readonly kind: ChangeKind;
  readonly verdict: Verdict;
  readonly why: string;
} {
  const kind = old.kind === 'enumerator' ? 'enum-value-changed' : 'macro-value-changed';
  const [{ old: before, new: now }] = values;
  const version = sizeVersion(old.name);
  if (version === 0) {
    return now > before
      ? { kind: 'min-size-raised', verdict: 'break', why: ': programs that pass the first published size are refused' }
      : { kind: 'min-size-lowered', verdict: 'ok', why: ': smaller structs are accepted than were ever published' };
  }
  if (version !== undefined) return { kind, verdict: 'break', why: ': the size of a published version cannot change' };
  if (isSentinelName(old.name)) return { kind, verdict: 'ok', why: ': it marks the end of a list' };
  if (isVersionName(old.name)) return { kind, verdict: 'ok', why: ': it names the version' };
  if ((isMaskName(old.name) || old.madeBy === 'or') && hasAllBits(now, before)) {
    return { kind, verdict: 'ok', why: ': a mask that got more bits' };
  }
  // The complement of a mask, or the bits that are not in use yet.
  const isRest = before < 0n || isReservedName(old.name) || /RESERVED|UNUSED/.test(old.name);
  if (isRest && hasAllBits(before, now)) return { kind, verdict: 'ok', why: ': the bits that are not in use' };
  if (old.madeBy === 'sizeof' || after.madeBy === 'sizeof') {
    return { kind, verdict: 'ambiguous', why: ': it follows the size of a type' };
  }
  if (isLimitName(old.name)) return { kind, verdict: 'ambiguous', why: ': a bound that programs may have built in' };
  if (BigInt.asUintN(32, before) === BigInt.asUintN(32, now)) {
    return { kind, verdict: 'ambiguous', why: ': the same 32 bits with another sign' };
  }
  return { kind, verdict: 'break', why: '' };
}

function hasAllBits(value: bigint, bits: bigint): boolean {
  const [a, b] = [BigInt.asUintN(64, value), BigInt.asUintN(64, bits)];
  return (a & b) === b;
}

function valueChange(moved: Moved, rest: readonly Moved[]): Change {
  const { old, new: after, values } = moved;
  const { kind, verdict, why } = judge(moved);
  const abis = values.map(({ abi }) => abi);
  const answers = values.map((on) => [on.abi, `${valueText(on.old)} → ${valueText(on.new)}`] as const);
  const isAlike = new Set(answers.map(([, answer]) => answer)).size === 1;
  const on = abis.length < old.values.size ? ` on ${abis.join(', ')}` : '';
  const others =
    rest.length === 0 ? '' : `; ${rest.length} more of its enum ${rest.length === 1 ? 'changes' : 'change'}`;
  return {
    symbol: old.name,
    kind,
    verdict,
    perStyle: inEveryStyle(verdict),
    abis,
    message: `${wentText(moved)}${isAlike ? on : ` on ${abis[0]}`}${why}${others}`,
    facts: isAlike ? [] : factLines(answers),
    ...(after.range === undefined ? {} : { range: after.range }),
    related: rest.map((each) => ({
      symbol: each.old.name,
      message: wentText(each),
      ...(each.new.range === undefined ? {} : { range: each.new.range }),
    })),
  };
}

function wentText({ old, values: [first] }: Moved): string {
  return `${old.name} went from ${valueText(first.old)} to ${valueText(first.new)}`;
}

/** Decimal, and in hex from where decimal says nothing. */
export function valueText(value: bigint): string {
  return value > 255n ? `0x${value.toString(16)}` : `${value}`;
}
