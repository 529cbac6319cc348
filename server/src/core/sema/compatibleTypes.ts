/**
 * Compatible types (C11 6.2.7), as `_Generic` and `__builtin_types_compatible_p` ask for them. Some answers depend on the
 * ABI (the integer type of an enum, the length of an array), so an evaluator is asked for them.
 */
import type { BoundExpression } from './boundExpression.js';
import { basicType, type CType, type EnumType } from './ctype.js';

/** What the comparison asks of an ABI. The functions throw `NotConstant` where there is no answer. */
export interface TypeFacts {
  typeOf(expression: BoundExpression): CType;
  enumIntegerType(type: EnumType): CType;
  /** The integer or float type that `__attribute__((mode(…)))` makes. */
  modeType(mode: string, type: CType): CType;
  count(expression: BoundExpression): number;
  /** Throws, with the reason why two types cannot be compared. */
  unknown(reason: string): never;
}

interface Unqualified {
  readonly type: CType;
  readonly qualifiers: ReadonlySet<string>;
}

/** True when the types are compatible, qualifiers included. */
export function compatible(a: CType, b: CType, facts: TypeFacts): boolean {
  const x = unqualified(a, facts);
  const y = unqualified(b, facts);
  if (x.qualifiers.size !== y.qualifiers.size) return false;
  for (const qualifier of x.qualifiers) if (!y.qualifiers.has(qualifier)) return false;
  return compatibleUnqualified(x.type, y.type, facts);
}

/** The type of an expression after lvalue conversion (C11 6.3.2.1): unqualified, an array or function as a pointer. */
export function afterLvalueConversion(type: CType, facts: TypeFacts): CType {
  const value = unqualified(type, facts).type;
  if (value.kind === 'array') return { kind: 'pointer', to: value.of, qualifiers: [] };
  if (value.kind === 'function') return { kind: 'pointer', to: value, qualifiers: [] };
  return value.kind === 'pointer' && value.qualifiers.length > 0 ? { ...value, qualifiers: [] } : value;
}

/** The type without typedefs and qualifiers at its top, and the qualifiers that it had. */
function unqualified(type: CType, facts: TypeFacts): Unqualified {
  const qualifiers = new Set<string>();
  let t = type;
  for (;;) {
    switch (t.kind) {
      case 'qualified':
        for (const qualifier of t.qualifiers) qualifiers.add(qualifier);
        t = t.type;
        break;
      case 'typedef':
      case 'aligned':
        t = t.type;
        break;
      case 'mode':
        t = facts.modeType(t.mode, t.type);
        break;
      case 'typeof':
        t = facts.typeOf(t.expression);
        break;
      case 'pointer':
        for (const qualifier of t.qualifiers) qualifiers.add(qualifier);
        return { type: t, qualifiers };
      default:
        return { type: t, qualifiers };
    }
  }
}

function compatibleUnqualified(a: CType, b: CType, facts: TypeFacts): boolean {
  if (a.kind === 'unknown') return facts.unknown(a.reason);
  if (b.kind === 'unknown') return facts.unknown(b.reason);
  if (a.kind === 'enum' && b.kind !== 'enum') return compatibleUnqualified(facts.enumIntegerType(a), b, facts);
  if (b.kind === 'enum' && a.kind !== 'enum') return compatibleUnqualified(a, facts.enumIntegerType(b), facts);
  if (a === b) return true;
  switch (a.kind) {
    case 'basic':
      return b.kind === 'basic' && a.name === b.name;
    case 'pointer':
      return b.kind === 'pointer' && compatible(a.to, b.to, facts);
    case 'array': {
      if (b.kind !== 'array' || !compatible(a.of, b.of, facts)) return false;
      return a.size === undefined || b.size === undefined || facts.count(a.size) === facts.count(b.size);
    }
    case 'vector':
      return (
        b.kind === 'vector' && compatible(a.of, b.of, facts) && facts.count(a.sizeBytes) === facts.count(b.sizeBytes)
      );
    case 'complex':
      return b.kind === 'complex' && compatible(a.of, b.of, facts);
    // One tag is one type in file scope, complete or not.
    case 'record':
      return b.kind === 'record' && a.tag >= 0 && a.tag === b.tag && a.recordKind === b.recordKind;
    case 'enum':
      return b.kind === 'enum' && a.tag >= 0 && a.tag === b.tag;
    case 'function':
      return b.kind === 'function' && facts.unknown('it compares function types');
    default:
      return false;
  }
}

/** The type of a string literal's elements (C11 6.4.5p6); undefined for one with a prefix of wider characters. */
export function stringElementType(prefix: string): CType | undefined {
  return prefix === '' || prefix === 'u8' ? basicType('char') : undefined;
}
