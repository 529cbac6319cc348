/**
 * Constants, the values that the evaluator computes: integers, floating values and addresses, what arithmetic the last two
 * have, and `NotConstant` for an expression that has no value. Integer arithmetic is in `cint.ts`.
 */
import { T } from '../lex/token.js';
import { type IntegerTypeName, truth } from './cint.js';
import type { CType } from './ctype.js';

/**
 * Why an expression has no value, thrown (no Error: nobody needs its stack, which costs more than the evaluation); its
 * message completes "…, since …".
 */
export class NotConstant {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** In the order of their ranks. */
const floatingTypes = ['float', 'double', 'long double'] as const;
export type FloatingTypeName = (typeof floatingTypes)[number];

export function isFloatingTypeName(name: string): name is FloatingTypeName {
  return floatingTypes.some((each) => each === name);
}

/** The value of a constant expression. A pointer's value is an address in bytes. */
export type Constant =
  | { readonly kind: 'integer'; readonly value: bigint; readonly type: IntegerTypeName }
  | { readonly kind: 'floating'; readonly value: number; readonly type: FloatingTypeName }
  | { readonly kind: 'pointer'; readonly value: bigint; readonly to: CType };

export function integer(value: bigint, type: IntegerTypeName): Constant & { kind: 'integer' } {
  return { kind: 'integer', value, type };
}

/** True when the value compares unequal to 0 (C11 6.5.15p4). */
export function isTrue(value: Constant): boolean {
  return value.kind === 'floating' ? value.value !== 0 : value.value !== 0n;
}

/** The value in the arithmetic of floating types; throws `NotConstant` for a pointer. */
export function numberOf(value: Constant): number {
  if (value.kind === 'pointer') throw new NotConstant('it computes with pointers');
  return value.kind === 'floating' ? value.value : Number(value.value);
}

/** A floating value without its fraction (C11 6.3.1.4p1); throws `NotConstant` for an infinity or NaN. */
export function truncated(value: number): bigint {
  if (!Number.isFinite(value)) throw new NotConstant('it converts an infinite value');
  return BigInt(Math.trunc(value));
}

/** The type in which two operands are computed of which one is floating at least (C11 6.3.1.8). */
export function commonFloatingType(left: Constant, right: Constant): FloatingTypeName {
  const rank = (operand: Constant): number => (operand.kind === 'floating' ? floatingTypes.indexOf(operand.type) : 0);
  return floatingTypes[Math.max(rank(left), rank(right))];
}

/** A binary operator on floating values; throws `NotConstant` for one that only integers have. */
export function floatingBinary(operator: number, left: Constant, right: Constant): Constant {
  const [a, b] = [numberOf(left), numberOf(right)];
  const type = commonFloatingType(left, right);
  switch (operator) {
    case T.plus:
      return { kind: 'floating', value: a + b, type };
    case T.minus:
      return { kind: 'floating', value: a - b, type };
    case T.star:
      return { kind: 'floating', value: a * b, type };
    case T.slash:
      return { kind: 'floating', value: a / b, type };
    case T.less:
      return { kind: 'integer', ...truth(a < b) };
    case T.greater:
      return { kind: 'integer', ...truth(a > b) };
    case T.lessEqual:
      return { kind: 'integer', ...truth(a <= b) };
    case T.greaterEqual:
      return { kind: 'integer', ...truth(a >= b) };
    case T.equalEqual:
      return { kind: 'integer', ...truth(a === b) };
    case T.exclaimEqual:
      return { kind: 'integer', ...truth(a !== b) };
    default:
      throw new NotConstant('it uses an integer operator on floating values');
  }
}
