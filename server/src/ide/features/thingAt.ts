/**
 * What stands at an offset of a header: the word, and the declaration that it is or names. Hover, definition, references
 * and rename all begin here. In comments the references of kernel-doc count: `@member`, `&struct name`, `%CONSTANT`, and
 * the names of commands and constants as they are.
 */
import {
  type DeclaredEnum,
  type DeclaredRecord,
  type FileRange,
  type FlatMember,
  type HeaderAnalysis,
  type IncludeEdge,
  type IoctlDefinition,
  type LexedFile,
  lex,
  type MacroConstant,
  membersOf,
  type RuleContext,
  spellingOf,
  type TextDefine,
  tokenIndexAt,
} from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { type LexicalSymbol, lexicalSymbols } from '../lexicalSymbols.js';

export type Thing =
  | { readonly kind: 'member'; readonly record: DeclaredRecord; readonly flat: FlatMember }
  | { readonly kind: 'record'; readonly record: DeclaredRecord }
  | { readonly kind: 'enum'; readonly enum: DeclaredEnum }
  | {
      readonly kind: 'enumerator';
      readonly enum: DeclaredEnum;
      readonly name: string;
      readonly value: bigint | undefined;
      readonly declaredAt: FileRange;
    }
  | { readonly kind: 'ioctl'; readonly ioctl: IoctlDefinition }
  | { readonly kind: 'macro'; readonly macro: MacroConstant }
  /** A macro that is no integer constant: a guard, a text, one with parameters. */
  | { readonly kind: 'define'; readonly define: TextDefine }
  /** Something that a file declares which the header includes. */
  | { readonly kind: 'external'; readonly symbol: LexicalSymbol }
  /** The type of a member of the header, which is declared nowhere that we know: `unsigned`, `long`. */
  | { readonly kind: 'basicType'; readonly name: string }
  | { readonly kind: 'include'; readonly edge: IncludeEdge }
  | { readonly kind: 'number'; readonly text: string };

export interface ThingAt {
  readonly thing: Thing;
  /** The word under the cursor. */
  readonly range: FileRange;
}

/**
 * @param context the ABIs to look at: those of the findings are at hand anyway; all of them for what only others see
 */
export function thingAt(document: HeaderDocument, offset: number, context = document.context): ThingAt | undefined {
  const { file } = context;
  const include = includeAt(context, offset);
  if (include !== undefined) return include;
  const lexed = lex(file);
  const index = tokenIndexAt(lexed, offset);
  if (index < 0) return inComment(document, offset, context);
  const range = { file, start: lexed.starts[index], end: lexed.ends[index] };
  const text = spellingOf(lexed, index);
  if (/^\d/.test(text)) return { thing: { kind: 'number', text }, range };
  if (!/^[A-Za-z_]/.test(text)) return undefined;
  const things = thingsOf(context);
  const isTag = index > 0 && /^(struct|union|enum)$/.test(spellingOf(lexed, index - 1));
  const thing =
    things.startingAt(range.start) ??
    (isTag ? things.tagged(text) : undefined) ??
    things.named(text) ??
    things.tagged(text) ??
    defineOf(context, text) ??
    externalNamed(context, text) ??
    ownTypedef(document, text) ??
    basicTypeAt(lexed, index);
  return thing === undefined ? undefined : { thing, range };
}

interface Things {
  /** By the offset at which a declaration's own name stands. */
  readonly startingAt: (start: number) => Thing | undefined;
  /** Commands, macros and enumerators: ordinary names, as the preprocessor and the compiler see them. */
  readonly named: (name: string) => Thing | undefined;
  /** Records and enums. */
  readonly tagged: (name: string) => Thing | undefined;
}

const known = new WeakMap<RuleContext, { timesAsked: number; things: Things }>();

/** Maps of everything pay where an editor asks more than this of one version: a keystroke is followed by one hover. */
const ASKED_BEFORE_MAPS = 3;

function thingsOf(context: RuleContext): Things {
  let entry = known.get(context);
  if (entry === undefined) {
    entry = { timesAsked: 0, things: searchedThings(context) };
    known.set(context, entry);
  }
  if (++entry.timesAsked === ASKED_BEFORE_MAPS) entry.things = mappedThings(context);
  return entry.things;
}

