/**
 * The text of an editor as pieces (`cutText.ts`). A new version takes over every piece that the edit did not touch: the
 * same SourceFile, with its tokens, macros, declarations, types and layouts, at another place. So what a keystroke costs
 * depends on the declaration that it changes, not on the header.
 *
 * Neighbouring pieces form groups, and what a group asks of its surroundings is kept as one list of questions, so that
 * going over the pieces that did not change costs little too.
 */
import { beginVersion } from '../base/remember.js';
import type { PiecePlace, SourceFile } from '../source/sourceFile.js';
import { type Cut, cutText } from './cutText.js';
import { type LexedFile, lex, lexLater } from './lexer.js';
import { T } from './token.js';

/** Text pieces that follow one another, without a conditional or include between them. */
export interface PieceGroup {
  readonly kind: 'group';
  readonly pieces: readonly SourceFile[];
  /** Scratch of `preprocess`: what reading the group came to. */
  memo: unknown;
}

export interface DirectivePiece {
  readonly kind: 'directive';
  readonly piece: SourceFile;
}

export interface DocumentPieces {
  readonly items: readonly (PieceGroup | DirectivePiece)[];
}

const LARGEST_GROUP = 12;

const documents = new WeakMap<SourceFile, DocumentPieces>();
const wholes = new WeakSet<SourceFile>();

/** The pieces of a document; `undefined` for a file that is read as a whole. */
export function piecesOf(file: SourceFile): DocumentPieces | undefined {
  return wholes.has(file) ? undefined : documents.get(file);
}

/** From here on this version is read as a whole; the next one may take over its pieces all the same. */
export function readWhole(document: SourceFile): void {
  wholes.add(document);
}

/**
 * Cuts a document, with the pieces of an earlier version where they are the same. From here on those pieces are places
 * in `document`: what is known of the earlier version has moved with them. A text that cannot be cut stays whole.
 *
 * @returns whether the document was cut
 */
export function cutDocument(document: SourceFile, previous: SourceFile | undefined): boolean {
  const old = previous === undefined || !isSameKind(document, previous) ? undefined : documents.get(previous);
  const pieces =
    old === undefined || previous === undefined
      ? cutWhole(document)
      : (cutAgain(document, previous, old) ?? cutWhole(document));
  if (pieces === undefined) return false;
  // Those that are gone may be held for a while yet: they must not hold the former text, nor the next one.
  const nowhere = { ...document, text: '' };
  if (old !== undefined) for (const piece of allPieces(old)) place(piece, nowhere, 0);
  let start = 0;
  for (const piece of allPieces(pieces)) {
    place(piece, document, start);
    start += piece.text.length;
  }
  beginVersion();
  documents.set(document, pieces);
  lexLater(document, () => lexedOf(document, pieces));
  return true;
}

function place(piece: SourceFile, document: SourceFile, start: number): void {
  const at = piece.place as PiecePlace;
  at.document = document;
  at.start = start;
}

function isSameKind(a: SourceFile, b: SourceFile): boolean {
  return a.path === b.path && a.displayName === b.displayName && a.view === b.view && a.architecture === b.architecture;
}

/** Every piece in text order. */
export function allPieces({ items }: DocumentPieces): readonly SourceFile[] {
  return items.flatMap((item) => (item.kind === 'group' ? item.pieces : [item.piece]));
}

function cutWhole(document: SourceFile): DocumentPieces | undefined {
  const cut = cutText(lex(document));
  return cut === undefined ? undefined : { items: itemsOf(cut.cuts.map((each) => newPiece(document, 0, each))) };
}

interface LoosePiece {
  readonly piece: SourceFile;
  readonly isDirective: boolean;
}

function newPiece(document: SourceFile, offset: number, { start, end, isDirective }: Cut): LoosePiece {
  const { path, displayName, view, architecture } = document;
  const text = document.text.slice(offset + start, offset + end);
  const place = { document, start: offset + start };
  const piece = { path, displayName, text, view, ...(architecture === undefined ? {} : { architecture }), place };
  return { piece, isDirective };
}

function itemsOf(loose: readonly LoosePiece[]): (PieceGroup | DirectivePiece)[] {
  const items: (PieceGroup | DirectivePiece)[] = [];
  let group: SourceFile[] = [];
  const close = (): void => {
    if (group.length > 0) items.push({ kind: 'group', pieces: group, memo: undefined });
    group = [];
  };
  for (const { piece, isDirective } of loose) {
    if (isDirective) {
      close();
      items.push({ kind: 'directive', piece });
      continue;
    }
    group.push(piece);
    if (group.length === LARGEST_GROUP) close();
  }
  close();
  return items;
}

/** A piece may begin here: the line of the piece before ends, and nothing but white space is on it. */
const beginsLine = /^[ \t\r]*\n/;

