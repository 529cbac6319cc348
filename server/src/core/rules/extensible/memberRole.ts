/** What a member is for, told from its name and from what is said of it. */
import type { MemberDoc } from '../../review/memberDocs.js';

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\]$/, '');
}

/** Flags that a caller sets: `flags`, `map_flags`, `flags2`. */
export function isFlagsName(path: string): boolean {
  return /(^|_)flags?\d*$/.test(lastName(path));
}

/** A member that holds a place: `__reserved`, `pad2`, `rsvd`, `resv1`, `unused`. */
export function isReservedName(path: string): boolean {
  return /^_*(\w+_)?(reserved|resv|rsvd|rsv|pad|padding|unused|spare|filler|mbz)_*\d*$/.test(lastName(path));
}

/** It says that the bytes have to be zero, or that nobody looks at them. */
export function saysZero(text: string): boolean {
  return /\b(0s?|0x0+|zero(s|es|ed)?|mbz|ignored?)\b/i.test(text);
}

/** It says where the bits of a flags member are defined, or that there are none. */
export function saysBits(text: string): boolean {
  return (
    saysZero(text) ||
    /\benum\s+\w|\b(struct|union)\s+\w|\bsee\b|\bsame\b|\b(no|unused|reserved|unspecified)\b|\bbit(s|mask|map|field)?\b|\bmask\b/i.test(
      text,
    ) ||
    /\b[A-Z][A-Z0-9]*_[A-Z0-9_]*\*?/.test(text)
  );
}

/** Way of a member as its description or its name begins: `Output; …`, `[out] …`, `out_id`. */
export function memberWay(path: string, doc: MemberDoc | undefined): 'in' | 'out' | 'both' | undefined {
  const text = (doc?.text ?? '').replace(/^[\s[(<]+/, '').toLowerCase();
  if (/^(in\/out|in\|out|inout|input\/output|input and output|input, output|out\/in)\b/.test(text)) return 'both';
  if (/^(on )?(output|out|returns?|returned)\b/.test(text)) return 'out';
  if (/^(on )?(input|in)\b/.test(text)) return 'in';
  if (/^out_/.test(lastName(path))) return 'out';
  return undefined;
}
