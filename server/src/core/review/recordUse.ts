/**
 * What the records of a header are used for: which commands pass them, which records hold them, and which way their bytes
 * travel. A record inside an argument travels with it.
 */
import { KeptWith } from '../base/kept.js';
import { nameOf } from '../base/names.js';
import type { RecordLayout } from '../layout/recordLayout.js';
import { type CType, canonical, type RecordType } from '../sema/ctype.js';
import type { RecordOnAbis } from './byAbi.js';
import type { Command } from './commands.js';
import { sameItems } from './question.js';

export interface RecordUse {
  /** Commands that pass the record itself. */
  readonly commands: readonly Command[];
  /** Records of this header that hold it by value, in a member or an array. */
  readonly embedders: readonly string[];
  /** Commands that pass it, or a record that holds it. */
  readonly reachingCommands: readonly Command[];
  /** The kernel copies it to user space, as far as the commands tell; for `_IO` commands it may. */
  readonly toUser: boolean;
  /** User space passes it to the kernel. */
  readonly fromUser: boolean;
}

const NO_USE: RecordUse = { commands: [], embedders: [], reachingCommands: [], toUser: false, fromUser: false };

export function sameUse(a: RecordUse, b: RecordUse): boolean {
  return (
    a === b ||
    (a.toUser === b.toUser &&
      a.fromUser === b.fromUser &&
      sameItems(a.commands, b.commands) &&
      sameItems(a.reachingCommands, b.reachingCommands) &&
      sameItems(a.embedders, b.embedders))
  );
}

export function recordUses(
  records: readonly RecordOnAbis[],
  commands: readonly Command[],
): (name: string) => RecordUse {
  const embedders = new Map<string, Set<string>>();
  for (const { name, onAbis } of records) {
    const layout = onAbis.find(({ record }) => record.layout !== undefined)?.record.layout;
    for (const tag of layout === undefined ? [] : heldBy(layout)) {
      const holders = embedders.get(tag);
      if (holders === undefined) embedders.set(tag, new Set([name]));
      else holders.add(name);
    }
  }
  const direct = new Map<string, Command[]>();
  for (const command of commands) {
    if (command.recordName === undefined) continue;
    const known = direct.get(command.recordName);
    if (known === undefined) direct.set(command.recordName, [command]);
    else known.push(command);
  }
  const uses = new Map<string, RecordUse>();
  return (name) => {
    let use = uses.get(name);
    if (use === undefined) {
      use = useOf(name, direct, embedders);
      uses.set(name, use);
    }
    return use;
  };
}

function useOf(
  name: string,
  direct: ReadonlyMap<string, readonly Command[]>,
  embedders: ReadonlyMap<string, ReadonlySet<string>>,
): RecordUse {
  const reached = new Set([name]);
  for (const each of reached) for (const holder of embedders.get(each) ?? []) reached.add(holder);
  const reachingCommands = [...reached].flatMap((each) => direct.get(each) ?? []);
  if (reachingCommands.length === 0 && reached.size === 1) return NO_USE;
  const travels = (way: 'r' | 'w'): boolean =>
    reachingCommands.some(({ ioctl: { direction } }) => direction === 'none' || direction.includes(way));
  return {
    commands: direct.get(name) ?? [],
    embedders: [...(embedders.get(name) ?? [])],
    reachingCommands,
    toUser: travels('r'),
    fromUser: travels('w'),
  };
}

const held = new KeptWith<RecordLayout, readonly string[]>('layout');

/** Tags of the records that a record holds by value. */
function heldBy(layout: RecordLayout): readonly string[] {
  let tags = held.get(layout);
  if (tags === undefined) {
    tags = layout.members.flatMap(({ ctype }) => recordsIn(ctype));
    held.set(layout, tags);
  }
  return tags;
}

/** Tags of the records that a member holds by value; those of untagged records inside it too. */
function recordsIn(type: CType): readonly string[] {
  let current = canonical(type);
  while (current.kind === 'array') current = canonical(current.of);
  if (current.kind !== 'record') return [];
  return current.tag >= 0
    ? [nameOf(current.tag)]
    : ((current satisfies RecordType).members?.flatMap((member) => recordsIn(member.type)) ?? []);
}
