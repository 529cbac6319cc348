/**
 * C types without numbers. A type says how it is built; what it measures depends on the ABI and is asked of `layout`
 * (ARCHITECTURE.md, "A type has no size; a (type, ABI) pair has"). All objects are immutable, so that units and ABIs can
 * share them.
 */
import { type NameId, nameOf } from '../base/names.js';
import type { BasicTypeName } from '../parse/ast.js';
import type { TokenRun } from '../preprocess/tokenRun.js';
import { type FileRange, rangeIn } from '../source/sourceFile.js';
import type { BoundExpression } from './boundExpression.js';

export type CType =
  | BasicType
  | { readonly kind: 'pointer'; readonly to: CType; readonly qualifiers: readonly string[] }
  | {
      readonly kind: 'array';
      readonly of: CType;
      /** `undefined` for `[]`. */
      readonly size: BoundExpression | undefined;
    }
  | { readonly kind: 'function'; readonly returns: CType }
  | { readonly kind: 'vector'; readonly of: CType; readonly sizeBytes: BoundExpression }
  | RecordType
  | EnumType
  | TypedefType
  | { readonly kind: 'qualified'; readonly qualifiers: readonly string[]; readonly type: CType }
  /** A type whose own alignment was set (`typedef … __attribute__((aligned(n)))`). */
  | { readonly kind: 'aligned'; readonly type: CType; readonly alignments: readonly Alignment[] }
  /** `__attribute__((mode(DI)))`: an integer or float of the machine mode. */
  | { readonly kind: 'mode'; readonly type: CType; readonly mode: string }
  | { readonly kind: 'typeof'; readonly expression: BoundExpression }
  | { readonly kind: 'complex'; readonly of: CType }
  /** A name that means nothing here: the record that holds it is incomplete. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly name?: NameId };

export interface BasicType {
  readonly kind: 'basic';
  readonly name: BasicTypeName;
}

export interface TypedefType {
  readonly kind: 'typedef';
  readonly name: NameId;
  readonly type: CType;
  /** `typeDepth` of the type behind it, and one. */
  readonly depth: number;
}

/** Operand of an `aligned` attribute; `largest` is the bare form, the ABI's `__BIGGEST_ALIGNMENT__`. */
export type Alignment = BoundExpression | 'largest';

/** Where a declaration stands: positions in it are token indices relative to `firstToken`. */
export interface Origin {
  readonly run: TokenRun;
  readonly firstToken: number;
}

export interface RecordType {
  readonly kind: 'record';
  readonly recordKind: 'struct' | 'union';
  /** -1 for an untagged record. */
  readonly tag: NameId;
  /** `undefined`: declared only. */
  readonly members: readonly Member[] | undefined;
  readonly packed: boolean;
  readonly alignments: readonly Alignment[];
  /** `#pragma pack` in force, in bytes; 0 for none. */
  readonly packBytes: number;
  /** Scratch of `layout`: what the record measures, by ABI (kept here, since weak maps of this size slow collection). */
  memo: unknown;
  readonly origin: Origin | undefined;
  readonly tagAt: number;
  readonly startAt: number;
  readonly endAt: number;
}

export interface Member {
  /** -1: an anonymous record, or an unnamed bit-field. */
  readonly name: NameId;
  readonly type: CType;
  readonly bitWidth: BoundExpression | undefined;
  readonly packed: boolean;
  readonly alignments: readonly Alignment[];
  readonly at: number;
  /** The declaration could not be read: nothing is known of this member. */
  readonly unreadable: boolean;
  /** Scratch of `layout`: the place of the name. */
  range: FileRange | undefined;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly tag: NameId;
  readonly enumerators: readonly EnumeratorSymbol[] | undefined;
  readonly packed: boolean;
  readonly mode: string | undefined;
  /** Scratch of the evaluator: the values of the enumerators. */
  memo: unknown;
  readonly origin: Origin | undefined;
  readonly tagAt: number;
  readonly startAt: number;
  readonly endAt: number;
}

export interface EnumeratorSymbol {
  readonly kind: 'enumerator';
  readonly name: NameId;
  readonly enum: EnumType;
  readonly index: number;
  readonly value: BoundExpression | undefined;
  readonly at: number;
}

export interface TypedefSymbol {
  readonly kind: 'typedef';
  readonly name: NameId;
  readonly type: TypedefType;
}

export interface ObjectSymbol {
  readonly kind: 'object';
  readonly name: NameId;
  readonly type: CType;
}

export type OrdinarySymbol = EnumeratorSymbol | TypedefSymbol | ObjectSymbol;

