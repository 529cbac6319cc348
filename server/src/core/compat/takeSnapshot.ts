/** A header as a snapshot: what its analyses and its comments say, without the text. */
import { nameOf } from '../base/names.js';
import type { RecordLayout } from '../layout/recordLayout.js';
import { membersOf, type RecordOnAbis } from '../review/byAbi.js';
import type { Command } from '../review/commands.js';
import { nestedRecords } from '../review/nestedRecords.js';
import { anyLayout, type ReviewedHeader } from '../review/reviewedHeader.js';
import type { InterfaceStyle } from '../review/style.js';
import type { CType } from '../sema/ctype.js';
import type { AbiId } from '../target/abi.js';
import type { IoctlDefinition } from '../unit/headerAnalysis.js';
import type {
  CommandSnapshot,
  ConstantSnapshot,
  HeaderSnapshot,
  IoctlFieldsSnapshot,
  LayoutSnapshot,
  MemberShape,
  MemberSnapshot,
  RecordSnapshot,
  Travels,
} from './headerSnapshot.js';
import { recordKey } from './headerSnapshot.js';
import { mustBeZeroMembers } from './mustBeZero.js';

/** @param name the header's name in the snapshot; by default its display name */
export function takeSnapshot(header: ReviewedHeader, name = header.file.displayName): HeaderSnapshot {
  const { constants, enums } = constantsOf(header);
  return {
    header: name,
    abis: header.analyses.map(({ abi }) => abi.id),
    style: header.style.style,
    records: recordsOf(header),
    constants,
    enums,
    otherMacros: otherMacrosOf(header, constants),
  };
}

function recordsOf(header: ReviewedHeader): ReadonlyMap<string, RecordSnapshot> {
  const mustBeZero = mustBeZeroMembers(header);
  const layouts = new Map<RecordLayout, LayoutSnapshot>();
  return new Map(
    header.records.map((record) => {
      const style = header.recordStyle(record) ?? styleByFirstMember(record);
      const snapshot: RecordSnapshot = {
        kind: record.kind,
        name: record.name,
        layouts: new Map(
          record.onAbis.map(({ abi, record: { layout } }) => [
            abi,
            layout === undefined ? undefined : once(layouts, layout, layoutOf),
          ]),
        ),
        ...(style === undefined ? {} : { style }),
        travels: travelsOf(header, record),
        mustBeZero: mustBeZero(record),
        range: record.onAbis[0].record.nameRange,
      };
      return [recordKey(record), snapshot] as const;
    }),
  );
}

/** A struct that begins with its own size says how it is extended, whichever way it is passed. */
function styleByFirstMember(record: RecordOnAbis): InterfaceStyle | undefined {
  const layout = anyLayout(record);
  const [first] = layout?.members ?? [];
  if (layout?.kind !== 'struct' || first?.type !== '__u32') return undefined;
  return first.name === 'argsz' ? 'argsz' : first.name === 'size' ? 'size-first' : undefined;
}

function travelsOf(header: ReviewedHeader, record: RecordOnAbis): Travels {
  const { toUser, fromUser } = header.use(record);
  return toUser && fromUser ? 'both' : toUser ? 'to-user' : fromUser ? 'from-user' : 'unknown';
}

function layoutOf(layout: RecordLayout): LayoutSnapshot {
  const { sizeBytes, alignBytes } = layout;
  const padding = [...nestedRecords(layout)].flatMap(({ offsetBits, layout: inner, prefix }) =>
    // Anonymous members have handed their padding to the record that holds them.
    prefix === '' && offsetBits !== 0
      ? []
      : inner.padding.map((range) => ({
          offsetBits: range.offsetBits + offsetBits,
          widthBits: range.widthBits,
          ...(range.kind === 'unnamed' ? { isWritten: true as const } : {}),
        })),
  );
  const members = membersOf(layout).map(
    ({ path, offsetBits, sizeBytes: size, widthBits, type, dimensions, member }): MemberSnapshot => ({
      path,
      offsetBits,
      sizeBytes: size,
      ...(widthBits === undefined ? {} : { widthBits }),
      type,
      dimensions,
      shape: memberShape(member.ctype),
      range: member.range,
    }),
  );
  return { sizeBytes, alignBytes, members, padding };
}

