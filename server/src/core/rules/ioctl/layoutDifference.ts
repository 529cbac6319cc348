/** Where a record lies differently on two ABIs: what a kernel and the program that it runs disagree on. */

import { nameOf } from '../../base/names.js';
import type { FlatMember, RecordLayout } from '../../layout/recordLayout.js';
import { bytes, membersOf, type RecordOnAbis } from '../../review/byAbi.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { canonical } from '../../sema/ctype.js';
import type { FileRange } from '../../source/sourceFile.js';
import type { AbiId } from '../../target/abi.js';

export interface MemberDifference {
  /** From the outermost record: `info.addr`. */
  readonly path: string;
  readonly range: FileRange;
  /** `8 bytes at offset 4`, on each of the two. */
  readonly places: readonly [string, string];
  readonly what: 'offset' | 'size';
}

export interface LayoutDifference {
  /** Members that lie or measure differently, in order; empty when only padding at the end does. */
  readonly members: readonly MemberDifference[];
  readonly sizes: readonly [number, number];
}

export function layoutOn(record: RecordOnAbis, abi: AbiId): RecordLayout | undefined {
  return record.onAbis.find((entry) => entry.abi === abi)?.record.layout;
}

/** `undefined` when both ABIs lay the record out alike, or one of them does not know it. */
export function layoutDifference(
  header: ReviewedHeader,
  record: RecordOnAbis,
  [one, other]: readonly [AbiId, AbiId],
): LayoutDifference | undefined {
  const [a, b] = [layoutOn(record, one), layoutOn(record, other)];
  if (a === undefined || b === undefined || a === b) return undefined;
  const members: MemberDifference[] = [];
  collect(header, a, b, [one, other], '', members, new Set([record.name]));
  const sizes = [a.sizeBytes, b.sizeBytes] as const;
  return members.length === 0 && sizes[0] === sizes[1] ? undefined : { members, sizes };
}

function collect(
  header: ReviewedHeader,
  a: RecordLayout,
  b: RecordLayout,
  abis: readonly [AbiId, AbiId],
  prefix: string,
  found: MemberDifference[],
  seen: Set<string>,
): void {
  const others = new Map(membersOf(b).map((member) => [member.path, member]));
  for (const member of membersOf(a)) {
    const twin = others.get(member.path);
    // An array that is sized to fill up the difference between ABIs is empty on one of them.
    if (twin === undefined || member.sizeBytes === 0 || twin.sizeBytes === 0) continue;
    const what = member.offsetBits !== twin.offsetBits ? 'offset' : isWider(member, twin) ? 'size' : undefined;
    const path = prefix + member.path;
    if (what !== undefined) {
      found.push({ path, range: member.member.range, places: [placeOf(member), placeOf(twin)], what });
    }
    // A record inside: when it measures alike, what lies in it may still differ. Each is looked into once.
    const inner = canonical(member.member.ctype);
    const tag = inner.kind === 'record' && inner.tag >= 0 ? nameOf(inner.tag) : undefined;
    if (tag === undefined || what === 'offset' || seen.has(tag)) continue;
    const record = header.recordNamed(tag);
    const [layoutA, layoutB] = record === undefined ? [] : abis.map((abi) => layoutOn(record, abi));
    if (layoutA === undefined || layoutB === undefined || layoutA === layoutB) continue;
    seen.add(tag);
    collect(header, layoutA, layoutB, abis, `${path}.`, found, seen);
  }
}

function isWider(a: FlatMember, b: FlatMember): boolean {
  return a.sizeBytes !== b.sizeBytes && a.widthBits === undefined;
}

function placeOf({ offsetBits, sizeBytes, widthBits }: FlatMember): string {
  return widthBits === undefined ? `${bytes(sizeBytes)} at offset ${offsetBits / 8}` : `bit ${offsetBits}`;
}
