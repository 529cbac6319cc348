/**
 * Values of bound constant expressions on one ABI (C11 6.6, with what gcc folds besides). Sizes and offsets are asked of
 * a `TypeMeasurer`, which `layout` provides. The evaluator notes whether a result depended on the ABI at all, so that the
 * many constants that do not are computed once.
 */
import type { IntegerConstant } from '../lex/constants.js';
import { T } from '../lex/token.js';
import type { Abi } from '../target/abi.js';
import type { BoundExpression } from './boundExpression.js';
import {
  binary,
  type CInt,
  commonType,
  convert,
  type IntegerModel,
  type IntegerTypeName,
  isIntegerTypeName,
  promote,
  truth,
} from './cint.js';
import type { TypeFacts } from './compatibleTypes.js';
import {
  type Constant,
  commonFloatingType,
  floatingBinary,
  integer,
  isFloatingTypeName,
  isTrue,
  NotConstant,
  numberOf,
  truncated,
} from './constant.js';
import { type CType, canonical, type EnumeratorSymbol, type EnumType } from './ctype.js';
import { type EnumValues, enumIntegerType, enumValues } from './enumValues.js';
import { pointee, selectedAssociation, typeFactsOf, typeOf, typesCompatible } from './expressionType.js';
import { modeType } from './machineMode.js';

export { type Constant, NotConstant } from './constant.js';
export type { EnumValues } from './enumValues.js';
export { modeType } from './machineMode.js';

/** What expressions ask about types. The functions throw `NotConstant` with the reason when there is no answer. */
export interface TypeMeasurer {
  sizeBytes(type: CType): number;
  alignBytes(type: CType, gnu: boolean): number;
  member(type: CType, name: number): { readonly offsetBytes: number; readonly type: CType };
}

/** Bits by which `_IOC` shifts its fields, and the direction codes that its wrappers give it. */
export interface IocModel {
  readonly directionShift: number;
  readonly typeShift: number;
  readonly nrShift: number;
  readonly sizeShift: number;
  readonly codes: Readonly<Record<'none' | 'r' | 'w' | 'rw', number>>;
}

const MAX_DEPTH = 400;

export class Evaluator {
  readonly abi: Abi;
  readonly model: IntegerModel;
  readonly measurer: TypeMeasurer;
  /** What the comparison of types asks of this evaluator. */
  readonly typeFacts: TypeFacts = typeFactsOf(this);
  /** Set when a result came to depend on the ABI; readers reset it before they start. */
  dependsOnAbi = false;
  /** How `_IOC` makes numbers in the unit at hand; undefined where it is no such macro. */
  ioc: IocModel | undefined;
  #depth = 0;

  constructor(abi: Abi, measurer: TypeMeasurer) {
    this.abi = abi;
    this.model = { longBits: abi.dataModel === 'LP64' ? 64 : 32, charSigned: abi.charSigned };
    this.measurer = measurer;
  }

  /** The value, or why there is none. */
  evaluate(expression: BoundExpression): Constant | { readonly kind: 'none'; readonly reason: string } {
    const depth = this.#depth;
    try {
      return this.value(expression);
    } catch (problem) {
      this.#depth = depth;
      if (!(problem instanceof NotConstant)) throw problem;
      return { kind: 'none', reason: problem.message };
    }
  }

  /** An integer value as a number, for sizes and widths; throws `NotConstant`. */
  count(expression: BoundExpression, what: string): number {
    const value = this.value(expression);
    if (value.kind !== 'integer') throw new NotConstant(`${what} is no integer constant`);
    if (value.value < 0n) throw new NotConstant(`${what} is negative (${value.value})`);
    if (value.value > 0xffffffffffffn) throw new NotConstant(`${what} is too large (${value.value})`);
    return Number(value.value);
  }

  /** The type of an expression, for sizeof and typeof; throws `NotConstant`. */
  typeOf(expression: BoundExpression): CType {
    return typeOf(expression, this);
  }

  /** The values of an enum's enumerators in order. */
  enumValues(type: EnumType): EnumValues {
    return enumValues(type, this);
  }

  /** The integer type that gcc gives an enum. */
  enumIntegerType(type: EnumType): IntegerTypeName {
    return enumIntegerType(type, this);
  }