/** What a member holds, arrays and typedefs looked through. */
export function memberShape(type: CType): MemberShape {
  let typedefName = '';
  for (let current = type; ; ) {
    switch (current.kind) {
      case 'typedef':
        typedefName = nameOf(current.name);
        current = current.type;
        break;
      case 'array':
      case 'vector':
        current = current.of;
        break;
      case 'qualified':
      case 'aligned':
      case 'mode':
        current = current.type;
        break;
      case 'record':
        return `record ${current.tag < 0 ? typedefName : nameOf(current.tag)}`;
      case 'enum':
      case 'pointer':
        return current.kind;
      case 'basic':
        return shapeOfBasic(current.name);
      default:
        return 'other';
    }
  }
}

function shapeOfBasic(name: string): MemberShape {
  if (name === 'char') return 'char';
  if (/float|double|_Float/.test(name)) return 'float';
  if (name === 'void' || name.startsWith('__builtin')) return 'other';
  return /unsigned|_Bool/.test(name) ? 'unsigned' : 'signed';
}

interface Constants {
  readonly constants: ReadonlyMap<string, ConstantSnapshot>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

interface OpenConstant extends ConstantSnapshot {
  readonly values: Map<AbiId, bigint>;
}

function constantsOf(header: ReviewedHeader): Constants {
  const constants = new Map<string, OpenConstant>();
  const enums = new Map<string, readonly string[]>();
  const add = (abi: AbiId, value: bigint, constant: Omit<ConstantSnapshot, 'values'>): void => {
    const known = constants.get(constant.name);
    if (known === undefined) constants.set(constant.name, { ...constant, values: new Map([[abi, value]]) });
    else known.values.set(abi, value);
  };
  for (const { abi, macros, enums: declared } of header.analyses) {
    for (const { name, value, range } of macros) {
      const madeBy = makingOf(header, name);
      add(abi.id, value, { kind: 'macro', name, range, ...(madeBy === undefined ? {} : { madeBy }) });
    }
    for (const { name: tag, enumerators } of declared) {
      const key = tag ?? `{ ${enumerators[0]?.name ?? ''} }`;
      if (!enums.has(key))
        enums.set(
          key,
          enumerators.map(({ name }) => name),
        );
      for (const { name, value, range } of enumerators) {
        if (value !== undefined) add(abi.id, value, { kind: 'enumerator', name, range });
      }
    }
  }
  for (const command of header.commands) {
    const { name, range } = command;
    const values = new Map(command.onAbis.map(({ abi, ioctl }) => [abi, ioctl.value] as const));
    constants.set(name, { kind: 'ioctl', name, range, values, command: commandOf(header, command) });
  }
  return { constants, enums };
}

/** `#define FOO_LEN sizeof(struct foo)`: its value is the struct's. `(FOO_A | FOO_B)` is a set. */
function makingOf(header: ReviewedHeader, name: string): ConstantSnapshot['madeBy'] {
  const body = header.defineOf(name)?.body ?? [];
  if (body.some(({ text }) => text === 'sizeof' || text === 'offsetof')) return 'sizeof';
  return body.some(({ text }) => text === '|') ? 'or' : undefined;
}

function commandOf(header: ReviewedHeader, command: Command): CommandSnapshot {
  const fields = new Map<IoctlDefinition, IoctlFieldsSnapshot>();
  return {
    ...(command.recordName === undefined ? {} : { recordName: command.recordName }),
    style: header.commandStyle(command),
    fields: new Map(
      command.onAbis.map(({ abi, ioctl }) => [
        abi,
        once(fields, ioctl, ({ direction, type, nr, sizeBytes }) => ({ direction, type, nr, sizeBytes })),
      ]),
    ),
  };
}

/** Macros with a body that have no integer value. An include guard has no body. */
function otherMacrosOf(header: ReviewedHeader, constants: ReadonlyMap<string, ConstantSnapshot>): ReadonlySet<string> {
  const names = header.text.defines.flatMap(({ name, body }) =>
    body.length === 0 || constants.has(name) ? [] : [name],
  );
  return new Set(names);
}

function once<K extends object, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make(key);
    known.set(key, value);
  }
  return value;
}