/** Cuts the part of the text that changed, up to where the old pieces fit again. */
function cutAgain(document: SourceFile, previous: SourceFile, old: DocumentPieces): DocumentPieces | undefined {
  const { text } = document;
  const grown = text.length - previous.text.length;
  const same = commonPrefix(previous.text, text);
  const sameAfter = commonSuffix(previous.text, text, same);
  const pieces = allPieces(old);
  const starts: number[] = [0];
  for (const piece of pieces) starts.push(starts[starts.length - 1] + piece.text.length);
  // The pieces that the edit touches, the one that it follows included.
  let first = 0;
  while (first < pieces.length - 1 && starts[first + 1] < same) first++;
  let last = first;
  while (last < pieces.length && starts[last + 1] <= previous.text.length - sameAfter) last++;
  for (let more = 1; ; more *= 2) {
    while (first > 0 && !beginsLine.test(text.slice(starts[first], starts[first] + 200))) first--;
    while (last + 1 < pieces.length && !beginsLine.test(pieces[last + 1].text.slice(0, 200))) last++;
    const isToEnd = last + 1 >= pieces.length;
    const end = isToEnd ? text.length : starts[last + 1] + grown;
    const region = text.slice(starts[first], end);
    const cut = cutText(lex({ ...document, text: region }));
    if (cut === undefined) return undefined;
    if (isToEnd || cut.endsClean) {
      const offset = starts[first];
      const fresh = cut.cuts.map((each) => detached(newPiece(document, offset, each)));
      return { items: replaced(old, first, last, fresh) };
    }
    last = Math.min(last + more, pieces.length - 1);
  }
}

/** A slice of the document would keep the whole text of this version alive for as long as the piece lives. */
function detached({ piece, isDirective }: LoosePiece): LoosePiece {
  return { piece: { ...piece, text: piece.text.split('').join('') }, isDirective };
}

/** The items with pieces `first` to `last` replaced; groups outside stay as they are. */
function replaced(
  { items }: DocumentPieces,
  first: number,
  last: number,
  fresh: readonly LoosePiece[],
): (PieceGroup | DirectivePiece)[] {
  const before: (PieceGroup | DirectivePiece)[] = [];
  const after: (PieceGroup | DirectivePiece)[] = [];
  const kept: LoosePiece[] = [];
  const keptAfter: LoosePiece[] = [];
  let at = 0;
  for (const item of items) {
    const count = item.kind === 'group' ? item.pieces.length : 1;
    if (at + count <= first) before.push(item);
    else if (at > last) after.push(item);
    else {
      const inside = item.kind === 'group' ? item.pieces : [item.piece];
      inside.forEach((piece, i) => {
        const loose = { piece, isDirective: item.kind === 'directive' };
        if (at + i < first) kept.push(loose);
        else if (at + i > last) keptAfter.push(loose);
      });
    }
    at += count;
  }
  return [...before, ...itemsOf([...kept, ...fresh, ...keptAfter]), ...after];
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  // The engine compares strings faster than a loop over their characters does.
  while (same < most && a.startsWith(b.slice(same, Math.min(same + STRIDE, most)), same)) same += STRIDE;
  same = Math.min(same, most);
  while (same < most && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  return same;
}

const STRIDE = 4096;

/** How many units at the end are the same; those of the common prefix are not counted again. */
function commonSuffix(a: string, b: string, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let same = 0;
  while (same + STRIDE <= most && a.endsWith(b.slice(b.length - same - STRIDE, b.length - same), a.length - same)) {
    same += STRIDE;
  }
  while (same < most && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  return same;
}

/** The tokens of the document, put together from those of its pieces. */
function lexedOf(document: SourceFile, pieces: DocumentPieces): LexedFile {
  const parts = allPieces(pieces).map(lex);
  let count = 0;
  let commentCount = 0;
  for (const part of parts) {
    count += part.count;
    commentCount += part.comments.length;
  }
  const whole = {
    kinds: new Uint8Array(count + 1),
    flags: new Uint8Array(count + 1),
    starts: new Int32Array(count + 1),
    ends: new Int32Array(count + 1),
    names: new Int32Array(count + 1),
    comments: new Int32Array(commentCount),
  };
  let at = 0;
  let commentAt = 0;
  let flagsOfEnd = 0;
  for (const part of parts) {
    const { start } = part.file.place as PiecePlace;
    for (let i = 0; i < part.count; i++, at++) {
      whole.kinds[at] = part.kinds[i];
      whole.flags[at] = part.flags[i];
      whole.starts[at] = part.starts[i] + start;
      whole.ends[at] = part.ends[i] + start;
      whole.names[at] = part.names[i];
    }
    for (const offset of part.comments) whole.comments[commentAt++] = offset + start;
    flagsOfEnd = part.flags[part.count];
  }
  whole.kinds[count] = T.eof;
  whole.flags[count] = flagsOfEnd;
  whole.starts[count] = document.text.length;
  whole.ends[count] = document.text.length;
  whole.names[count] = -1;
  const memo = { directives: undefined, installedView: undefined, runs: undefined, headerText: undefined };
  return { file: document, count, ...whole, unterminatedComment: -1, memo };
}
