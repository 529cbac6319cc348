/** Arrays at the end of a record whose length the declaration does not say: `[]`, and what was used before C99. */
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import type { Abi } from '../../target/abi.js';
import { measuredLayout, recordOf } from './divergence.js';

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

/**
 * The flexible array in which a record ends, with its path: its own, or that of the last member (for a union, of any
 * member). In an embedded record (`depth` above 0) a `[0]` counts as one, as it does for the compiler's warning.
 */
export function trailingFlex(layout: RecordLayout, abi: Abi, depth = 0): string | undefined {
  if (depth > 40) return undefined;
  const candidates = layout.kind === 'union' ? layout.members : layout.members.slice(-1);
  for (const member of candidates) {
    if (isFlexible(member) || (depth > 0 && isZeroLength(member))) return member.name;
    const inner = innerFlex(member, abi, depth + 1);
    if (inner !== undefined) return member.name === '' ? inner : `${member.name}.${inner}`;
  }
  return undefined;
}

/** The flexible array in which a member's own record ends. */
export function innerFlex(member: MemberLayout, abi: Abi, depth = 1): string | undefined {
  if (member.nested !== undefined) return trailingFlex(member.nested, abi, depth);
  const record = recordOf(member.ctype);
  const layout = record === undefined ? undefined : measuredLayout(record, abi);
  return layout === undefined ? undefined : trailingFlex(layout, abi, depth);
}
