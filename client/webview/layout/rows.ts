/**
 * A layout as rows of eight bytes. Neighbours fill a row from left to right; alternatives of a union are layers, each with
 * rows of its own at the same offsets; bit-fields have rows of sixteen bits below the bytes that hold them. What is larger
 * than a few rows is one row until it is opened.
 *
 * A row is plain data with a key. Rows with the same key and content are the same picture, so that an edit draws anew only
 * what it changed.
 */
import { l10n } from '../shared/l10n.js';
import type { Member } from './messages.js';
import { type Child, type Container, elementCount, elementIndex, type LayoutTree, memberSpan } from './pieces.js';

export const ROW_BITS = 64;
export const BIT_ROW_BITS = 16;
/** Elements that opening an array shows first, and that each further step adds. */
export const SCALAR_STEP = 64;
export const RECORD_STEP = 8;

export type CellKind = 'member' | 'hole' | 'tail' | 'unnamed' | 'bits' | 'rest';

export interface Cell {
  readonly kind: CellKind;
  /** Within the row, of `widthBits` in all. */
  readonly startBits: number;
  readonly endBits: number;
  /** What stands in it: the path, or a few words. */
  readonly label: string;
  /** The end of the label that is new below an open record, whose name stands above it. */
  readonly name: string;
  /** The type, or nothing. */
  readonly detail: string;
  /** The member that it shows, as the server names it. */
  readonly path: string | undefined;
  /** All of what is shown, beyond this row; bits from the start of the record. */
  readonly wholeStartBits: number;
  readonly wholeEndBits: number;
  readonly continuesBefore: boolean;
  readonly continuesAfter: boolean;
  /** Number of the colour, the same for a member wherever it stands; -1 for reserved space. */
  readonly colour: number;
  /** What Space does: opens or closes what has this path. */
  readonly toggles: string | undefined;
  readonly isOpen: boolean;
}

export interface Row {
  readonly key: string;
  /** `head` names a union or an open record; `bytes` may stand for many rows at once; `bits` is sixteen bits. */
  readonly kind: 'head' | 'bytes' | 'bits' | 'note';
  readonly startBits: number;
  /** Bytes that the row stands for, from its first: 8, or more for a folded one. */
  readonly spanBytes: number;
  readonly widthBits: number;
  readonly cells: readonly Cell[];
  /** Unions around it, and the layer of the innermost, from 1; 0 outside of any. */
  readonly depth: number;
  readonly layer: number;
  readonly isLayerStart: boolean;
}

/** Rows or elements shown of what is open, by path; 0 for what was closed by hand. */
export type OpenParts = ReadonlyMap<string, number>;

/** Layers of a union that are shown before the rest is asked for. */
const LAYER_STEP = 12;

export function layoutRows({ layout, root }: LayoutTree, open: OpenParts): readonly Row[] {
  const builder = new RowBuilder(open);
  builder.container(root, { shiftBits: 0, rename: (path) => path, base: '', lane: '', depth: 0, layer: 0 });
  builder.flush();
  if (layout.size === 0 && builder.rows.length === 0) return [];
  return builder.rows;
}

interface Lane {
  /** Of elements after the first of an array of records. */
  readonly shiftBits: number;
  /** The path shown for a path of the server. */
  readonly rename: (path: string) => string;
  /** The open record around it; its members leave this part of their path out. */
  readonly base: string;
  readonly lane: string;
  readonly depth: number;
  readonly layer: number;
}

interface Piece {
  readonly kind: CellKind;
  readonly startBits: number;
  readonly endBits: number;
  readonly label: string;
  readonly name?: string;
  readonly detail: string;
  readonly path?: string | undefined;
  readonly colour: number;
  readonly toggles?: string | undefined;
  readonly isOpen?: boolean | undefined;
  readonly isBits?: boolean;
}

class RowBuilder {
  readonly rows: Row[] = [];
  readonly #open: OpenParts;
  readonly #keys = new Map<string, number>();
  #pending: Piece[] = [];
  #lane: Lane | undefined;
  #startsLayer = false;

  constructor(open: OpenParts) {
    this.#open = open;
  }

  container(container: Container, lane: Lane): void {
    if (container.kind === 'union') this.#union(container, lane, '', undefined);
    else this.#struct(container, lane);
  }

