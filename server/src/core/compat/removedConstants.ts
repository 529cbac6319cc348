/**
 * Constants that the new header no longer has. What is still reached through its includes has only moved; what has an
 * heir with the same value and a like name was renamed; and a value that something else took over is worse than gone.
 */
import type { AbiId } from '../target/abi.js';
import { type Change, type ChangeKind, inEveryStyle, type Verdict } from './change.js';
import { valueText } from './compareConstants.js';
import type { CommandSnapshot, ConstantSnapshot, HeaderSnapshot } from './headerSnapshot.js';
import { isReservedName, isSentinelName, looksRenamed } from './publishedNames.js';

/** Whether a name can still be used by a program that includes the new header. */
export type Reaches = (name: string, what: 'record' | 'constant') => boolean;

export function removedConstants(old: HeaderSnapshot, after: HeaderSnapshot, reaches: Reaches): readonly Change[] {
  // Reached is also what the header itself still defines, though without a value.
  const isStillThere = (name: string): boolean => reaches(name, 'constant') && !after.otherMacros.has(name);
  const gone = [...old.constants.values()].filter(
    ({ name }) => !after.constants.has(name) && !isStillThere(name) && !isGuardName(name),
  );
  const lost = new Map(gone.map((constant) => [constant.name, constant]));
  const heirs = heirsOf(old, after);
  const changes: Change[] = [];
  const ofGoneEnum = new Map<string, string>();
  for (const [tag, names] of old.enums) {
    const isGone = (name: string): boolean => {
      const constant = lost.get(name);
      return constant !== undefined && heirs(constant) === undefined;
    };
    if (names.length < 2 || after.enums.has(tag) || !names.every(isGone)) continue;
    for (const name of names) ofGoneEnum.set(name, tag);
    changes.push(
      removal(
        tag.startsWith('{') ? names[0] : tag,
        'enumerator-removed',
        old.abis,
        `${tag.startsWith('{') ? 'the enum' : `enum ${tag}`} is gone with its ${names.length} enumerators, ${names[0]} the first of them`,
      ),
    );
  }
  for (const constant of gone) {
    if (ofGoneEnum.has(constant.name)) continue;
    changes.push(goneConstant(constant, heirs(constant), after));
  }
  for (const name of old.otherMacros) {
    if (after.otherMacros.has(name) || after.constants.has(name) || isGuardName(name) || reaches(name, 'constant'))
      continue;
    changes.push(removal(name, 'macro-removed', old.abis, `the macro ${name} is gone`));
  }
  return [...changes, ...missingOnSome(old, after)];
}

/** `_LINUX_FOO_H`, and what linux/libc-compat.h agrees on with the C library: no program uses it. */
function isGuardName(name: string): boolean {
  return /^_\w*_H_*$|^_UAPI|^__UAPI_DEF_/.test(name);
}

function goneConstant(constant: ConstantSnapshot, heir: ConstantSnapshot | undefined, after: HeaderSnapshot): Change {
  const { name, kind, values, command } = constant;
  const abis = [...values.keys()];
  const [value] = values.values();
  const gone = { macro: 'macro-removed', enumerator: 'enumerator-removed', ioctl: 'macro-removed' } as const;
  if (after.otherMacros.has(name)) {
    const text = `${name} was ${valueText(value)} and is no integer constant any more`;
    return removal(name, 'macro-value-changed', abis, text, 'ambiguous');
  }
  if (isSentinelName(name)) {
    return removal(name, gone[kind], abis, `${name}, which marks the end of a list, is gone`, 'ambiguous');
  }
  if (heir === undefined) return removal(name, gone[kind], abis, `${name} is gone; it was ${valueText(value)}`);
  if (command !== undefined) return goneCommand(constant, command, heir);
  if (isReservedName(name)) {
    return at(
      removal(
        name,
        'constant-renamed',
        abis,
        `${name} (${valueText(value)}) was given a meaning as ${heir.name}`,
        'ok',
      ),
      heir,
    );
  }
  if (looksRenamed(name, heir.name)) {
    const text = `${name} (${valueText(value)}) is called ${heir.name} now: programs that use the old name no longer compile`;
    return at(removal(name, 'constant-renamed', abis, text, 'ambiguous'), heir);
  }
  const reused: ChangeKind = isFlag(value) ? 'flag-bit-reused' : 'enum-value-changed';
  return at(
    removal(name, reused, abis, `${name} is gone, and its value ${valueText(value)} means ${heir.name} now`),
    heir,
  );
}

