/**
 * What kernel-doc expects to be described in a record or an enum, and what is described: the members by path without
 * `[]` (`regs.addr`), those left out that the author marked `private:`, and the names that macros such as
 * `__struct_group` bring.
 */
import { T } from '../lex/token.js';
import type { FileRange } from '../source/sourceFile.js';
import type { DeclaredEnum } from '../unit/headerAnalysis.js';
import type { RecordOnAbis } from './byAbi.js';
import type { EnumAsWritten } from './enums.js';
import { codeFrom } from './headerText.js';
import { inlineMembers, type KernelDoc, type KernelDocMember } from './kernelDoc.js';
import type { ReviewedHeader } from './reviewedHeader.js';

export interface DocumentedParts {
  readonly doc: KernelDoc;
  /** Members or enumerators in order of declaration. */
  readonly declared: readonly DeclaredPart[];
  /** Entries of the comment in order, then inline ones. */
  readonly described: readonly KernelDocMember[];
}

/** A record or enum with a kernel-doc comment of its own. */
export interface DocumentedDeclaration {
  /** `struct foo`, `enum foo`. */
  readonly title: string;
  readonly parts: DocumentedParts;
  readonly range: FileRange;
  /** Undefined for an enum. */
  readonly record: RecordOnAbis | undefined;
}

export interface DeclaredPart {
  /** As kernel-doc spells it: the path without `[]`. */
  readonly name: string;
  /** As findings name it: `record.path`, or the enumerator. */
  readonly symbol: string;
  readonly range: FileRange;
  /** Below `private:`: kernel-doc passes over it, and a description of it does no harm. */
  readonly isPrivate: boolean;
}

export function documentedRecord(header: ReviewedHeader, record: RecordOnAbis): DocumentedDeclaration | undefined {
  const parts = documentedMembersOf(header, record);
  const { range } = record.onAbis[0].record;
  return parts === undefined ? undefined : { title: `${record.kind} ${record.name}`, parts, range, record };
}

export function documentedEnum(header: ReviewedHeader, { declared }: EnumAsWritten): DocumentedDeclaration | undefined {
  const parts = documentedEnumerators(header, declared);
  const { range } = declared;
  return parts === undefined ? undefined : { title: `enum ${parts.doc.name}`, parts, range, record: undefined };
}

/** `undefined`: the record has no kernel-doc comment of its own. */
export function documentedMembersOf(header: ReviewedHeader, record: RecordOnAbis): DocumentedParts | undefined {
  const doc = header.kernelDocOf(record);
  if (doc === undefined || (doc.kind !== 'struct' && doc.kind !== 'union')) return undefined;
  const { range } = record.onAbis[0].record;
  const hidden = privateRanges(header, range);
  const groups = groupNames(range);
  const declared = header.members(record).flatMap(({ path, range: at }) => {
    const name = docName(path);
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (last.startsWith('__empty_') || groups.has(at.start)) return [];
    return [{ name, symbol: `${record.name}.${path}`, range: at, isPrivate: isWithin(hidden, at) }];
  });
  return { doc, declared, described: [...doc.members, ...inlineOf(header, range)] };
}

/** `undefined`: the enum has no kernel-doc comment of its own. */
export function documentedEnumerators(header: ReviewedHeader, declared: DeclaredEnum): DocumentedParts | undefined {
  const doc = declared.kernelDoc === undefined ? undefined : header.kernelDocAt(declared.kernelDoc);
  if (doc?.kind !== 'enum') return undefined;
  const hidden = privateRanges(header, declared.range);
  return {
    doc,
    declared: declared.enumerators.map(({ name, range }) => ({
      name,
      symbol: name,
      range,
      isPrivate: isWithin(hidden, range),
    })),
    described: [...doc.members, ...inlineOf(header, declared.range)],
  };
}

/** A path or an entry's name without `[]`. */
export function docName(path: string): string {
  return path.replace(/\[\w*\]/g, '');
}

function inlineOf(header: ReviewedHeader, range: FileRange): readonly KernelDocMember[] {
  const comments = header.commentsWithin(range).filter(({ isKernelDoc }) => isKernelDoc);
  return inlineMembers(comments);
}

/** From each `private:` comment to the next `public:` one, or to the end. */
function privateRanges(header: ReviewedHeader, range: FileRange): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let since: number | undefined;
  for (const { text, range: at } of header.commentsWithin(range)) {
    const marker = /^\/[*/]+\s*(private|public):/i.exec(text)?.[1].toLowerCase();
    if (marker === 'private') since ??= at.start;
    else if (marker === 'public' && since !== undefined) {
      ranges.push([since, at.start]);
      since = undefined;
    }
  }
  if (since !== undefined) ranges.push([since, range.end]);
  return ranges;
}

function isWithin(ranges: readonly (readonly [number, number])[], { start }: FileRange): boolean {
  return ranges.some(([from, to]) => start >= from && start < to);
}

/**
 * Places of the members NAME that `__struct_group(TAG, NAME, …)` makes (the macro call's, or NAME's): kernel-doc describes
 * the members of a group, not the group.
 */
function groupNames({ file, start, end }: FileRange): ReadonlySet<number> {
  const places = new Set<number>();
  if (!file.text.slice(start, end).includes('struct_group')) return places;
  let isInGroup = false;
  let isName = false;
  for (const { kind, text, range } of codeFrom(file, start)) {
    if (range.start >= end) break;
    if (isName) {
      places.add(range.start);
      isName = false;
    }
    if (kind === T.identifier && /^_*struct_group/.test(text)) {
      places.add(range.start);
      isInGroup = true;
    } else if (isInGroup && (kind === T.comma || kind === T.semicolon)) {
      isName = true;
      isInGroup = false;
    }
  }
  return places;
}