  #struct(container: Container, lane: Lane): void {
    const holes = [...container.holes].sort((a, b) => a.bitOffset - b.bitOffset);
    let next = 0;
    const holesBefore = (bits: number): void => {
      while (next < holes.length && holes[next].bitOffset < bits) this.#hole(holes[next++], lane);
    };
    for (const child of container.children) {
      holesBefore(child.kind === 'anonymous' ? child.inside.startBits : memberSpan(child.member).startBits);
      this.#child(child, lane);
    }
    holesBefore(Number.POSITIVE_INFINITY);
  }

  #child(child: Child, lane: Lane): void {
    if (child.kind === 'anonymous') {
      if (child.inside.kind === 'union') this.#union(child.inside, lane, '', undefined);
      else this.#struct(child.inside, lane);
      return;
    }
    this.#member(child.member, child.index, child.inside, lane);
  }

  #union(union: Container, lane: Lane, name: string, toggles: string | undefined): void {
    this.flush();
    const { shiftBits, depth } = lane;
    const key = `${lane.lane}|u${union.startBits + shiftBits}${name}`;
    const count = union.children.length;
    const size = bytesText((union.endBits - union.startBits) / 8);
    this.#head(lane, union.startBits + shiftBits, union.endBits + shiftBits, {
      label: name === '' ? 'union' : name,
      detail: `${name === '' ? '' : 'union · '}${size} · ${count === 1 ? l10n.t('1 layer') : l10n.t('{0} layers', count)}`,
      toggles,
    });
    const shown = Math.max(LAYER_STEP, this.#open.get(key) ?? 0);
    const layers = count > shown + 1 ? union.children.slice(0, shown) : union.children;
    layers.forEach((child, index) => {
      this.flush();
      this.#startsLayer = true;
      const inner = {
        ...lane,
        base: name === '' ? lane.base : name,
        lane: `${key}/${index}`,
        depth: depth + 1,
        layer: index + 1,
      };
      this.#child(child, inner);
      for (const hole of union.holes) this.#hole(hole, inner);
      this.flush();
      this.#startsLayer = false;
    });
    if (layers.length < count) {
      const start = union.startBits + shiftBits;
      this.#wide(lane, start, union.endBits + shiftBits, 'note', {
        kind: 'rest',
        label: l10n.t('{0} more layers', count - layers.length),
        detail: '',
        toggles: key,
      });
    }
  }

  #hole({ kind, bitOffset, bitWidth }: Container['holes'][number], lane: Lane): void {
    const startBits = bitOffset + lane.shiftBits;
    const isWhole = startBits % 8 === 0 && bitWidth % 8 === 0;
    const what = holeText(kind, bitWidth, isWhole);
    const piece = { kind, label: what, detail: '', colour: -1 };
    const end = startBits + bitWidth;
    const byte = Math.ceil(startBits / 8) * 8;
    // The bits up to the next byte belong to the bit-fields before them; whole bytes after that are bytes.
    if (isWhole && kind !== 'unnamed') this.#put({ ...piece, startBits, endBits: end }, lane);
    else if (kind === 'unnamed' || end - byte < 8 || byte === startBits) {
      this.#put({ ...piece, startBits, endBits: end, isBits: true }, lane);
    } else {
      const whole = byte + Math.floor((end - byte) / 8) * 8;
      this.#put({ ...piece, startBits, endBits: byte, isBits: true }, lane);
      this.#put({ ...piece, startBits: byte, endBits: whole }, lane);
      if (whole < end) this.#put({ ...piece, startBits: whole, endBits: end, isBits: true }, lane);
    }
  }

  #member(member: Member, index: number, inside: Container | undefined, lane: Lane): void {
    const span = memberSpan(member);
    const startBits = span.startBits + lane.shiftBits;
    const endBits = span.endBits + lane.shiftBits;
    const label = lane.rename(member.path);
    const colour = isReserved(member.path) ? -1 : index;
    const name = nameBelow(lane.base, label);
    const about = { kind: 'member', path: member.path, name, detail: member.type, colour } as const;
    if (startBits === endBits) {
      this.flush();
      const what =
        member.dimensions === undefined ? l10n.t('no bytes') : l10n.t('starts here, as long as the caller says');
      const words = { ...about, label, detail: `${member.type} · ${what}` };
      this.#wide(lane, startBits, endBits, 'note', words);
      return;
    }
    if (member.bitWidth !== undefined) {
      this.#put(
        { ...about, label, detail: `${member.type} : ${member.bitWidth}`, startBits, endBits, isBits: true },
        lane,
      );
      return;
    }
    const count = elementCount(member);
    const steps = this.#open.get(label);
    if (count === undefined) {
      if (inside === undefined) {
        const toggles = member.record === undefined ? {} : { toggles: label };
        this.#put({ ...about, label, startBits, endBits, ...toggles }, lane);
      } else if (steps === 0) this.#put({ ...about, label, startBits, endBits, toggles: label }, lane);
      else this.#inside(member, inside, lane, startBits, endBits);
      return;
    }
    if (steps === undefined || steps === 0 || !Number.isInteger((member.size / count) * 8)) {
      this.#put({ ...about, label, startBits, endBits, toggles: label }, lane);
      return;
    }
    this.#array(member, inside, lane, { count, shown: Math.min(count, steps), startBits, endBits, colour });
  }

  /** A record with a name, opened: its name above its members. */
  #inside(member: Member, inside: Container, lane: Lane, startBits: number, endBits: number): void {
    const label = lane.rename(member.path);
    if (inside.kind === 'union') {
      this.#union(inside, lane, label, label);
      return;
    }
    this.flush();
    const detail = `${member.type} · ${bytesText((endBits - startBits) / 8)}`;
    this.#head(lane, startBits, endBits, { label, detail, toggles: label, path: member.path });
    this.#struct(inside, { ...lane, base: label });
    this.flush();
  }

  #array(member: Member, inside: Container | undefined, lane: Lane, array: OpenArray): void {
    const { count, shown, startBits, endBits, colour } = array;
    const { path, type } = member;
    const label = lane.rename(path);
    const elementBits = (endBits - startBits) / count;
    this.flush();
    const size = `${count} × ${bytesText(elementBits / 8)}`;
    this.#head(lane, startBits, endBits, { label, detail: `${type} · ${size}`, toggles: label, path });
    const first = `${path}${'[]'.repeat(member.dimensions?.length ?? 0)}`;
    for (let element = 0; element < shown; element++) {
      const index = elementIndex(member, element);
      const shift = element * elementBits;
      if (inside === undefined) {
        const place = { startBits: startBits + shift, endBits: startBits + shift + elementBits };
        this.#put({ kind: 'member', path, label: `${label}${index}`, name: index, detail: '', colour, ...place }, lane);
        continue;
      }
      const rename = (inner: string): string =>
        inner.startsWith(first) ? `${label}${index}${inner.slice(first.length)}` : lane.rename(inner);
      this.container(inside, { ...lane, shiftBits: lane.shiftBits + shift, rename, base: label });
    }
    this.flush();
    if (shown < count) {
      this.#wide(lane, startBits + shown * elementBits, endBits, 'bytes', {
        kind: 'rest',
        label: l10n.t('{0} more of {1}', count - shown, label),
        detail: bytesText(((count - shown) * elementBits) / 8),
        path,
        toggles: label,
      });
    }
  }

  #put(piece: Piece, lane: Lane): void {
    const last = this.#pending.at(-1);
    // A union member after its sibling's end never comes here: each layer is flushed. What still overlaps starts anew.
    if (this.#lane !== undefined && this.#lane.lane !== lane.lane) this.flush();
    else if (last !== undefined && piece.startBits < last.endBits) this.flush();
    this.#lane = lane;
    this.#pending.push(piece);
  }

  /** Turns the pieces at hand into rows. */
  flush(): void {
    const lane = this.#lane;
    const pieces = this.#pending;
    this.#pending = [];
    this.#lane = undefined;
    if (lane === undefined || pieces.length === 0) return;
    const joined = joinBits(pieces);
    let cells: Cell[] = [];
    let bits: Piece[] = [];
    let rowStart = Math.floor(joined[0].startBits / ROW_BITS) * ROW_BITS;
    const endRow = (): void => {
      if (cells.length > 0) this.#push(lane, 'bytes', rowStart, 8, ROW_BITS, cells);
      cells = [];
      for (const run of bits) this.#bitRows(lane, pieces, run);
      bits = [];
    };
    for (const piece of joined) {
      let at = piece.startBits;
      while (at < piece.endBits) {
        const start = Math.floor(at / ROW_BITS) * ROW_BITS;
        if (start !== rowStart) {
          endRow();
          rowStart = start;
        }
        const rows = Math.floor((piece.endBits - at) / ROW_BITS);
        if (at === rowStart && rows >= 2) {
          const until = at + rows * ROW_BITS;
          const cell = cellOf(piece, at, ROW_BITS, 0, ROW_BITS, until);
          this.#push(lane, 'bytes', at, rows * 8, ROW_BITS, [cell]);
          at = until;
          rowStart = until;
          continue;
        }
        const end = Math.min(piece.endBits, rowStart + ROW_BITS);
        cells.push(cellOf(piece, at, end - at, at - rowStart, end - rowStart, end));
        at = end;
      }
      if (piece.kind === 'bits') bits.push(piece);
    }
    endRow();
  }

  #bitRows(lane: Lane, pieces: readonly Piece[], run: Piece): void {
    for (let start = run.startBits; start < run.endBits; start += BIT_ROW_BITS) {
      const end = Math.min(start + BIT_ROW_BITS, run.endBits);
      const cells = pieces
        .filter((piece) => piece.isBits === true && piece.startBits < end && piece.endBits > start)
        .map((piece) => {
          const from = Math.max(piece.startBits, start);
          const to = Math.min(piece.endBits, end);
          return cellOf(piece, from, to - from, from - start, to - start, to);
        });
      this.#push(lane, 'bits', start, 2, BIT_ROW_BITS, cells);
    }
  }

  #head(lane: Lane, startBits: number, endBits: number, words: HeadWords): void {
    this.#wide(lane, startBits, endBits, 'head', { kind: 'member', isOpen: words.toggles !== undefined, ...words });
  }

  /** A row that is one cell. */
  #wide(
    lane: Lane,
    startBits: number,
    endBits: number,
    kind: Row['kind'],
    words: HeadWords & { kind: CellKind },
  ): void {
    const piece: Piece = {
      colour: -1,
      ...words,
      startBits,
      endBits,
    };
    const cell = cellOf(piece, startBits, endBits - startBits, 0, ROW_BITS, endBits);
    this.#push(lane, kind, startBits, Math.ceil((endBits - startBits) / 8), ROW_BITS, [cell]);
  }

  #push(
    { lane, depth, layer }: Lane,
    kind: Row['kind'],
    startBits: number,
    spanBytes: number,
    widthBits: number,
    cells: readonly Cell[],
  ): void {
    const name = `${lane}@${kind}${startBits}`;
    const again = this.#keys.get(name) ?? 0;
    this.#keys.set(name, again + 1);
    const isLayerStart = this.#startsLayer;
    this.#startsLayer = false;
    const key = again === 0 ? name : `${name}#${again}`;
    this.rows.push({ key, kind, startBits, spanBytes, widthBits, cells, depth, layer, isLayerStart });
  }
}

