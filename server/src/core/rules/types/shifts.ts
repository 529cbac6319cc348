/** Shifts of one constant by another in macros and enumerators, as written: how flags are made. */
import { parseIntegerConstant } from '../../lex/constants.js';
import { T } from '../../lex/token.js';
import { isInside, kernelOnlySpans } from '../../review/conditionals.js';
import type { TextToken } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { FileRange } from '../../source/sourceFile.js';

export interface WrittenShift {
  /** The macro or enumerator that it gives a value to. */
  readonly symbol: string;
  /** The constant on the left, `1UL`. */
  readonly left: TextToken;
  readonly value: bigint;
  readonly isUnsigned: boolean;
  /** Number of l's in its suffix. */
  readonly longs: 0 | 1 | 2;
  readonly count: bigint;
  /** From the left constant to the count. */
  readonly range: FileRange;
}

export function writtenShifts(header: ReviewedHeader): readonly WrittenShift[] {
  return header.part('writtenShifts', () => (header.file.text.includes('<<') ? findShifts(header) : []));
}

function findShifts(header: ReviewedHeader): readonly WrittenShift[] {
  const { text, analyses, file } = header;
  const kernelOnly = file.text.includes('__KERNEL__') ? kernelOnlySpans(text) : [];
  const constants = new Map(analyses[0].macros.map(({ name, value }) => [name, value]));
  const found: WrittenShift[] = [];
  for (const { name, body, range } of text.defines) {
    if (isInside(kernelOnly, range.start)) continue;
    for (let i = 1; i + 1 < body.length; i++) {
      if (body[i].kind === T.lessLess) add(found, shiftAt(body, i, name, constants));
    }
  }
  const enumerators = new Map<number, string>();
  for (const { enums } of analyses) {
    for (const each of enums) for (const { name, range } of each.enumerators) enumerators.set(range.start, name);
  }
  let symbol: string | undefined;
  const { code } = text;
  for (let i = 0; i < code.length; i++) {
    const { kind, range } = code[i];
    symbol = enumerators.get(range.start) ?? (kind === T.rightBrace ? undefined : symbol);
    if (kind === T.lessLess && symbol !== undefined && i > 0) add(found, shiftAt(code, i, symbol, constants));
  }
  return found;
}

function add(found: WrittenShift[], shift: WrittenShift | undefined): void {
  if (shift !== undefined) found.push(shift);
}

/** What may stand around a shift so that its operands are the two constants, and no cast or sum takes part. */
const before: ReadonlySet<number> = new Set([
  T.leftParen,
  T.pipe,
  T.comma,
  T.equal,
  T.caret,
  T.amp,
  T.question,
  T.colon,
]);
const after: ReadonlySet<number> = new Set([
  T.rightParen,
  T.pipe,
  T.comma,
  T.rightBrace,
  T.caret,
  T.amp,
  T.question,
  T.colon,
]);

function shiftAt(
  tokens: readonly TextToken[],
  at: number,
  symbol: string,
  constants: ReadonlyMap<string, bigint>,
): WrittenShift | undefined {
  const [left, right] = [tokens[at - 1], tokens[at + 1]];
  const previous = tokens[at - 2];
  const next = tokens[at + 2];
  if (right === undefined || (previous !== undefined && !before.has(previous.kind))) return undefined;
  if (next !== undefined && !after.has(next.kind)) return undefined;
  const constant = left.kind === T.number ? parseIntegerConstant(left.text) : undefined;
  const count = right.kind === T.number ? parseIntegerConstant(right.text)?.value : constants.get(right.text);
  if (constant === undefined || count === undefined || constant.value <= 0n || count < 0n) return undefined;
  return {
    symbol,
    left,
    value: constant.value,
    isUnsigned: constant.unsigned,
    longs: constant.longs,
    count,
    range: { file: left.range.file, start: left.range.start, end: right.range.end },
  };
}

/** How many bits a value takes. */
export function bitLength(value: bigint): bigint {
  return BigInt(value.toString(2).length);
}