  /** The value; throws `NotConstant`. */
  value(e: BoundExpression): Constant {
    if (++this.#depth > MAX_DEPTH) throw new NotConstant('it is nested too deeply');
    const result = this.#value(e);
    this.#depth--;
    return result;
  }

  #value(e: BoundExpression): Constant {
    switch (e.kind) {
      case 'integer':
        return { kind: 'integer', value: e.constant.value, type: this.#literalType(e.constant) };
      case 'floating':
        return { kind: 'floating', value: e.value, type: e.type };
      case 'character': {
        const { value, unsignedCharValue, prefix } = e.constant;
        if (value === unsignedCharValue || prefix !== '') return integer(value, 'int');
        this.dependsOnAbi = true;
        return integer(this.abi.charSigned ? value : unsignedCharValue, 'int');
      }
      case 'string':
        throw new NotConstant('it is a string');
      case 'enumerator':
        return this.#enumerator(e.symbol);
      case 'unary':
        return this.#unary(e.operator, e.operand);
      case 'binary':
        return this.#binary(e);
      case 'conditional': {
        const condition = this.value(e.condition);
        if (isTrue(condition)) return e.whenTrue === undefined ? condition : this.#branch(e.whenTrue, e.whenFalse);
        return this.#branch(e.whenFalse, e.whenTrue);
      }
      case 'cast':
        return this.#cast(e.type, e.operand);
      case 'sizeof-type':
        return this.#size(this.measurer.sizeBytes(e.type));
      case 'sizeof':
        return this.#size(this.#sizeOfOperand(e.operand));
      case 'alignof-type':
        return this.#size(this.measurer.alignBytes(e.type, e.gnu));
      case 'alignof':
        return this.#size(this.measurer.alignBytes(typeOf(e.operand, this), e.gnu));
      case 'offsetof':
        return this.#offsetof(e);
      case 'types-compatible':
        return integer(typesCompatible(e.left, e.right, this) ? 1n : 0n, 'int');
      case 'generic':
        return this.value(selectedAssociation(e, this));
      case 'choose':
        return this.value(isTrue(this.value(e.condition)) ? e.a : e.b);
      case 'ioc':
        return this.#ioc(e);
      case 'constant-p':
        return integer(this.evaluate(e.operand).kind === 'none' ? 0n : 1n, 'int');
      case 'member':
      case 'index':
        throw new NotConstant('it reads an object');
      case 'object':
        throw new NotConstant('it names an object or a function');
      case 'error':
        throw new NotConstant(e.reason);
    }
  }

  /** The chosen branch, in the type that both branches have in common. */
  #branch(chosen: BoundExpression, other: BoundExpression | undefined): Constant {
    const value = this.value(chosen);
    if (value.kind === 'pointer' || other === undefined) return value;
    const otherValue = this.evaluate(other);
    if (otherValue.kind === 'none' || otherValue.kind === 'pointer') return value;
    if (value.kind === 'floating' || otherValue.kind === 'floating') {
      return { kind: 'floating', value: numberOf(value), type: commonFloatingType(value, otherValue) };
    }
    const a = promote(value);
    const type = commonType(a.type, promote({ value: 0n, type: otherValue.type }).type, this.model);
    return { kind: 'integer', ...convert(a.value, type, this.model) };
  }

