/**
 * Values of enumerators on one ABI, and the integer type that gcc gives their enum. The values of an enum that depend on
 * no ABI are computed once.
 */
import type { CInt, IntegerModel, IntegerTypeName } from './cint.js';
import { basicType, type EnumType } from './ctype.js';
import type { Evaluator } from './evaluate.js';
import { modeType } from './machineMode.js';

export interface EnumValues {
  /** `undefined` where a value could not be computed. */
  readonly values: readonly (CInt | undefined)[];
  readonly reason: string | undefined;
}

interface EnumMemo {
  common: EnumValues | undefined;
  readonly byAbi: Map<string, EnumValues>;
}

function enumMemo(type: EnumType): EnumMemo {
  type.memo ??= { common: undefined, byAbi: new Map() } satisfies EnumMemo;
  return type.memo as EnumMemo;
}

function enumeratorType(value: bigint, model: IntegerModel): IntegerTypeName {
  if (value >= -0x80000000n && value <= 0x7fffffffn) return 'int';
  if (value >= 0n && value <= 0xffffffffn) return 'unsigned int';
  const long = model.longBits === 64;
  if (value < 0n || value <= 0x7fffffffffffffffn) return long ? 'long' : 'long long';
  return long ? 'unsigned long' : 'unsigned long long';
}

/** The values of an enum's enumerators in order (C11 6.7.2.2; types beyond int as GNU C gives them). */
export function enumValues(type: EnumType, evaluator: Evaluator): EnumValues {
  const memo = enumMemo(type);
  const known = memo.common ?? memo.byAbi.get(evaluator.abi.id);
  if (known !== undefined) return known;
  const values: (CInt | undefined)[] = [];
  const result = { values, reason: undefined as string | undefined };
  memo.byAbi.set(evaluator.abi.id, result);
  const outer = evaluator.dependsOnAbi;
  evaluator.dependsOnAbi = false;
  try {
    fillValues(type, result, evaluator);
  } catch (problem) {
    memo.byAbi.delete(evaluator.abi.id);
    throw problem;
  }
  if (!evaluator.dependsOnAbi) {
    memo.common = result;
    memo.byAbi.clear();
  }
  evaluator.dependsOnAbi = evaluator.dependsOnAbi || outer;
  return result;
}

/** Values in turn: a later enumerator may name an earlier one of the same enum. */
function fillValues(
  type: EnumType,
  result: { values: (CInt | undefined)[]; reason: string | undefined },
  evaluator: Evaluator,
): void {
  const { values } = result;
  let next: bigint | undefined = 0n;
  for (const symbol of type.enumerators ?? []) {
    let value: bigint | undefined = next;
    if (symbol.value !== undefined) {
      const given: ReturnType<Evaluator['evaluate']> = evaluator.evaluate(symbol.value);
      value = given.kind === 'integer' ? given.value : undefined;
      if (value === undefined && result.reason === undefined) {
        result.reason = given.kind === 'none' ? given.reason : 'an enumerator is no integer constant';
      }
    }
    values.push(value === undefined ? undefined : { value, type: enumeratorType(value, evaluator.model) });
    next = value === undefined ? undefined : value + 1n;
    if (value !== undefined && (value > 0x7fffffffn || value < -0x80000000n)) evaluator.dependsOnAbi = true;
  }
}

/** The type that gcc gives an enum: the first of unsigned int, int, and the 64-bit types that holds all values. */
export function enumIntegerType(type: EnumType, evaluator: Evaluator): IntegerTypeName {
  const { values } = enumValues(type, evaluator);
  let negative = false;
  let wide = 0;
  for (const v of values) {
    if (v === undefined) continue;
    if (v.value < 0n) negative = true;
    wide = Math.max(wide, bitsFor(v.value));
  }
  if (negative) wide++;
  if (type.packed) {
    if (wide <= 8) return negative ? 'signed char' : 'unsigned char';
    if (wide <= 16) return negative ? 'short' : 'unsigned short';
  }
  if (type.mode !== undefined) {
    const name = modeType(type.mode, basicType(negative ? 'int' : 'unsigned int'), evaluator.abi);
    if (name !== undefined) return name;
  }
  if (wide <= 32) return negative ? 'int' : 'unsigned int';
  if (evaluator.abi.dataModel === 'LP64') return negative ? 'long' : 'unsigned long';
  return negative ? 'long long' : 'unsigned long long';
}

function bitsFor(value: bigint): number {
  const magnitude = value < 0n ? -value - 1n : value;
  return magnitude === 0n ? 0 : magnitude.toString(2).length;
}
