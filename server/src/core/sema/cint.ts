/**
 * Integer arithmetic as C does it (C11 6.3.1, 6.5): every value has a type, and every result is wrapped to the width of
 * its type. The one place where C values are computed; everything is bigint, since a shift of JavaScript numbers is signed
 * and 32 bits wide.
 */
import { T, type TokenKind } from '../lex/token.js';
import type { BasicTypeName } from '../parse/ast.js';

export type IntegerTypeName =
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | '__int128'
  | 'unsigned __int128'
  | '_Bool';

export interface CInt {
  readonly value: bigint;
  readonly type: IntegerTypeName;
}

/** What integer arithmetic needs to know of an ABI. */
export interface IntegerModel {
  readonly longBits: 32 | 64;
  readonly charSigned: boolean;
}

const ranks: Readonly<Record<IntegerTypeName, number>> = {
  _Bool: 0,
  char: 1,
  'signed char': 1,
  'unsigned char': 1,
  short: 2,
  'unsigned short': 2,
  int: 3,
  'unsigned int': 3,
  long: 4,
  'unsigned long': 4,
  'long long': 5,
  'unsigned long long': 5,
  __int128: 6,
  'unsigned __int128': 6,
};

const fixedBits: Readonly<Record<IntegerTypeName, number>> = {
  _Bool: 1,
  char: 8,
  'signed char': 8,
  'unsigned char': 8,
  short: 16,
  'unsigned short': 16,
  int: 32,
  'unsigned int': 32,
  long: 0,
  'unsigned long': 0,
  'long long': 64,
  'unsigned long long': 64,
  __int128: 128,
  'unsigned __int128': 128,
};

export function isIntegerTypeName(name: BasicTypeName): name is IntegerTypeName {
  return name in ranks;
}

export function widthBits(type: IntegerTypeName, model: IntegerModel): number {
  const bits = fixedBits[type];
  return bits === 0 ? model.longBits : bits;
}

export function isSigned(type: IntegerTypeName, model: IntegerModel): boolean {
  if (type === 'char') return model.charSigned;
  return !(type.startsWith('unsigned') || type === '_Bool');
}

/** The value converted to a type (C11 6.3.1.2, 6.3.1.3; out-of-range signed values wrap, as gcc documents). */
export function convert(value: bigint, type: IntegerTypeName, model: IntegerModel): CInt {
  if (type === '_Bool') return { value: value === 0n ? 0n : 1n, type };
  const bits = widthBits(type, model);
  return { value: isSigned(type, model) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value), type };
}

/** Integer promotions (C11 6.3.1.1p2). */
export function promote(operand: CInt): CInt {
  return ranks[operand.type] < 3 ? { value: operand.value, type: 'int' } : operand;
}

/** The common type of the usual arithmetic conversions (C11 6.3.1.8) for two promoted operands. */
export function commonType(a: IntegerTypeName, b: IntegerTypeName, model: IntegerModel): IntegerTypeName {
  if (a === b) return a;
  const aSigned = isSigned(a, model);
  const bSigned = isSigned(b, model);
  if (aSigned === bSigned) return ranks[a] >= ranks[b] ? a : b;
  const [signed, unsigned] = aSigned ? [a, b] : [b, a];
  if (ranks[unsigned] >= ranks[signed]) return unsigned;
  if (widthBits(signed, model) > widthBits(unsigned, model)) return signed;
  return unsignedOf(signed);
}

/** Of a type that is as wide as an unsigned one of lower rank, which `long` and `long long` alone are. */
function unsignedOf(type: IntegerTypeName): IntegerTypeName {
  return type === 'long' ? 'unsigned long' : 'unsigned long long';
}

export function truth(value: boolean): CInt {
  return { value: value ? 1n : 0n, type: 'int' };
}

/** A binary operator on integers; `undefined` for a division by zero. */
export function binary(operator: TokenKind, left: CInt, right: CInt, model: IntegerModel): CInt | undefined {
  const a = promote(left);
  const b = promote(right);
  if (operator === T.lessLess || operator === T.greaterGreater) {
    const bits = BigInt(widthBits(a.type, model));
    const backwards = b.value < 0n;
    const amount = backwards ? -b.value : b.value;
    const limited = amount > bits ? bits : amount;
    const toLeft = (operator === T.lessLess) !== backwards;
    return convert(toLeft ? a.value << limited : a.value >> limited, a.type, model);
  }
  const type = commonType(a.type, b.type, model);
  const x = convert(a.value, type, model).value;
  const y = convert(b.value, type, model).value;
  switch (operator) {
    case T.star:
      return convert(x * y, type, model);
    case T.slash:
      return y === 0n ? undefined : convert(x / y, type, model);
    case T.percent:
      return y === 0n ? undefined : convert(x % y, type, model);
    case T.plus:
      return convert(x + y, type, model);
    case T.minus:
      return convert(x - y, type, model);
    case T.less:
      return truth(x < y);
    case T.greater:
      return truth(x > y);
    case T.lessEqual:
      return truth(x <= y);
    case T.greaterEqual:
      return truth(x >= y);
    case T.equalEqual:
      return truth(x === y);
    case T.exclaimEqual:
      return truth(x !== y);
    case T.amp:
      return convert(x & y, type, model);
    case T.caret:
      return convert(x ^ y, type, model);
    default:
      return convert(x | y, type, model);
  }
}
