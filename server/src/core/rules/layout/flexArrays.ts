/** Arrays at the end of a record whose length the declaration does not say: `[]`, and what was used before C99. */

import { KeptWith } from '../../base/kept.js';
import { measuredLayout, recordOf } from '../../layout/heldRecord.js';
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import type { Abi } from '../../target/abi.js';

export function isFlexible({ dimensions }: MemberLayout): boolean {
  return dimensions[0] === -1;
}

/** Written `[0]`: what stood for `[]` before C99. A length that is only computed to be 0 is padding. */
export function isZeroLength({ dimensions, range }: MemberLayout): boolean {
  return dimensions[0] === 0 && /^\s*\[\s*0\s*\]/.test(range.file.text.slice(range.end, range.end + 40));
}

/** A flexible array among the members of an anonymous record, which are members of the record around it. */
export function anonymousFlex(layout: RecordLayout): string | undefined {
  for (const member of layout.members) {
    if (isFlexible(member)) return member.name;
    const inner = member.name === '' && member.nested !== undefined ? anonymousFlex(member.nested) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const trailing = new KeptWith<RecordLayout, string | undefined>('layout');

/**
 * The flexible array in which an embedded record ends, with its path: its own, or that of the last member (for a union, of
 * any member). A `[0]` counts as one, as it does for the compiler's warning.
 */
export function innerFlex(member: MemberLayout, abi: Abi): string | undefined {
  const record = member.nested === undefined ? recordOf(member.ctype) : undefined;
  const layout = record === undefined ? member.nested : measuredLayout(record, abi);
  return layout === undefined ? undefined : trailingFlex(layout, abi);
}

function trailingFlex(layout: RecordLayout, abi: Abi): string | undefined {
  if (trailing.has(layout)) return trailing.get(layout);
  let found: string | undefined;
  for (const member of layout.kind === 'union' ? layout.members : layout.members.slice(-1)) {
    if (isFlexible(member) || isZeroLength(member)) found = member.name;
    else {
      const inner = innerFlex(member, abi);
      if (inner !== undefined) found = member.name === '' ? inner : `${member.name}.${inner}`;
    }
    if (found !== undefined) break;
  }
  trailing.set(layout, found);
  return found;
}

/** The last member of a struct that has a size: members before it are followed by something. */
export function lastSized({ members }: RecordLayout): number {
  return members.findLastIndex(({ sizeBytes }) => sizeBytes > 0);
}
