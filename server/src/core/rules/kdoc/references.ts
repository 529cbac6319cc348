/**
 * Names that the kernel-doc comments of a header mention and that nothing which it includes declares: constants in
 * capitals, and tags after `struct`, `union` and `enum`. One pass over the comments for all rules about references.
 */

import { slipOf } from '../../base/editDistance.js';
import { perPiece } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { Slips } from '../../review/reviewMemory.js';
import { type FileRange, subrange } from '../../source/sourceFile.js';
import type { Fix } from '../rule.js';
import { isKnown, isOwnName, ownNames, ownPrefixes } from './ownNames.js';

export interface Reference {
  /** `values`: an enum that is said to list a member's values (`One of enum foo_kind`). */
  readonly kind: 'constant' | 'tag' | 'values';
  readonly name: string;
  /** `struct`, `enum`; empty for a constant. */
  readonly keyword: string;
  /** It has kernel-doc's markup: `%NAME`, `&struct name`. */
  readonly isMarked: boolean;
  /** Every place in the comment. */
  readonly ranges: readonly FileRange[];
  /** What the comment, or the entry of the comment, documents. */
  readonly symbol: string | undefined;
  /** A name of the header that is a slip away. */
  readonly nearest: string | undefined;
}

/** References with a prefix of the header's own that nothing declares, in text order; each name once in a comment. */
export function unknownReferences(header: ReviewedHeader): readonly Reference[] {
  return header.part('unknownReferences', () => {
    if (ownPrefixes(header).size === 0) return [];
    const unknown = new Map<string, boolean>();
    const isUnknown = (name: string): boolean => {
      let answer = unknown.get(name);
      if (answer === undefined) {
        answer = !isKnown(header, name) && isOwnName(header, name);
        unknown.set(name, answer);
      }
      return answer;
    };
    return mentioningComments(header.text).flatMap(({ comment, names }) =>
      names.some(isUnknown) ? referencesIn(header, comment.text, comment.range, isUnknown) : [],
    );
  });
}

/**
 * A name of the header that is a slip away from another one. Most versions of a document have the names of the one before:
 * only what came or went can be nearer, or have been.
 */
function nearestName(header: ReviewedHeader, name: string): string | undefined {
  const { before, changed, now } = header.part('slips', () => slipsOf(header));
  if (!now.nearest.has(name)) {
    const holds = before?.nearest.has(name) === true && !changed.some((each) => slipOf(name, [each]) !== undefined);
    now.nearest.set(name, holds ? before.nearest.get(name) : slipOf(name, now.names));
  }
  return now.nearest.get(name);
}

/** What the version before knew, the names that came or went since, and what this version finds out. */
function slipsOf(header: ReviewedHeader): {
  readonly before: Slips | undefined;
  readonly changed: readonly string[];
  readonly now: Slips;
} {
  const { memory } = header.options;
  const names = ownNames(header);
  const before = memory?.slips;
  const now: Slips = { names, nearest: new Map() };
  if (memory !== undefined) memory.slips = now;
  if (before === undefined) return { before, changed: [], now };
  const changed = [...names].filter((each) => !before.names.has(each));
  for (const each of before.names) if (!names.has(each)) changed.push(each);
  return changed.length > 20 ? { before: undefined, changed: [], now } : { before, changed, now };
}

/** Kernel-doc comments with the names that may be references in them, each name once. */
const mentioningComments = perPiece(({ comments }) =>
  comments.flatMap((comment) => {
    const names = comment.isKernelDoc ? (comment.text.match(mentionedName) ?? []) : [];
    return names.length === 0 ? [] : [{ comment, names: [...new Set(names)] }];
  }),
);

const mentionedName = /\b[A-Za-z][A-Za-z0-9]*_\w*/g;
const constant = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const valuesOf = /\b(?:one|any|combination|bitmask|mask|values?|flags?|types?|or)\s+(?:of|from|in)\s+(?:the\s+)?$/i;

function referencesIn(
  header: ReviewedHeader,
  text: string,
  comment: FileRange,
  isUnknown: (name: string) => boolean,
): readonly Reference[] {
  const { start } = comment;
  const found = new Map<string, Reference & { readonly ranges: FileRange[] }>();
  for (const match of text.matchAll(mentionedName)) {
    const [name] = match;
    if (!isUnknown(name)) continue;
    const isConstant = constant.test(name);
    const before = text.slice(Math.max(0, match.index - 60), match.index).replace(/\s*\n[ \t]*\*?[ \t]*/g, ' ');
    const tag = isConstant ? null : /(&?)\b(struct|union|enum) $/.exec(before);
    if (!isConstant && tag === null) continue;
    const after = text.slice(match.index + name.length, match.index + name.length + 2);
    if (isConstant && isPattern(header, name, before, after)) continue;
    const range = subrange(comment, start + match.index, start + match.index + name.length);
    const known = found.get(name);
    if (known !== undefined) {
      known.ranges.push(range);
      continue;
    }
    const keyword = tag?.[2] ?? '';
    const isValues = keyword === 'enum' && valuesOf.test(before.slice(0, -(tag?.[0].length ?? 0)));
    if (tag !== null && isTitle(before, tag[0])) continue;
    found.set(name, {
      kind: isConstant ? 'constant' : isValues ? 'values' : 'tag',
      name,
      keyword,
      isMarked: isConstant ? before.endsWith('%') : tag?.[1] === '&',
      ranges: [range],
      symbol: symbolAt(header, comment, range),
      nearest: nearestName(header, name),
    });
  }
  return [...found.values()];
}

/** `/** struct name`: what is documented, not a reference. */
function isTitle(before: string, tag: string): boolean {
  return /\/\*\*\s*$/.test(before.slice(0, -tag.length));
}

/**
 * A name that stands for several (`FOO_MODE_*`, `FOO_XXX`), the beginning of others, a macro call or a file; or one that
 * other rules judge: an entry of its own (`@FOO_MODE:`), and `ioctl(FOO)`.
 */
function isPattern(header: ReviewedHeader, name: string, before: string, after: string): boolean {
  if (/(?:[*_.$#<@-]|\bioctl\()$/.test(before) || /^(?:[*({<[]|[.-]\w|_)/.test(after)) return true;
  if (/_(?:X{2,}|Y{2,}|[NX])(?:_|$)/.test(name)) return true;
  const prefix = `${name}_`;
  for (const own of ownNames(header)) if (own.startsWith(prefix)) return true;
  return false;
}

/** The record, its member, or the enum or macro that the comment at `start` documents. */
function symbolAt(header: ReviewedHeader, comment: FileRange, range: FileRange): string | undefined {
  const doc = header.kernelDocAt(comment);
  if (doc === undefined || doc.kind === 'doc' || doc.name === '') return undefined;
  if (doc.kind !== 'struct' && doc.kind !== 'union') return doc.name;
  const entry = doc.members.find(({ entryRange }) => range.start >= entryRange.start && range.end <= entryRange.end);
  return entry === undefined ? doc.name : `${doc.name}.${entry.name}`;
}

/** Writes the name that was meant. */
export function renameFix(ranges: readonly FileRange[], name: string, meant: string | undefined): Fix[] {
  if (meant === undefined) return [];
  return [
    {
      title: `Replace '${name}' by '${meant}'`,
      edits: ranges.map((range) => ({ range, newText: meant })),
      effect: 'neutral',
    },
  ];
}
