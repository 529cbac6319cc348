/**
 * A document in pieces as the file reader sees it: the directives between its declarations, and one token in the place of
 * each group of pieces, which is then read piece by piece.
 */
import { type DocumentPieces, type PieceGroup, piecesOf } from '../lex/documentPieces.js';
import { type LexedFile, lex } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import type { PiecePlace, SourceFile } from '../source/sourceFile.js';
import { installedView } from './installedView.js';

/** The tokens to read a file by: all of them, or the skeleton of a document in pieces. */
export function readingView(file: SourceFile): LexedFile {
  const pieces = piecesOf(file);
  if (pieces === undefined) return viewOf(file);
  let skeleton = skeletons.get(pieces);
  if (skeleton === undefined) {
    skeleton = makeSkeleton(file, pieces);
    skeletons.set(pieces, skeleton);
  }
  return skeleton;
}

/** The groups of a skeleton's group tokens, by token index. */
export function groupAt(skeleton: LexedFile, index: number): PieceGroup {
  return groups.get(skeleton)?.get(index) as PieceGroup;
}

const skeletons = new WeakMap<DocumentPieces, LexedFile>();
const groups = new WeakMap<LexedFile, ReadonlyMap<number, PieceGroup>>();

function viewOf(file: SourceFile): LexedFile {
  return file.view === 'uninstalled' ? installedView(lex(file)) : lex(file);
}

function makeSkeleton(document: SourceFile, { items }: DocumentPieces): LexedFile {
  const kinds: number[] = [];
  const flags: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const names: number[] = [];
  const push = (kind: number, flag: number, start: number, end: number, name: number): void => {
    kinds.push(kind);
    flags.push(flag);
    starts.push(start);
    ends.push(end);
    names.push(name);
  };
  const byToken = new Map<number, PieceGroup>();
  for (const item of items) {
    if (item.kind === 'group') {
      const { start } = item.pieces[0].place as PiecePlace;
      byToken.set(kinds.length, item);
      push(T.group, F.lineStart, start, start, -1);
      continue;
    }
    const view = viewOf(item.piece);
    const { start } = item.piece.place as PiecePlace;
    for (let i = 0; i < view.count; i++) {
      push(view.kinds[i], view.flags[i], view.starts[i] + start, view.ends[i] + start, view.names[i]);
    }
  }
  const count = kinds.length;
  push(T.eof, F.lineStart, document.text.length, document.text.length, -1);
  const skeleton: LexedFile = {
    file: document,
    count,
    kinds: Uint8Array.from(kinds),
    flags: Uint8Array.from(flags),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    names: Int32Array.from(names),
    comments: new Int32Array(0),
    unterminatedComment: -1,
    memo: { directives: undefined, installedView: undefined, runs: undefined, headerText: undefined },
  };
  groups.set(skeleton, byToken);
  return skeleton;
}