interface HeadWords {
  readonly label: string;
  readonly detail: string;
  readonly toggles?: string | undefined;
  readonly path?: string;
  readonly isOpen?: boolean;
  readonly colour?: number;
}

interface OpenArray {
  readonly count: number;
  readonly shown: number;
  readonly startBits: number;
  readonly endBits: number;
  readonly colour: number;
}

/** Bit-fields that follow each other, as one piece of whole bytes. */
function joinBits(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (let i = 0; i < pieces.length; ) {
    if (pieces[i].isBits !== true) {
      joined.push(pieces[i++]);
      continue;
    }
    const run: Piece[] = [];
    while (i < pieces.length && pieces[i].isBits === true) run.push(pieces[i++]);
    const startBits = Math.floor(run[0].startBits / 8) * 8;
    const endBits = Math.ceil((run.at(-1) as Piece).endBits / 8) * 8;
    const fields = run.filter(({ kind }) => kind === 'member');
    const count = fields.length;
    joined.push({
      kind: 'bits',
      startBits,
      endBits,
      label: count === 1 ? fields[0].label : l10n.t('{0} bit-fields', count),
      detail: bytesText((endBits - startBits) / 8),
      colour: -1,
      ...(count === 1 && fields[0].path !== undefined ? { path: fields[0].path } : {}),
    });
  }
  return joined;
}

