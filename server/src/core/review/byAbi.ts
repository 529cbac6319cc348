import { type Keeper, KeptWith } from '../base/kept.js';
import { flattenMembers } from '../layout/flatten.js';
import type { FlatMember, RecordLayout } from '../layout/recordLayout.js';
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { DeclaredRecord, HeaderAnalysis } from '../unit/headerAnalysis.js';
import type { ReviewMemory } from './reviewMemory.js';

/** One record with its layout on each ABI that declares it completely. */
export interface RecordOnAbis extends Keeper {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  readonly onAbis: readonly { readonly abi: AbiId; readonly record: DeclaredRecord }[];
}

/** One named member of a record, by path, with its place on each ABI that lays the record out. */
export interface MemberOnAbis {
  readonly path: string;
  /** Place of the name, on the first of the ABIs. */
  readonly range: FileRange;
  /** The first of them: for what ABIs share. */
  readonly flat: FlatMember;
  readonly onAbis: readonly { readonly abi: AbiId; readonly flat: FlatMember }[];
}

const flatMembers = new KeptWith<RecordLayout, readonly FlatMember[]>('layout');

/** `flattenMembers`, once per layout. */
export function membersOf(layout: RecordLayout): readonly FlatMember[] {
  let members = flatMembers.get(layout);
  if (members === undefined) {
    members = flattenMembers(layout);
    flatMembers.set(layout, members);
  }
  return members;
}

/** The named members of a record, untagged records inside it taken apart, in order of declaration. */
export function membersOnAbis(record: RecordOnAbis): readonly MemberOnAbis[] {
  let members = joinedMembers.get(record);
  if (members === undefined) {
    members = joinMembers(record);
    joinedMembers.set(record, members);
  }
  return members;
}

const joinedMembers = new KeptWith<RecordOnAbis, readonly MemberOnAbis[]>('record');

function joinMembers({ onAbis }: RecordOnAbis): readonly MemberOnAbis[] {
  const joined = new Map<string, { abi: AbiId; flat: FlatMember }[]>();
  for (const { abi, record } of onAbis) {
    if (record.layout === undefined) continue;
    for (const flat of membersOf(record.layout)) {
      const known = joined.get(flat.path);
      if (known === undefined) joined.set(flat.path, [{ abi, flat }]);
      else known.push({ abi, flat });
    }
  }
  return [...joined].map(([path, places]) => {
    const [{ flat }] = places;
    return { path, range: flat.member.range, flat, onAbis: places };
  });
}

/**
 * Joins the records of a header over its ABIs, in the order in which they are declared. Records that are the same on all
 * ABIs as in an earlier version are joined as they were.
 */
export function recordsOnAbis(analyses: readonly HeaderAnalysis[], memory?: ReviewMemory): readonly RecordOnAbis[] {
  interface Joined extends Keeper {
    readonly kind: 'struct' | 'union';
    readonly name: string;
    readonly onAbis: RecordOnAbis['onAbis'][number][];
  }
  const joined: Joined[] = [];
  const byName = new Map<string, Joined>();
  for (const { abi, records } of analyses) {
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      const { kind, name } = record;
      // Nearly always the ABIs declare the same records in the same order.
      let known: Joined | undefined = i < joined.length ? joined[i] : undefined;
      if (known?.name !== name || known.kind !== kind) {
        const key = `${kind} ${name}`;
        known = byName.get(key);
        if (known === undefined) {
          known = { kind, name, onAbis: [], kept: undefined };
          joined.push(known);
          byName.set(key, known);
        }
      }
      known.onAbis.push({ abi: abi.id, record });
    }
  }
  return memory === undefined ? joined : joined.map((record) => keptRecord(memory, record));
}

function keptRecord({ records }: ReviewMemory, now: RecordOnAbis): RecordOnAbis {
  const [{ record: first }] = now.onAbis;
  const kept = records.get(first);
  const isSame =
    kept !== undefined &&
    kept.onAbis.length === now.onAbis.length &&
    kept.onAbis.every(({ abi, record }, i) => abi === now.onAbis[i].abi && record === now.onAbis[i].record);
  if (isSame) return kept;
  records.set(first, now);
  return now;
}

/**
 * One line for each answer, with the ABIs that give it: `x86_64, aarch64: 4 bytes at offset 4`. ABIs and answers keep
 * their order.
 */
export function factLines(answers: readonly (readonly [AbiId, string])[]): readonly string[] {
  const groups = new Map<string, AbiId[]>();
  for (const [abi, answer] of answers) {
    const abis = groups.get(answer);
    if (abis === undefined) groups.set(answer, [abi]);
    else abis.push(abi);
  }
  return [...groups].map(([answer, abis]) => `${abis.join(', ')}: ${answer}`);
}

/** `1 byte`, `4 bytes`. */
export function bytes(count: number): string {
  return `${count} byte${count === 1 ? '' : 's'}`;
}
