/**
 * Snapshots as a file to keep in a repository: JSON, keys in order, one record or constant a line, what ABIs agree on once.
 * `readBaseline` is the other half; a change of the form needs a new `BASELINE_VERSION`.
 */
import type { AbiId } from '../target/abi.js';
import type {
  ConstantSnapshot,
  HeaderSnapshot,
  LayoutSnapshot,
  MemberSnapshot,
  RecordSnapshot,
} from './headerSnapshot.js';

export const BASELINE_VERSION = 1;

export function writeBaseline(snapshots: readonly HeaderSnapshot[]): string {
  const headers = [...snapshots].sort((a, b) => byName(a.header, b.header)).map(headerText);
  return `{"schemaVersion":${BASELINE_VERSION},"tool":"uapi baseline","headers":{${headers.join(',')}\n}}\n`;
}

function headerText(snapshot: HeaderSnapshot): string {
  const { header, abis, style, records, constants, enums, otherMacros } = snapshot;
  const head = `"abis":${JSON.stringify(abis)},"style":${JSON.stringify(style)}`;
  const entries = (name: string, lines: readonly (readonly [string, unknown])[]): string => {
    const sorted = [...lines].sort(([a], [b]) => byName(a, b));
    const texts = sorted.map(([key, value]) => `\n  ${JSON.stringify(key)}:${JSON.stringify(value)}`);
    return `\n "${name}":{${texts.join(',')}}`;
  };
  const parts = [
    head,
    entries(
      'records',
      [...records].map(([key, record]) => [key, recordObject(record, abis)] as const),
    ),
    entries(
      'constants',
      [...constants].map(([key, constant]) => [key, constantObject(constant, abis)] as const),
    ),
    entries('enums', [...enums]),
    `\n "otherMacros":${JSON.stringify([...otherMacros].sort(byName))}`,
  ];
  return `\n${JSON.stringify(header)}:{${parts.join(',')}}`;
}

function recordObject(record: RecordSnapshot, abis: readonly AbiId[]): unknown {
  const { style, travels, mustBeZero, layouts } = record;
  return {
    ...(style === undefined ? {} : { style }),
    ...(travels === 'unknown' ? {} : { travels }),
    ...(mustBeZero.length === 0 ? {} : { mustBeZero }),
    layouts: grouped(layouts, abis, (layout) => (layout === undefined ? null : layoutObject(layout))),
  };
}

function layoutObject({ sizeBytes, alignBytes, members, padding }: LayoutSnapshot): unknown {
  return {
    size: sizeBytes,
    align: alignBytes,
    members: members.map(memberList),
    ...(padding.length === 0
      ? {}
      : {
          padding: padding.map(({ offsetBits, widthBits, isWritten }) => [
            offsetBits,
            widthBits,
            ...(isWritten ? [1] : []),
          ]),
        }),
  };
}

/** `[path, offset in bits, size in bytes, type, shape, dimensions?, width in bits?]` */
function memberList({ path, offsetBits, sizeBytes, type, shape, dimensions, widthBits }: MemberSnapshot): unknown {
  const list: unknown[] = [path, offsetBits, sizeBytes, type, shape];
  if (dimensions.length > 0 || widthBits !== undefined) list.push(dimensions);
  if (widthBits !== undefined) list.push(widthBits);
  return list;
}

function constantObject({ kind, values, command, madeBy }: ConstantSnapshot, abis: readonly AbiId[]): unknown {
  return {
    kind,
    values: grouped(values, abis, integer),
    ...(madeBy === undefined ? {} : { madeBy }),
    ...(command === undefined
      ? {}
      : {
          ...(command.recordName === undefined ? {} : { record: command.recordName }),
          style: command.style,
          fields: grouped(command.fields, abis, ({ direction, type, nr, sizeBytes }) => [
            direction,
            type,
            nr,
            sizeBytes,
          ]),
        }),
  };
}

/** `{"all":value}` where the ABIs of the header agree, else `{"each":[[abis, value], …]}`. */
function grouped<T>(byAbi: ReadonlyMap<AbiId, T>, abis: readonly AbiId[], write: (value: T) => unknown): unknown {
  const groups = new Map<string, { readonly abis: AbiId[]; readonly value: unknown }>();
  for (const [abi, item] of byAbi) {
    const value = write(item);
    const key = JSON.stringify(value);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { abis: [abi], value });
    else known.abis.push(abi);
  }
  const [first] = groups.values();
  if (groups.size === 1 && first.abis.length === abis.length) return { all: first.value };
  return { each: [...groups.values()].map((group) => [group.abis, group.value]) };
}

/** Beyond 2^53 a string of decimal digits. */
function integer(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : `${value}`;
}

/** Orders names that differ. */
function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}