function mappedThings({ analyses }: RuleContext): Things {
  const byStart = new Map<number, Thing>();
  const byName = new Map<string, Thing>();
  const tags = new Map<string, Thing>();
  collectAll(analyses, (start, names, name, make) => {
    const thing = make();
    if (!byStart.has(start)) byStart.set(start, thing);
    const map = names === 'tag' ? tags : byName;
    if (names !== 'member' && !map.has(name)) map.set(name, thing);
    return false;
  });
  return {
    startingAt: (start) => byStart.get(start),
    named: (name) => byName.get(name),
    tagged: (name) => tags.get(name),
  };
}

function searchedThings({ analyses }: RuleContext): Things {
  const first = (
    isIt: (start: number, names: 'tag' | 'name' | 'member', name: string) => boolean,
  ): Thing | undefined => {
    let found: Thing | undefined;
    collectAll(analyses, (start, names, name, make) => {
      if (!isIt(start, names, name)) return false;
      found = make();
      return true;
    });
    return found;
  };
  return {
    startingAt: (wanted) => first((start) => start === wanted),
    named: (wanted) => first((_, names, name) => names === 'name' && name === wanted),
    tagged: (wanted) => first((_, names, name) => names === 'tag' && name === wanted),
  };
}

/** Takes a declaration; true: no more are wanted. */
type Add = (start: number, names: 'tag' | 'name' | 'member', name: string, make: () => Thing) => boolean;

function collectAll(analyses: readonly HeaderAnalysis[], add: Add): void {
  const seen = new Set<object>();
  for (const analysis of analyses) if (collect(analysis, seen, add)) return;
}

/** Lists that ABIs share are the same objects, and are gone through once. */
function collect({ records, enums, macros, ioctls }: HeaderAnalysis, seen: Set<object>, add: Add): boolean {
  const isNew = (list: object): boolean => !seen.has(list) && seen.add(list) !== undefined;
  if (isNew(ioctls)) {
    for (const ioctl of ioctls) {
      if (add(ioctl.range.start, 'name', ioctl.name, () => ({ kind: 'ioctl', ioctl }))) return true;
    }
  }
  if (isNew(macros)) {
    for (const macro of macros) {
      if (add(macro.range.start, 'name', macro.name, () => ({ kind: 'macro', macro }))) return true;
    }
  }
  if (isNew(records)) {
    for (const record of records) {
      if (!isNew(record)) continue;
      if (add(record.nameRange.start, 'tag', record.name, () => ({ kind: 'record', record }))) return true;
      if (record.layout === undefined) continue;
      for (const flat of membersOf(record.layout)) {
        if (add(flat.member.range.start, 'member', flat.path, () => ({ kind: 'member', record, flat }))) return true;
      }
    }
  }
  if (!isNew(enums)) return false;
  for (const each of enums) {
    for (const { name, value, range } of each.enumerators) {
      const make = (): Thing => ({ kind: 'enumerator', enum: each, name, value, declaredAt: range });
      if (add(range.start, 'name', name, make)) return true;
    }
    if (each.name === undefined) continue;
    if (add(-1 - each.range.start, 'tag', each.name, () => ({ kind: 'enum', enum: each }))) return true;
  }
  return false;
}

function includeAt({ analyses, file }: RuleContext, offset: number): ThingAt | undefined {
  const seen = new Set<object>();
  for (const { includes } of analyses) {
    if (seen.has(includes)) continue;
    seen.add(includes);
    for (const edge of includes) {
      const { start, end } = edge.step;
      if (edge.from === file && start <= offset && offset <= end) {
        return { thing: { kind: 'include', edge }, range: { file, start, end } };
      }
    }
  }
  return undefined;
}

function defineOf({ header }: RuleContext, name: string): Thing | undefined {
  const define = header.defineOf(name);
  return define === undefined ? undefined : { kind: 'define', define };
}

