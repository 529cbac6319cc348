/**
 * Offsets to lines and back. Lines end at LF, CR LF or a lone CR, as editors count them; columns are UTF-16 units.
 */
export interface Position {
  /** Zero-based. */
  readonly line: number;
  /** Zero-based, in UTF-16 units. */
  readonly column: number;
}

export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    if (text.includes('\r')) {
      for (let i = 0; i < text.length; i++) {
        const c = text.charCodeAt(i);
        if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
      }
    } else {
      // The engine finds a character faster than a loop over all of them does.
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - this.#starts[low] };
  }

  /** Offset of a position; a position beyond the text is clamped to its end. */
  offsetAt(position: Position): number {
    if (position.line >= this.#starts.length) return this.#length;
    return Math.min(this.#starts[position.line] + position.column, this.#length);
  }
}

const memo = new WeakMap<object, LineIndex>();

/** The line index of a file, made once per file object. */
export function lineIndexOf(file: { readonly text: string }): LineIndex {
  let index = memo.get(file);
  if (index === undefined) {
    index = new LineIndex(file.text);
    memo.set(file, index);
  }
  return index;
}
