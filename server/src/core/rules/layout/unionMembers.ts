/** The unions of a record, itself included: named, anonymous and untagged ones, by the path that reports give them. */
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import { nestedRecords } from '../../review/nestedRecords.js';

export interface PlacedUnion {
  /** Empty for the record itself; for an anonymous union the path of its first named member. */
  readonly path: string;
  readonly layout: RecordLayout;
  /** The struct member that has the union as its type; undefined for the record itself. */
  readonly member: MemberLayout | undefined;
  /** The record around it. */
  readonly owner: RecordLayout | undefined;
}

export function* unionsOf(layout: RecordLayout): Generator<PlacedUnion> {
  if (layout.kind === 'union') yield { path: '', layout, member: undefined, owner: undefined };
  for (const { prefix, layout: owner } of nestedRecords(layout)) {
    for (const member of owner.members) {
      if (member.nested?.kind !== 'union') continue;
      const path = prefix + (member.name === '' ? firstName(member.nested) : member.name);
      yield { path, layout: member.nested, member, owner };
    }
  }
}

function firstName(layout: RecordLayout): string {
  for (const { name, nested } of layout.members) {
    if (name !== '') return name;
    const inner = nested === undefined ? '' : firstName(nested);
    if (inner !== '') return inner;
  }
  return '';
}

/** It stands for one struct under two names (`__struct_group`), or holds a flexible array. */
export function isUnionByForm({ members }: RecordLayout): boolean {
  return members.some(({ dimensions }) => dimensions[0] === -1 || dimensions[0] === 0);
}
