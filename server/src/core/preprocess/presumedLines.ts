/** Line numbers and file names as `#line` sets them (C11 6.10.4), for `__LINE__` and `__FILE__`. */
import { lineIndexOf } from '../source/lineIndex.js';
import type { SourceFile } from '../source/sourceFile.js';

/** What a #line says of the text after it. */
interface LineChange {
  /** End of the directive. */
  readonly offset: number;
  /** The line after the directive, counted from 1, and the number that it has from here on. */
  readonly line: number;
  readonly presumedLine: number;
  readonly fileName: string | undefined;
}

export class PresumedLines {
  readonly #file: SourceFile;
  readonly #changes: LineChange[] = [];

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** A #line directive that ends at `offset`: the next line has the number `digits`, and the file a new name if given. */
  change(offset: number, digits: string, fileName: string | undefined): void {
    this.#changes.push({
      offset,
      line: this.#physicalLine(offset) + 1,
      // Line numbers have 32 bits, as gcc keeps them; 2^32 divides 10^32, so the last 32 digits decide.
      presumedLine: Number(BigInt.asUintN(32, BigInt(digits.slice(-32)))),
      fileName: fileName ?? this.#before(offset)?.fileName,
    });
  }

  /** The line of an offset as `__LINE__` tells it, counted from 1. */
  lineAt(offset: number): number {
    const line = this.#physicalLine(offset);
    const change = this.#before(offset);
    return change === undefined ? line : change.presumedLine + line - change.line;
  }

  /** The name of the file at an offset as `__FILE__` tells it. */
  fileNameAt(offset: number): string {
    return this.#before(offset)?.fileName ?? this.#file.path;
  }

  #before(offset: number): LineChange | undefined {
    return this.#changes.findLast((change) => change.offset <= offset);
  }

  #physicalLine(offset: number): number {
    return lineIndexOf(this.#file).positionAt(offset).line + 1;
  }
}