function cellOf(piece: Piece, from: number, width: number, startBits: number, endBits: number, until: number): Cell {
  const { kind, label, name = label, detail, path, colour, toggles, isOpen = false } = piece;
  return {
    kind,
    startBits,
    endBits,
    label,
    name,
    detail,
    path,
    wholeStartBits: piece.startBits,
    wholeEndBits: piece.endBits,
    continuesBefore: from > piece.startBits,
    continuesAfter: Math.max(until, from + width) < piece.endBits,
    colour,
    toggles,
    isOpen,
  };
}

/** `b` below `a` for `a.b`; `[1].b` for `a[1].b`. */
function nameBelow(base: string, label: string): string {
  if (base === '' || !label.startsWith(base)) return label;
  const rest = label.slice(base.length);
  return rest.startsWith('.') ? rest.slice(1) : rest.startsWith('[') ? rest : label;
}

/** Space that an author set aside has no colour of its own. */
function isReserved(path: string): boolean {
  return /^_*(?:reserved|resv|rsvd|pad|padding|unused|spare)\d*$/i.test(path.slice(path.lastIndexOf('.') + 1));
}

function holeText(kind: 'hole' | 'tail' | 'unnamed', widthBits: number, isWhole: boolean): string {
  switch (kind) {
    case 'hole':
      return isWhole ? l10n.t('{0}-byte hole', widthBits / 8) : l10n.t('{0}-bit hole', widthBits);
    case 'tail':
      return isWhole ? l10n.t('{0}-byte tail padding', widthBits / 8) : l10n.t('{0}-bit tail padding', widthBits);
    case 'unnamed':
      return l10n.t('unnamed : {0}', widthBits);
  }
}

export function bytesText(bytes: number): string {
  return bytes === 1 ? l10n.t('1 byte') : l10n.t('{0} bytes', bytes.toLocaleString('en-US'));
}

export function bitsText(bits: number): string {
  return bits === 1 ? l10n.t('1 bit') : l10n.t('{0} bits', bits);
}