function goneCommand({ name, values }: ConstantSnapshot, command: CommandSnapshot, heir: ConstantSnapshot): Change {
  const abis = [...values.keys()];
  const [value] = values.values();
  const isSame = [...values].every(([abi, number]) => heir.values.get(abi) === number);
  const [fields] = command.fields.values();
  const nr = `type 0x${fields.type.toString(16)}, nr 0x${fields.nr.toString(16)}`;
  const record = command.recordName;
  const passesSame = record !== undefined && record === heir.command?.recordName;
  return isSame && (passesSame || looksRenamed(name, heir.name))
    ? at(
        removal(
          name,
          'constant-renamed',
          abis,
          `${name} (${valueText(value)}) is called ${heir.name} now: programs that use the old name no longer compile`,
          'ambiguous',
        ),
        heir,
      )
    : at(removal(name, 'nr-reused', abis, `${name} is gone, and ${heir.name} took its place (${nr})`), heir);
}

function isFlag(value: bigint): boolean {
  return value > 2n && (value & (value - 1n)) === 0n;
}

function removal(
  symbol: string,
  kind: ChangeKind,
  abis: readonly AbiId[],
  message: string,
  verdict: Verdict = 'break',
): Change {
  return { symbol, kind, verdict, perStyle: inEveryStyle(verdict), abis, message, facts: [], related: [] };
}

function at(change: Change, heir: ConstantSnapshot): Change {
  return heir.range === undefined ? change : { ...change, range: heir.range };
}

/**
 * Finds what is new and has the value of something that went: for an enumerator in the same enum, for a command the same
 * type and nr, for a macro the one that stands for it and begins with the same word.
 */
function heirsOf(old: HeaderSnapshot, after: HeaderSnapshot): (gone: ConstantSnapshot) => ConstantSnapshot | undefined {
  const added = [...after.constants.values()].filter(({ name }) => !old.constants.has(name));
  const byValue = new Map<string, ConstantSnapshot[]>();
  const keyOf = ({ values, command }: ConstantSnapshot): string => {
    const [[abi, value]] = values;
    const fields = command?.fields.get(abi);
    return fields === undefined ? `${value}` : `ioctl ${fields.type} ${fields.nr}`;
  };
  for (const constant of added) {
    const key = keyOf(constant);
    const known = byValue.get(key);
    if (known === undefined) byValue.set(key, [constant]);
    else known.push(constant);
  }
  const enumOf = (snapshot: HeaderSnapshot): ReadonlyMap<string, string> =>
    new Map([...snapshot.enums].flatMap(([tag, names]) => names.map((name) => [name, tag] as const)));
  const [oldEnums, newEnums] = [enumOf(old), enumOf(after)];
  return (constant) => {
    const { name } = constant;
    const candidates = byValue.get(keyOf(constant)) ?? [];
    const tag = oldEnums.get(name);
    const prefix = prefixOf(name);
    const same = candidates.filter((candidate) => {
      if (constant.kind === 'ioctl') return true;
      const other = newEnums.get(candidate.name);
      if (tag !== undefined && other !== undefined && !tag.startsWith('{') && !other.startsWith('{'))
        return tag === other;
      return prefixOf(candidate.name) === prefix;
    });
    return (
      same.find((candidate) => looksRenamed(name, candidate.name)) ??
      (tag !== undefined || constant.kind === 'ioctl' ? same[0] : undefined)
    );
  };
}

/** All words but the last two, or the first where there are no more: what a group of constants has in common. */
function prefixOf(name: string): string {
  const words = name.split('_');
  return words.slice(0, Math.max(1, Math.min(2, words.length - 1))).join('_');
}

/** A constant that is gone on some of the ABIs that had it. */
function missingOnSome(old: HeaderSnapshot, after: HeaderSnapshot): readonly Change[] {
  return [...old.constants.values()].flatMap(({ name, kind, values }) => {
    const now = after.constants.get(name);
    if (now === undefined) return [];
    const abis = [...values.keys()].filter((abi) => after.abis.includes(abi) && !now.values.has(abi));
    if (abis.length === 0) return [];
    const gone: ChangeKind = kind === 'enumerator' ? 'enumerator-removed' : 'macro-removed';
    return [at(removal(name, gone, abis, `${name} has no value on ${abis.join(', ')} any more`, 'ambiguous'), now)];
  });
}