/** Looks into the included files, in the order in which they are read. */
export function externalNamed({ analyses, file }: RuleContext, name: string): Thing | undefined {
  const seen = new Set<object>([file]);
  for (const { includes } of analyses) {
    for (const { to } of includes) {
      if (to === undefined || seen.has(to)) continue;
      seen.add(to);
      if (!to.text.includes(name)) continue;
      const symbol = lexicalSymbols(to).find((each) => each.name === name);
      if (symbol !== undefined) return { kind: 'external', symbol };
    }
  }
  return undefined;
}

/** A typedef name that the header declares for something that is no record of its own. */
function ownTypedef({ file }: HeaderDocument, name: string): Thing | undefined {
  const symbol = lexicalSymbols(file).find((each) => each.kind === 'typedef' && each.name === name);
  return symbol === undefined ? undefined : { kind: 'external', symbol };
}

/** All words of `unsigned long`, of which the cursor is on one. */
function basicTypeAt(lexed: LexedFile, index: number): Thing | undefined {
  const isWord = (at: number): boolean => at >= 0 && at < lexed.count && basicTypeWords.has(spellingOf(lexed, at));
  if (!isWord(index)) return undefined;
  let first = index;
  let last = index;
  while (isWord(first - 1)) first--;
  while (isWord(last + 1)) last++;
  const words = Array.from({ length: last - first + 1 }, (_, i) => spellingOf(lexed, first + i));
  return { kind: 'basicType', name: words.join(' ') };
}

const basicTypeWords: ReadonlySet<string> = new Set([
  'char',
  'short',
  'int',
  'long',
  'signed',
  'unsigned',
  'float',
  'double',
  '_Bool',
]);

/** A word of a comment, with the sign before it. */
function inComment(document: HeaderDocument, offset: number, context: RuleContext): ThingAt | undefined {
  const comment = commentAt(document, offset);
  if (comment === undefined) return undefined;
  const { file } = context;
  const { text } = file;
  let start = offset;
  let end = offset;
  while (start > comment.start && /\w/.test(text[start - 1])) start--;
  while (end < comment.end && /\w/.test(text[end])) end++;
  const word = text.slice(start, end);
  if (!/^[A-Za-z_]/.test(word)) return undefined;
  const range = { file, start, end };
  const before = text.slice(Math.max(comment.start, start - 12), start);
  const things = thingsOf(context);
  if (before.endsWith('@')) {
    const thing = memberOfComment(context, comment, word) ?? things.named(word);
    return thing === undefined ? undefined : { thing, range };
  }
  // `&NAME` may be a constant as well as a tag.
  const thing = before.endsWith('&')
    ? (things.tagged(word) ?? things.named(word))
    : /\b(?:struct|union|enum)\s+$/.test(before)
      ? things.tagged(word)
      : things.named(word);
  return thing === undefined ? undefined : { thing, range };
}

function commentAt({ file }: HeaderDocument, offset: number): { start: number; end: number } | undefined {
  const { comments } = lex(file);
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (comments[2 * middle + 1] <= offset) low = middle + 1;
    else high = middle;
  }
  const start = comments[2 * low];
  return start !== undefined && start <= offset ? { start, end: comments[2 * low + 1] } : undefined;
}

/** The member that `@name` means: of the record below the comment, or of the one that holds it. */
function memberOfComment(
  { analyses }: RuleContext,
  { start, end }: { start: number; end: number },
  name: string,
): Thing | undefined {
  for (const { records } of analyses) {
    for (const record of records) {
      const isDescribed = record.kernelDoc?.start === start;
      const isInside = record.range.start <= start && end <= record.range.end;
      if ((!isDescribed && !isInside) || record.layout === undefined) continue;
      const flat = membersOf(record.layout).find(({ path }) => path === name || path.endsWith(`.${name}`));
      if (flat !== undefined) return { kind: 'member', record, flat };
    }
  }
  return undefined;
}

/** The name of what stands at an offset, where it is of the kind. */
export function thingNamed(document: HeaderDocument, offset: number, kind: 'ioctl'): string | undefined {
  const found = thingAt(document, offset) ?? thingAt(document, offset, document.onAllAbis);
  return found?.thing.kind === kind ? found.thing.ioctl.name : undefined;
}