const basics = new Map<BasicTypeName, BasicType>();

/** The one object of a basic type. */
export function basicType(name: BasicTypeName): BasicType {
  let type = basics.get(name);
  if (type === undefined) {
    type = { kind: 'basic', name };
    basics.set(name, type);
  }
  return type;
}

/** The deepest type that a typedef may name; what looks into types recurs at most so often. */
export const MAX_TYPE_DEPTH = 200;

/** How many pointers, arrays, typedefs and so on a type is made of, from the outside to a record or basic type. */
export function typeDepth(type: CType): number {
  let depth = 0;
  for (let t = type; ; depth++) {
    switch (t.kind) {
      case 'pointer':
        t = t.to;
        break;
      case 'array':
      case 'vector':
      case 'complex':
        t = t.of;
        break;
      case 'function':
        t = t.returns;
        break;
      case 'qualified':
      case 'aligned':
      case 'mode':
        t = t.type;
        break;
      case 'typedef':
        return depth + t.depth;
      default:
        return depth;
    }
  }
}

/** By name: the symbols of typedefs that name a basic type in the end. */
const scalarTypedefs = new Map<NameId, TypedefSymbol[]>();

/**
 * The symbol of `typedef type name`. Where the type is a basic one, or a typedef of one, it is one object for all such
 * declarations: each architecture has an asm/posix_types.h that says the same of most names, and what is made of them can
 * then be taken over from one ABI to the next.
 */
export function typedefSymbol(name: NameId, type: CType): TypedefSymbol {
  if (type.kind !== 'basic' && (type.kind !== 'typedef' || canonical(type).kind !== 'basic'))
    return newTypedef(name, type);
  let known = scalarTypedefs.get(name);
  if (known === undefined) {
    known = [];
    scalarTypedefs.set(name, known);
  }
  let symbol = known.find((each) => each.type.type === type);
  if (symbol === undefined) {
    symbol = newTypedef(name, type);
    known.push(symbol);
  }
  return symbol;
}

function newTypedef(name: NameId, type: CType): TypedefSymbol {
  return { kind: 'typedef', name, type: { kind: 'typedef', name, type, depth: typeDepth(type) + 1 } };
}

/** The type behind typedefs, qualifiers and alignments. */
export function canonical(type: CType): CType {
  let t = type;
  for (;;) {
    if (t.kind === 'typedef' || t.kind === 'qualified' || t.kind === 'aligned') t = t.type;
    else return t;
  }
}

/** The place of token `at` of a declaration. */
export function rangeAt(origin: Origin, at: number, endAt = at): FileRange {
  const { run, firstToken } = origin;
  const first = Math.min(firstToken + at, run.count);
  const last = Math.min(firstToken + endAt, run.count);
  return rangeIn(run.file, run.starts[first], Math.max(run.ends[first], run.ends[last]));
}

/** A type as C spells it around a name: `__u32`, `struct foo *`, `void (*)()`. Array sizes are left to the caller. */
export function spellType(type: CType, inner = ''): string {
  const joined = (base: string): string =>
    inner === '' ? base : /^\[/.test(inner) ? base + inner : `${base} ${inner}`;
  switch (type.kind) {
    case 'basic':
      return joined(type.name);
    case 'pointer': {
      const qualified =
        type.qualifiers.length > 0 ? `*${type.qualifiers.join(' ')}${inner === '' ? '' : ' '}${inner}` : `*${inner}`;
      const needsParens = type.to.kind === 'array' || type.to.kind === 'function';
      return spellType(type.to, needsParens ? `(${qualified})` : qualified);
    }
    case 'array':
      return spellType(type.of, `${inner}[]`);
    case 'function':
      return spellType(type.returns, `${inner}()`);
    case 'vector':
      return joined(`${spellType(type.of)} vector`);
    case 'record':
      return joined(`${type.recordKind}${type.tag < 0 ? '' : ` ${nameOf(type.tag)}`}`);
    case 'enum':
      return joined(`enum${type.tag < 0 ? '' : ` ${nameOf(type.tag)}`}`);
    case 'typedef':
      return joined(nameOf(type.name));
    case 'qualified':
      return `${type.qualifiers.join(' ')} ${spellType(type.type, inner)}`;
    case 'aligned':
    case 'mode':
      return spellType(type.type, inner);
    case 'typeof':
      return joined('typeof()');
    case 'complex':
      return joined(`_Complex ${spellType(type.of)}`);
    case 'unknown':
      return joined('?');
  }
}
