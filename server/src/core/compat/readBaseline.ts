/**
 * A baseline file as snapshots. The text comes from a repository and may be anything: what is not exactly as
 * `writeBaseline` writes it is refused, with the place where it is not.
 */
import { type InterfaceStyle, interfaceStyles } from '../review/style.js';
import type { AbiId } from '../target/abi.js';
import { ALL_ABIS } from '../target/abis.js';
import type {
  CommandSnapshot,
  ConstantSnapshot,
  HeaderSnapshot,
  IoctlFieldsSnapshot,
  LayoutSnapshot,
  MemberShape,
  MemberSnapshot,
  PaddingSnapshot,
  RecordSnapshot,
  Travels,
} from './headerSnapshot.js';
import { BASELINE_VERSION } from './writeBaseline.js';

export type BaselineResult = { readonly headers: ReadonlyMap<string, HeaderSnapshot> } | { readonly error: string };

/** Thrown by the readers and caught by readBaseline: it never leaves this file. */
class Damaged extends Error {}

export function readBaseline(text: string): BaselineResult {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { error: 'it is no valid JSON' };
  }
  try {
    const top = object(document, 'the file');
    if (!Object.hasOwn(top, 'schemaVersion') || !Object.hasOwn(top, 'headers')) return { error: 'it is no baseline' };
    if (top.schemaVersion !== BASELINE_VERSION) {
      return { error: `its schemaVersion is ${shown(top.schemaVersion)}, and this program reads ${BASELINE_VERSION}` };
    }
    const headers = entries(top.headers, 'headers').map(([name, value]) => [name, header(name, value)] as const);
    return { headers: new Map(headers) };
  } catch (error) {
    if (error instanceof Damaged) return { error: `it is damaged: ${error.message}` };
    throw error;
  }
}

function header(name: string, value: unknown): HeaderSnapshot {
  const fields = object(value, name);
  const abis = list(fields.abis, `abis of ${name}`).map((abi) => oneOf(abi, abiIds, name));
  if (abis.length === 0) throw new Damaged(`${name} has no ABI`);
  return {
    header: name,
    abis,
    style: oneOf(fields.style, interfaceStyles, name),
    records: new Map(entries(fields.records, name).map(([key, each]) => [key, record(key, each, abis)])),
    constants: new Map(entries(fields.constants, name).map(([key, each]) => [key, constant(key, each, abis)])),
    enums: new Map(
      entries(fields.enums, name).map(([tag, names]) => [tag, list(names, tag).map((each) => text(each, tag))]),
    ),
    otherMacros: new Set(list(fields.otherMacros, name).map((each) => text(each, name))),
  };
}

const abiIds: readonly AbiId[] = ALL_ABIS.map(({ id }) => id);
const travelsWords: readonly Travels[] = ['to-user', 'from-user', 'both', 'unknown'];

function record(key: string, value: unknown, abis: readonly AbiId[]): RecordSnapshot {
  const fields = object(value, key);
  const match = /^(struct|union) (.*)$/s.exec(key);
  if (match === null) throw new Damaged(`${shown(key)} is no record`);
  const style = optional(fields.style, (each): InterfaceStyle => oneOf(each, interfaceStyles, key));
  return {
    kind: match[1] === 'union' ? 'union' : 'struct',
    name: match[2],
    layouts: byAbi(fields.layouts, abis, key, (each) => (each === null ? undefined : layout(each, key))),
    ...(style === undefined ? {} : { style }),
    travels: optional(fields.travels, (each) => oneOf(each, travelsWords, key)) ?? 'unknown',
    mustBeZero: (optional(fields.mustBeZero, (each) => list(each, key)) ?? []).map((each) => text(each, key)),
  };
}

function layout(value: unknown, key: string): LayoutSnapshot {
  const fields = object(value, key);
  return {
    sizeBytes: count(fields.size, key),
    alignBytes: count(fields.align, key),
    members: list(fields.members, key).map((each) => member(each, key)),
    padding: (optional(fields.padding, (each) => list(each, key)) ?? []).map((each) => padding(each, key)),
  };
}

function padding(value: unknown, key: string): PaddingSnapshot {
  const [offset, width, written] = list(value, key);
  const range = { offsetBits: count(offset, key), widthBits: count(width, key) };
  return written === undefined ? range : { ...range, isWritten: true };
}