  #size(bytes: number): Constant {
    this.dependsOnAbi = true;
    return integer(BigInt(bytes), this.abi.dataModel === 'LP64' ? 'unsigned long' : 'unsigned int');
  }

  #literalType(constant: IntegerConstant): IntegerTypeName {
    const { value, unsigned, longs, decimal } = constant;
    if (longs > 0) this.dependsOnAbi = true;
    if (longs === 0 && value <= 0x7fffffffn) return unsigned ? 'unsigned int' : 'int';
    if (longs === 0 && value <= 0xffffffffn && (unsigned || !decimal)) return 'unsigned int';
    this.dependsOnAbi = true;
    const longMax = this.model.longBits === 64 ? 0x7fffffffffffffffn : 0x7fffffffn;
    if (longs <= 1) {
      if (!unsigned && value <= longMax) return 'long';
      if ((unsigned || !decimal) && value <= longMax * 2n + 1n) return 'unsigned long';
    }
    if (!unsigned && value <= 0x7fffffffffffffffn) return 'long long';
    return 'unsigned long long';
  }

  #enumerator(symbol: EnumeratorSymbol): Constant {
    const { values, reason } = enumValues(symbol.enum, this);
    const value = values[symbol.index];
    if (value === undefined) throw new NotConstant(reason ?? 'an enumerator has no value');
    return { kind: 'integer', ...value };
  }

  #unary(operator: number, operand: BoundExpression): Constant {
    if (operator === T.amp) {
      const { address, type } = this.#address(operand);
      return { kind: 'pointer', value: address, to: type };
    }
    if (operator === T.star) throw new NotConstant('it reads through a pointer');
    const value = this.value(operand);
    if (operator === T.exclaim) return { kind: 'integer', ...truth(!isTrue(value)) };
    if (value.kind === 'floating' && operator !== T.tilde) {
      return operator === T.minus ? { ...value, value: -value.value } : value;
    }
    if (value.kind !== 'integer') throw new NotConstant('an operand of it is no integer');
    const promoted = promote(value);
    switch (operator) {
      case T.minus:
        return { kind: 'integer', ...convert(-promoted.value, promoted.type, this.model) };
      case T.tilde:
        return { kind: 'integer', ...convert(-promoted.value - 1n, promoted.type, this.model) };
      default:
        return { kind: 'integer', ...promoted };
    }
  }

  /** Operators of one strength lean to the left, without a bound: that side is walked in a loop. */
  #binary(e: BoundExpression & { kind: 'binary' }): Constant {
    const spine = [e];
    let first = e.left;
    while (first.kind === 'binary') {
      spine.push(first);
      first = first.left;
    }
    let left = this.value(first);
    for (let node = spine.pop(); node !== undefined; node = spine.pop()) {
      left = this.#combined(node.operator, left, node.right);
    }
    return left;
  }

  #combined(operator: number, left: Constant, rightOperand: BoundExpression): Constant {
    if (operator === T.ampAmp || operator === T.pipePipe) {
      const isLeft = isTrue(left);
      if (isLeft === (operator === T.pipePipe)) return { kind: 'integer', ...truth(isLeft) };
      return { kind: 'integer', ...truth(isTrue(this.value(rightOperand))) };
    }
    if (operator === T.comma) throw new NotConstant('it holds a comma operator');
    const right = this.value(rightOperand);
    if (left.kind === 'integer' && right.kind === 'integer') {
      const result = binary(operator, left, right, this.model);
      if (result === undefined) throw new NotConstant('it divides by zero');
      return { kind: 'integer', ...result };
    }
    if (left.kind === 'pointer' || right.kind === 'pointer') return this.#pointerArithmetic(operator, left, right);
    return floatingBinary(operator, left, right);
  }

  #pointerArithmetic(operator: number, left: Constant, right: Constant): Constant {
    if (left.kind === 'pointer' && right.kind === 'integer' && (operator === T.plus || operator === T.minus)) {
      const step = right.value * BigInt(this.#pointeeSize(left.to));
      return { ...left, value: operator === T.plus ? left.value + step : left.value - step };
    }
    if (left.kind === 'integer' && right.kind === 'pointer' && operator === T.plus) {
      return { ...right, value: right.value + left.value * BigInt(this.#pointeeSize(right.to)) };
    }
    if (left.kind === 'pointer' && right.kind === 'pointer' && operator === T.minus) {
      const size = BigInt(this.#pointeeSize(left.to)) || 1n;
      return integer((left.value - right.value) / size, 'long');
    }
    if (left.kind !== 'floating' && right.kind !== 'floating' && operator >= T.less && operator <= T.exclaimEqual) {
      const [a, b] = [left, right].map(({ value }) => integer(value, 'long long'));
      const result = binary(operator, a, b, this.model);
      if (result !== undefined) return { kind: 'integer', ...result };
    }
    throw new NotConstant('it computes with pointers');
  }

  #pointeeSize(type: CType): number {
    const to = canonical(type);
    return to.kind === 'function' || (to.kind === 'basic' && to.name === 'void') ? 1 : this.measurer.sizeBytes(type);
  }

  #cast(type: CType, operand: BoundExpression): Constant {
    const value = this.value(operand);
    const target = canonical(type);
    if (target.kind === 'pointer') {
      if (value.kind === 'floating') throw new NotConstant('it converts a floating value to a pointer');
      return { kind: 'pointer', value: value.value, to: target.to };
    }
    const name = this.#integerType(target);
    if (name !== undefined) {
      if (name === 'long' || name === 'unsigned long' || name === 'char') this.dependsOnAbi = true;
      const bits = value.kind === 'floating' ? truncated(value.value) : value.value;
      if (name === '_Bool' && value.kind === 'floating') return integer(value.value === 0 ? 0n : 1n, '_Bool');
      return { kind: 'integer', ...convert(bits, name, this.model) };
    }
    if (target.kind === 'basic' && isFloatingTypeName(target.name)) {
      const number = numberOf(value);
      return { kind: 'floating', value: target.name === 'float' ? Math.fround(number) : number, type: target.name };
    }
    throw new NotConstant(target.kind === 'unknown' ? target.reason : 'it converts to a type that holds no integer');
  }

  /** The integer type that a type is on this ABI; undefined when it is none. */
  #integerType(type: CType): IntegerTypeName | undefined {
    if (type.kind === 'basic') return isIntegerTypeName(type.name) ? type.name : undefined;
    if (type.kind === 'enum') return enumIntegerType(type, this);
    if (type.kind === 'mode') return modeType(type.mode, canonical(type.type), this.abi);
    if (type.kind === 'typeof') return this.#integerType(canonical(typeOf(type.expression, this)));
    return undefined;
  }

  /** The `_IOC` macro: each field shifted into its place, in C's arithmetic. */
  #ioc(e: BoundExpression & { kind: 'ioc' }): Constant {
    const model = this.ioc;
    if (model === undefined) throw new NotConstant('"_IOC" has no value here');
    this.dependsOnAbi = true;
    const shifted = (value: CInt, shift: number): CInt =>
      binary(T.lessLess, value, { value: BigInt(shift), type: 'int' }, this.model) ?? value;
    const field = (part: BoundExpression): CInt => {
      const value = this.value(part);
      if (value.kind !== 'integer') throw new NotConstant('a field of the ioctl number is no integer constant');
      return value;
    };
    if (typeof e.direction === 'string' && model.codes[e.direction] < 0)
      throw new NotConstant('its macro is not defined here');
    const direction: CInt =
      typeof e.direction === 'string'
        ? { value: BigInt(model.codes[e.direction]), type: 'unsigned int' }
        : field(e.direction);
    let number = shifted(direction, model.directionShift);
    const join = (value: CInt): void => {
      number = binary(T.pipe, number, value, this.model) ?? number;
    };
    join(shifted(field(e.type), model.typeShift));
    join(shifted(field(e.nr), model.nrShift));
    if (e.size !== undefined) join(shifted(field(e.size), model.sizeShift));
    return { kind: 'integer', ...number };
  }

  #offsetof(e: BoundExpression & { kind: 'offsetof' }): Constant {
    let type = e.type;
    let offset = 0n;
    for (const step of e.path) {
      if ('member' in step) {
        const member = this.measurer.member(type, step.member);
        offset += BigInt(member.offsetBytes);
        type = member.type;
      } else {
        const array = canonical(type);
        if (array.kind !== 'array') throw new NotConstant('it indexes something that is no array');
        const index = this.value(step.index);
        if (index.kind !== 'integer') throw new NotConstant('an index in it is no integer constant');
        offset += index.value * BigInt(this.measurer.sizeBytes(array.of));
        type = array.of;
      }
    }
    return this.#size(Number(offset));
  }

  #sizeOfOperand(e: BoundExpression): number {
    if (e.kind === 'string') {
      const unit = e.prefix === 'L' || e.prefix === 'U' ? 4 : e.prefix === 'u' ? 2 : 1;
      return e.units * unit;
    }
    return this.measurer.sizeBytes(typeOf(e, this));
  }

  /** The address of an lvalue that starts from a constant pointer (the old spelling of offsetof). */
  #address(e: BoundExpression): { address: bigint; type: CType } {
    if (e.kind === 'unary' && e.operator === T.star) {
      const pointer = this.value(e.operand);
      if (pointer.kind === 'pointer') return { address: pointer.value, type: pointer.to };
    } else if (e.kind === 'member') {
      let base: { address: bigint; type: CType };
      if (e.arrow) {
        const pointer = this.value(e.object);
        if (pointer.kind !== 'pointer') throw new NotConstant('it reads through something that is no pointer');
        base = { address: pointer.value, type: pointer.to };
      } else base = this.#address(e.object);
      const member = this.measurer.member(base.type, e.name);
      this.dependsOnAbi = true;
      return { address: base.address + BigInt(member.offsetBytes), type: member.type };
    } else if (e.kind === 'index') {
      const array = this.#address(e.array);
      const element = pointee(array.type);
      const index = this.value(e.index);
      if (index.kind !== 'integer') throw new NotConstant('an index in it is no integer constant');
      return {
        address: array.address + index.value * BigInt(this.measurer.sizeBytes(element)),
        type: element,
      };
    }
    throw new NotConstant('it takes the address of an object');
  }
}
