/**
 * One immutable text. An edit makes a new SourceFile, so the object itself is the key of every memo
 * (tokens, macro runs, declarations), and what nobody holds any more is collected.
 *
 * The text that an editor holds is cut into pieces (`lex/documentPieces.ts`): each is a SourceFile of its own, and the
 * next version of the document takes over those that an edit did not touch, with all that is known of them. What a piece
 * tells of places it tells as places in the document at hand (`rangeIn`).
 */
export interface SourceFile {
  /** The host's absolute path. `core` treats it as an opaque label. */
  readonly path: string;
  /** The `#include` spelling below its include root (`linux/vfio.h`), else the path as given. */
  readonly displayName: string;
  readonly text: string;
  /**
   * `uninstalled`: a header below `include/uapi` of a kernel tree, read as `scripts/headers_install.sh` would install it
   * (`__user` and relatives dropped, `_UAPI` guards renamed, `linux/compiler.h` ignored), with positions unchanged.
   */
  readonly view: 'installed' | 'uninstalled';
  /**
   * Kernel architecture (`x86`, `arm64`, …) of a header that belongs to one architecture only; such a header is analysed
   * for that architecture's ABIs alone.
   */
  readonly architecture?: string;
  /** Of a piece: where it stands. */
  readonly place?: PiecePlace;
}

/** Where a piece stands in its document. It moves when another version of the document takes the piece over. */
export interface PiecePlace {
  /** The document: the version that holds the piece now. */
  document: SourceFile;
  /** Offset of the piece in it. */
  start: number;
}

/** Half-open range of UTF-16 offsets in one file. */
export interface FileRange {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** The document that a file is a piece of, or the file itself. */
export function documentOf(file: SourceFile): SourceFile {
  return file.place === undefined ? file : file.place.document;
}

/** The range of offsets of `file`; of a piece, the range in its document, wherever the piece has moved to. */
export function rangeIn(file: SourceFile, start: number, end: number): FileRange {
  return file.place === undefined ? { file, start, end } : new PieceRange(file.place, start, end);
}

/** Another range of the same file as `range`, by offsets of `range.file`; it moves as `range` does. */
export function subrange(range: FileRange, start: number, end: number): FileRange {
  if (!(range instanceof PieceRange)) return { file: range.file, start, end };
  return new PieceRange(range.place, start - range.place.start, end - range.place.start);
}

class PieceRange implements FileRange {
  readonly place: PiecePlace;
  readonly #start: number;
  readonly #end: number;

  constructor(place: PiecePlace, start: number, end: number) {
    this.place = place;
    this.#start = start;
    this.#end = end;
  }

  get file(): SourceFile {
    return this.place.document;
  }

  get start(): number {
    return this.place.start + this.#start;
  }

  get end(): number {
    return this.place.start + this.#end;
  }
}