function member(value: unknown, key: string): MemberSnapshot {
  const [path, offset, size, type, shape, dimensions, width] = list(value, key);
  return {
    path: text(path, key),
    offsetBits: count(offset, key),
    sizeBytes: count(size, key),
    type: text(type, key),
    shape: shapeOf(shape, key),
    dimensions: dimensions === undefined ? [] : list(dimensions, key).map((each) => whole(each, key)),
    ...(width === undefined ? {} : { widthBits: count(width, key) }),
  };
}

const shapes: readonly MemberShape[] = ['signed', 'unsigned', 'char', 'enum', 'float', 'pointer', 'other'];

function shapeOf(value: unknown, key: string): MemberShape {
  const word = text(value, key);
  const tag = /^record (.*)$/s.exec(word)?.[1];
  return tag === undefined ? oneOf(word, shapes, key) : `record ${tag}`;
}

function constant(name: string, value: unknown, abis: readonly AbiId[]): ConstantSnapshot {
  const fields = object(value, name);
  const kind = oneOf(fields.kind, ['macro', 'enumerator', 'ioctl'] as const, name);
  const madeBy = optional(fields.madeBy, (each) => oneOf(each, ['sizeof', 'or'] as const, name));
  const values = byAbi(fields.values, abis, name, (each) => integer(each, name));
  return {
    kind,
    name,
    values,
    ...(madeBy === undefined ? {} : { madeBy }),
    ...(kind === 'ioctl' ? { command: command(name, fields, [...values.keys()]) } : {}),
  };
}

function command(name: string, fields: Readonly<Record<string, unknown>>, abis: readonly AbiId[]): CommandSnapshot {
  const recordName = optional(fields.record, (each) => text(each, name));
  const numbers = byAbi(fields.fields, abis, name, (each): IoctlFieldsSnapshot => {
    const [direction, type, nr, size] = list(each, name);
    return {
      direction: text(direction, name),
      type: count(type, name),
      nr: count(nr, name),
      sizeBytes: count(size, name),
    };
  });
  if (numbers.size < abis.length) throw new Damaged(`${shown(name)} has a value without the fields of its number`);
  return {
    ...(recordName === undefined ? {} : { recordName }),
    style: oneOf(fields.style, interfaceStyles, name),
    fields: numbers,
  };
}

function byAbi<T>(
  value: unknown,
  abis: readonly AbiId[],
  where: string,
  read: (value: unknown) => T,
): ReadonlyMap<AbiId, T> {
  const fields = object(value, where);
  if (Object.hasOwn(fields, 'all')) {
    const one = read(fields.all);
    return new Map(abis.map((abi) => [abi, one]));
  }
  const each = new Map(
    list(fields.each, where).flatMap((group) => {
      const [ids, value] = list(group, where);
      const one = read(value);
      return list(ids, where).map((id) => [oneOf(id, abis, where), one] as const);
    }),
  );
  if (each.size === 0) throw new Damaged(`${shown(where)} has no ABI`);
  return each;
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Damaged(`${shown(where)} should be an object`);
}

function entries(value: unknown, where: string): readonly (readonly [string, unknown])[] {
  return Object.entries(object(value, where));
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Damaged(`${shown(where)} should have a list`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new Damaged(`${shown(where)} should have a text`);
}

function whole(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new Damaged(`${shown(where)} should have a whole number`);
}

function count(value: unknown, where: string): number {
  const number = whole(value, where);
  if (number >= 0) return number;
  throw new Damaged(`${shown(where)} has a number below 0`);
}

function integer(value: unknown, where: string): bigint {
  if (typeof value === 'string' && /^-?\d{1,40}$/.test(value)) return BigInt(value);
  return BigInt(whole(value, where));
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], where: string): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw new Damaged(`${shown(where)} has ${shown(value)}, which is none of ${choices.join(', ')}`);
}

function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

/** A value of the file in a message: short, and on one line. */
function shown(value: unknown): string {
  const whole = typeof value === 'string' ? `'${value}'` : String(JSON.stringify(value));
  return whole.length > 60 ? `${whole.slice(0, 60)}…` : whole;
}
