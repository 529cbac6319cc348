/**
 * Types of bound expressions on one ABI, as `sizeof`, `typeof`, `_Generic` and `__builtin_types_compatible_p` ask for
 * them. What they evaluate or measure to find a type is asked of an `Evaluator`.
 */
import { T } from '../lex/token.js';
import type { BoundExpression } from './boundExpression.js';
import { afterLvalueConversion, compatible, stringElementType, type TypeFacts } from './compatibleTypes.js';
import { NotConstant } from './constant.js';
import { basicType, type CType, canonical } from './ctype.js';
import { enumIntegerType } from './enumValues.js';
import type { Evaluator } from './evaluate.js';
import { modeType } from './machineMode.js';

/** The type of an expression, for sizeof and typeof. */
export function typeOf(e: BoundExpression, evaluator: Evaluator): CType {
  switch (e.kind) {
    case 'object':
      return e.type;
    case 'cast':
      return e.type;
    case 'member': {
      const object = typeOf(e.object, evaluator);
      const record = e.arrow ? pointee(object) : object;
      return evaluator.measurer.member(record, e.name).type;
    }
    case 'index':
      return pointee(typeOf(e.array, evaluator));
    case 'unary':
      if (e.operator === T.star) return pointee(typeOf(e.operand, evaluator));
      if (e.operator === T.amp) return { kind: 'pointer', to: typeOf(e.operand, evaluator), qualifiers: [] };
      break;
    case 'generic':
      return typeOf(selectedAssociation(e, evaluator), evaluator);
    case 'string': {
      const of = stringElementType(e.prefix);
      if (of === undefined) throw new NotConstant('it asks for the type of a string with a prefix');
      const size = { value: BigInt(e.units), unsigned: false, longs: 0, decimal: true } as const;
      return { kind: 'array', of, size: { kind: 'integer', constant: size } };
    }
  }
  evaluator.dependsOnAbi = true;
  const value = evaluator.value(e);
  return value.kind === 'pointer' ? { kind: 'pointer', to: value.to, qualifiers: [] } : basicType(value.type);
}

/** What a pointer points to, or an array holds; throws `NotConstant` for any other type. */
export function pointee(type: CType): CType {
  const t = canonical(type);
  if (t.kind === 'pointer') return t.to;
  if (t.kind === 'array') return t.of;
  throw new NotConstant('it reads through something that is no pointer');
}

/** `__builtin_types_compatible_p`: qualifiers at the top do not count (GCC manual, "Other Builtins"). */
export function typesCompatible(a: CType, b: CType, evaluator: Evaluator): boolean {
  evaluator.dependsOnAbi = true;
  return compatible(afterQualifiers(a), afterQualifiers(b), evaluator.typeFacts);
}

/** The type without typedefs and qualifiers at its top. */
function afterQualifiers(type: CType): CType {
  const t = canonical(type);
  return t.kind === 'pointer' && t.qualifiers.length > 0 ? { ...t, qualifiers: [] } : t;
}

/** The association of a generic selection whose type the controlling expression has (C11 6.5.1.1p3). */
export function selectedAssociation(e: BoundExpression & { kind: 'generic' }, evaluator: Evaluator): BoundExpression {
  evaluator.dependsOnAbi = true;
  const facts = evaluator.typeFacts;
  const control = afterLvalueConversion(typeOf(e.control, evaluator), facts);
  const found =
    e.associations.find(({ type }) => type !== undefined && compatible(control, type, facts)) ??
    e.associations.find(({ type }) => type === undefined);
  if (found === undefined) throw new NotConstant('no association of a _Generic has the type of its first operand');
  return found.value;
}

/** What the comparison of types asks, answered by an evaluator. */
export function typeFactsOf(evaluator: Evaluator): TypeFacts {
  return {
    typeOf: (expression) => typeOf(expression, evaluator),
    enumIntegerType: (type) => basicType(enumIntegerType(type, evaluator)),
    modeType: (mode, type) => {
      const name = modeType(mode, canonical(type), evaluator.abi);
      if (name === undefined) throw new NotConstant(`it compares types of machine mode ${mode}`);
      return basicType(name);
    },
    count: (expression) => evaluator.count(expression, 'the size of an array'),
    unknown: (reason) => {
      throw new NotConstant(reason);
    },
  };
}
