/**
 * Where a name of a header is used: in its own text, kernel-doc included, and in other headers. A tag, a command, a macro
 * and an enumerator have one meaning in a tree of uapi headers. A member's name has as many as there are records, so that
 * only its declaration and the kernel-doc of its record count.
 */
import { type FileRange, lex, type SourceFile, spellingOf, tokenKinds as T } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { placeOf } from './definition.js';
import { type Thing, thingAt } from './thingAt.js';

/** What references are looked for. */
export interface Target {
  readonly thing: Thing;
  readonly name: string;
  /** The word under the cursor. */
  readonly range: FileRange;
  readonly declaredAt: FileRange;
  /** Members are looked for in their own header alone. */
  readonly isLocal: boolean;
}

export interface Reference {
  readonly range: FileRange;
  readonly isDeclaration: boolean;
  readonly isInComment: boolean;
}

export function referenceTarget(document: HeaderDocument, offset: number): Target | undefined {
  const found = thingAt(document, offset) ?? thingAt(document, offset, document.onAllAbis);
  if (found === undefined) return undefined;
  const { thing, range } = found;
  const name = nameOf(thing);
  const declaredAt = placeOf(thing);
  if (name === undefined || declaredAt === undefined) return undefined;
  return { thing, name, range, declaredAt, isLocal: thing.kind === 'member' };
}

function nameOf(thing: Thing): string | undefined {
  switch (thing.kind) {
    case 'member':
      return thing.flat.member.name;
    case 'record':
      return thing.record.name;
    case 'enum':
      return thing.enum.name;
    case 'enumerator':
      return thing.name;
    case 'ioctl':
      return thing.ioctl.name;
    case 'macro':
      return thing.macro.name;
    case 'define':
      return thing.define.name;
    case 'external':
      return thing.symbol.name;
    case 'include':
    case 'basicType':
    case 'number':
      return undefined;
  }
}

/** References in the header where the cursor is, in text order. */
export function referencesInHeader(document: HeaderDocument, target: Target): readonly Reference[] {
  return target.thing.kind === 'member'
    ? memberReferences(document, target)
    : referencesIn(document.file, target.name, target.declaredAt, isTag(target.thing));
}

/** References in any text, by name alone. */
export function referencesIn(
  file: SourceFile,
  name: string,
  declaredAt: FileRange | undefined,
  onlyTags: boolean,
): readonly Reference[] {
  if (!file.text.includes(name)) return [];
  const lexed = lex(file);
  const { starts, ends, kinds, comments } = lexed;
  const found: Reference[] = [];
  for (let i = 0; i < lexed.count; i++) {
    if (kinds[i] !== T.identifier || ends[i] - starts[i] < name.length || spellingOf(lexed, i) !== name) continue;
    const isTagged = i > 0 && /^(struct|union|enum)$/.test(spellingOf(lexed, i - 1));
    const isDeclaration = declaredAt?.file.path === file.path && declaredAt.start === starts[i];
    if (onlyTags && !isTagged && !isDeclaration) continue;
    found.push({ range: { file, start: starts[i], end: ends[i] }, isDeclaration, isInComment: false });
  }
  for (let i = 0; i + 1 < comments.length; i += 2) {
    for (const range of wordsIn(
      file,
      comments[i],
      comments[i + 1],
      name,
      onlyTags ? /(?:&|\b(?:struct|union|enum)\s+)$/ : /(?:^|[^@\w])$/,
    )) {
      found.push({ range, isDeclaration: false, isInComment: true });
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

export function isTag(thing: Thing): boolean {
  switch (thing.kind) {
    case 'record':
      return !thing.record.isTypedefName;
    case 'enum':
      return true;
    case 'external':
      return /^(struct|union|enum)$/.test(thing.symbol.kind);
    default:
      return false;
  }
}

function memberReferences({ file }: HeaderDocument, { thing, name, declaredAt }: Target): readonly Reference[] {
  const found: Reference[] = [{ range: declaredAt, isDeclaration: true, isInComment: false }];
  if (thing.kind !== 'member') return found;
  const { kernelDoc, range } = thing.record;
  const { comments } = lex(file);
  for (let i = 0; i + 1 < comments.length; i += 2) {
    const [start, end] = [comments[i], comments[i + 1]];
    const isOurs = start === kernelDoc?.start || (range.start <= start && end <= range.end);
    if (!isOurs) continue;
    for (const word of wordsIn(file, start, end, name, /@(?:\w+\.)*$/)) {
      found.push({ range: word, isDeclaration: false, isInComment: true });
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** Whole words in a stretch of text with something before them. */
function* wordsIn(file: SourceFile, start: number, end: number, name: string, before: RegExp): Generator<FileRange> {
  const { text } = file;
  for (let at = text.indexOf(name, start); at >= 0 && at + name.length <= end; at = text.indexOf(name, at + 1)) {
    if (/\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + name.length] ?? '')) continue;
    if (before.test(text.slice(Math.max(start, at - 32), at))) yield { file, start: at, end: at + name.length };
  }
}
