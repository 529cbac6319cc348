/** Shifts of one constant by another in macros and enumerators, as written: how flags are made. */
import { parseIntegerConstant } from '../../lex/constants.js';
import { T } from '../../lex/token.js';
import { isInside } from '../../review/conditionals.js';
import { type EnumAsWritten, enumsOf } from '../../review/enums.js';
import { firstFrom } from '../../review/firstFrom.js';
import { perPiece, type TextDefine, type TextToken } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { type FileRange, subrange } from '../../source/sourceFile.js';

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
  return header.part('writtenShifts', () => findShifts(header));
}

/** A shift with the tokens around it; `macro` is undefined in code. */
interface Shift {
  readonly tokens: readonly TextToken[];
  readonly at: number;
  readonly define: TextDefine | undefined;
}

const shiftsIn = perPiece(({ file, defines, code }): readonly Shift[] => {
  if (!file.text.includes('<<')) return [];
  const found: Shift[] = [];
  for (const define of defines) {
    const tokens = define.body;
    for (let at = 1; at + 1 < tokens.length; at++) {
      if (tokens[at].kind === T.lessLess) found.push({ tokens, at, define });
    }
  }
  for (let at = 1; at < code.length; at++) {
    if (code[at].kind === T.lessLess) found.push({ tokens: code, at, define: undefined });
  }
  return found;
});

function findShifts(header: ReviewedHeader): readonly WrittenShift[] {
  const shifts = shiftsIn(header.text);
  if (shifts.length === 0) return [];
  const kernelOnly = header.file.text.includes('__KERNEL__') ? header.kernelOnly : [];
  const constants = new Map(header.analyses[0].macros.map(({ name, value }) => [name, value]));
  const found: WrittenShift[] = [];
  for (const { tokens, at, define } of shifts) {
    if (define !== undefined && !isInside(kernelOnly, define.range.start)) {
      add(found, shiftAt(tokens, at, define.name, constants));
    }
  }
  const enums = [...enumsOf(header)].sort((a, b) => a.range.start - b.range.start);
  for (const { tokens, at, define } of shifts) {
    const symbol = define === undefined ? enumeratorAround(enums, tokens[at].range.start) : undefined;
    if (symbol !== undefined) add(found, shiftAt(tokens, at, symbol, constants));
  }
  return found;
}

/** The enumerator whose value is written at an offset. */
function enumeratorAround(enums: readonly EnumAsWritten[], offset: number): string | undefined {
  const each = enums[firstFrom(enums, offset) - 1];
  if (each === undefined || each.range.end <= offset) return undefined;
  return each.enumerators[firstFrom(each.enumerators, offset) - 1]?.name;
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
    range: subrange(left.range, left.range.start, right.range.end),
  };
}

/** How many bits a value takes. */
export function bitLength(value: bigint): bigint {
  return BigInt(value.toString(2).length);
}
