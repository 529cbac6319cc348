/**
 * What types measure on one ABI: sizes, alignments and record layouts, memoised per (type, ABI). ABIs whose tables agree
 * on all that a record can depend on share its layout object.
 */
import type { NameId } from '../base/names.js';
import type { BasicTypeName } from '../parse/ast.js';
import type { BoundExpression } from '../sema/boundExpression.js';
import { type Alignment, type CType, canonical, type RecordType, spellType, type TypedefType } from '../sema/ctype.js';
import { Evaluator, modeType, NotConstant, type TypeMeasurer } from '../sema/evaluate.js';
import type { Abi, ScalarLayout, ScalarName } from '../target/abi.js';
import { type LaidRecord, layoutRecord } from './layoutRecord.js';
import type { RecordLayout } from './recordLayout.js';

/** Size and alignment of a type; `userAligned`: an `aligned` attribute on the type set the alignment. */
export interface Measure {
  readonly sizeBytes: number;
  readonly alignBytes: number;
  readonly userAligned: boolean;
}

export type LayoutResult =
  | (LaidRecord & { readonly reason?: undefined })
  /** Why there is none, and the member that is to blame. */
  | { readonly layout?: undefined; readonly reason: string; readonly memberIndex: number };

/** Thrown where a type has no measure; its message is the reason in words. */
export class Unmeasurable extends NotConstant {
  readonly memberIndex: number;
  constructor(reason: string, memberIndex = -1) {
    super(reason);
    this.memberIndex = memberIndex;
  }
}

interface Memo {
  /** By ABI id for an exotic record, else by what the scalars that it uses measure. */
  readonly results: Map<string, LayoutResult>;
  /** Scalars that decide the layout, as bits of `commonScalars`; EXOTIC: more than those. */
  readonly dependsOn: number;
}

/** The types of which nearly all records are made. */
const commonScalars: readonly ScalarName[] = [
  'char',
  'short',
  'int',
  'long',
  'long long',
  '_Bool',
  'float',
  'double',
  'pointer',
];
const EXOTIC = 1 << commonScalars.length; // not a C value

/** How many records may hold one another, and how many `typeof` refer to one another, before there is no answer. */
const MAX_RECORD_DEPTH = 100;

function memoOf(record: RecordType, depth: number): Memo {
  let memo = record.memo as Memo | undefined;
  if (memo === undefined) {
    memo = { results: new Map(), dependsOn: depth > MAX_RECORD_DEPTH ? EXOTIC : scalarsOf(record, depth) };
    record.memo = memo;
  }
  return memo;
}

export class AbiMeasurer implements TypeMeasurer {
  readonly abi: Abi;
  readonly evaluator: Evaluator;
  /** What the scalars of a mask measure on this ABI, as a text that is equal where ABIs agree. */
  readonly #keys = new Map<number, string>();
  readonly #typedefs = new WeakMap<TypedefType, Measure>();
  #depth = 0;
  #typeofDepth = 0;
  /** A record was nested beyond the limit since the outermost `layoutOf` began. */
  #metLimit = false;

  constructor(abi: Abi) {
    this.abi = abi;
    this.evaluator = new Evaluator(abi, this);
  }

  /** The layout of a record, or why it has none. */
  layoutOf(record: RecordType): LayoutResult {
    const memo = memoOf(record, 0);
    const exotic = memo.dependsOn >= EXOTIC;
    const key = exotic ? this.abi.id : this.#keyOf(memo.dependsOn);
    let result = memo.results.get(key);
    if (result === undefined) {
      if (this.#depth === 0) this.#metLimit = false;
      result = this.#lay(record, exotic ? NO_LAYOUTS : laidOut(memo.results));
      if (exotic) result = sameAsOther(result, memo.results);
      // Too deep from here is not too deep from everywhere.
      if (!this.#metLimit) memo.results.set(key, result);
    }
    return result;
  }

  #keyOf(mask: number): string {
    let key = this.#keys.get(mask);
    if (key === undefined) {
      const used = commonScalars.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
      key = used
        .map((name) => `${this.abi.scalars[name].sizeBytes}/${this.abi.scalars[name].alignBytes}`)
        .concat(String(this.abi.minRecordAlignBytes))
        .join(' ');
      this.#keys.set(mask, key);
    }
    return key;
  }

  #lay(record: RecordType, known: Iterable<LaidRecord>): LayoutResult {
    if (this.#depth > MAX_RECORD_DEPTH) {
      this.#metLimit = true;
      return { reason: 'it is nested too deeply', memberIndex: -1 };
    }
    this.#depth++;
    try {
      return layoutRecord(record, this, known);
    } catch (problem) {
      if (!(problem instanceof NotConstant)) throw problem;
      return {
        reason: problem.message,
        memberIndex: problem instanceof Unmeasurable ? problem.memberIndex : -1,
      };
    } finally {
      this.#depth--;
    }
  }

  sizeBytes(type: CType): number {
    return this.measure(type).sizeBytes;
  }

  alignBytes(type: CType, gnu: boolean): number {
    const t = canonicalButAligned(type);
    if (gnu && t.kind === 'basic') {
      const scalar = this.#scalar(t.name);
      return scalar.preferredAlignBytes ?? scalar.alignBytes;
    }
    const record = canonical(type);
    const measured = this.measure(type);
    if (record.kind !== 'record' || measured.userAligned) return measured.alignBytes;
    return Math.min(measured.alignBytes, this.abi.biggestAlignBytes);
  }

  member(type: CType, name: NameId): { offsetBytes: number; type: CType } {
    const found = this.#findMember(type, name);
    if (found === undefined) throw new NotConstant('it names a member that the record does not have');
    return found;
  }

  #findMember(type: CType, name: NameId): { offsetBytes: number; type: CType } | undefined {
    const record = canonical(type);
    if (record.kind !== 'record' || record.members === undefined) {
      throw new NotConstant('it asks for a member of something that is no complete record');
    }
    const { layout, reason } = this.layoutOf(record);
    if (layout === undefined) throw new NotConstant(reason ?? 'the record is incomplete');
    let index = 0;
    for (const member of record.members) {
      if (member.bitWidth !== undefined && member.name < 0) continue;
      const offsetBytes = Math.floor(layout.members[index].offsetBits / 8);
      index++;
      if (member.name === name) return { offsetBytes, type: member.type };
      if (member.name < 0 && canonical(member.type).kind === 'record') {
        const inner = this.#findMember(member.type, name);
        if (inner !== undefined) return { offsetBytes: offsetBytes + inner.offsetBytes, type: inner.type };
      }
    }
    return undefined;
  }

  /** Size and alignment of a complete object type; throws `Unmeasurable`. */
  measure(type: CType): Measure {
    switch (type.kind) {
      case 'basic':
        return this.#basic(type.name);
      case 'pointer':
        return plain(this.abi.scalars.pointer);
      case 'qualified':
        return this.measure(type.type);
      case 'typedef':
        return this.#typedef(type);
      case 'record': {
        if (type.members === undefined) throw new Unmeasurable(`${spellType(type)} is declared but not defined here`);
        const result = this.layoutOf(type);
        if (result.layout === undefined) {
          throw new Unmeasurable(`${spellType(type)} is incomplete: ${result.reason}`);
        }
        return {
          sizeBytes: result.layout.sizeBytes,
          alignBytes: result.typeAlignBytes,
          userAligned: result.userAligned,
        };
      }
      case 'enum': {
        if (type.enumerators === undefined)
          throw new Unmeasurable(`${spellType(type)} is declared but not defined here`);
        return this.#basic(this.evaluator.enumIntegerType(type));
      }
      case 'array': {
        const element = this.measure(type.of);
        const count = type.size === undefined ? 0 : this.evaluator.count(type.size, 'the size of an array');
        const sizeBytes = element.sizeBytes * count;
        if (sizeBytes > Number.MAX_SAFE_INTEGER / 16) throw new Unmeasurable('an array is too large');
        return { ...element, sizeBytes };
      }
      case 'vector': {
        const sizeBytes = this.evaluator.count(type.sizeBytes, 'the size of a vector');
        const natural = (sizeBytes === 8 ? this.abi.eightByteVectorAlignBytes : undefined) ?? sizeBytes;
        const alignBytes = Math.min(natural, this.abi.largestVectorAlignBytes ?? natural);
        return { sizeBytes, alignBytes: Math.max(alignBytes, 1), userAligned: false };
      }
      case 'complex': {
        const part = this.measure(type.of);
        return { ...part, sizeBytes: part.sizeBytes * 2 };
      }
      case 'aligned': {
        const inner = this.measure(type.type);
        return { sizeBytes: inner.sizeBytes, alignBytes: this.largestAlignment(type.alignments), userAligned: true };
      }
      case 'mode':
        return this.#mode(type.mode, type.type);
      case 'typeof':
        return this.#typeof(type.expression);
      case 'function':
        throw new Unmeasurable('it is a function');
      case 'unknown':
        throw new Unmeasurable(type.reason);
    }
  }

  /** Measured once: the size of a typedef can stand twice in the size of the next one, and so on. */
  #typedef(type: TypedefType): Measure {
    let named = type.type;
    while (named.kind === 'typedef') named = named.type;
    if (named.kind === 'basic') return this.#basic(named.name);
    let measure = this.#typedefs.get(type);
    if (measure === undefined) {
      measure = this.measure(type.type);
      this.#typedefs.set(type, measure);
    }
    return measure;
  }

  #typeof(expression: BoundExpression): Measure {
    if (this.#typeofDepth >= MAX_RECORD_DEPTH) throw new Unmeasurable('a typeof in it refers to too many others');
    this.#typeofDepth++;
    try {
      return this.measure(this.evaluator.typeOf(expression));
    } finally {
      this.#typeofDepth--;
    }
  }

  /** The largest of the operands of `aligned` attributes; throws when one is no power of two. */
  largestAlignment(alignments: readonly Alignment[]): number {
    let largest = 1;
    for (const alignment of alignments) {
      const bytes =
        alignment === 'largest'
          ? this.abi.biggestAlignBytes
          : this.evaluator.count(alignment as BoundExpression, 'the operand of "aligned"');
      if (bytes !== 0 && !isPowerOfTwo(bytes)) throw new Unmeasurable(`an alignment of ${bytes} is no power of two`);
      if (bytes > 1 << 28) throw new Unmeasurable(`an alignment of ${bytes} is too large`); // not a C value
      largest = Math.max(largest, bytes);
    }
    return largest;
  }

  #basic(name: BasicTypeName): Measure {
    if (name === '__builtin_va_list') throw new Unmeasurable('va_list has no place in an interface');
    return plain(this.#scalar(name));
  }

  #scalar(name: BasicTypeName): ScalarLayout {
    const scalar = scalarNames[name];
    if (scalar === undefined) throw new Unmeasurable(`${name} has no size`);
    const layout = this.abi.scalars[scalar];
    if (layout.missing === true) {
      throw new Unmeasurable(`${name} does not exist on ${this.abi.id}`);
    }
    return layout;
  }

  #mode(mode: string, of: CType): Measure {
    const inner = canonical(of);
    if (inner.kind === 'vector') return this.measure(inner);
    const floating = floatModes[mode];
    if (floating !== undefined) return plain(this.abi.scalars[floating]);
    const integer = modeType(mode, inner, this.abi);
    if (integer === undefined) throw new Unmeasurable(`machine mode ${mode} is not known`);
    return this.#basic(integer);
  }
}

const scalarNames: Readonly<Partial<Record<BasicTypeName, ScalarName>>> = {
  char: 'char',
  'signed char': 'char',
  'unsigned char': 'char',
  short: 'short',
  'unsigned short': 'short',
  int: 'int',
  'unsigned int': 'int',
  long: 'long',
  'unsigned long': 'long',
  'long long': 'long long',
  'unsigned long long': 'long long',
  __int128: '__int128',
  'unsigned __int128': '__int128',
  _Bool: '_Bool',
  float: 'float',
  double: 'double',
  'long double': 'long double',
  _Float128: '_Float128',
};

const floatModes: Readonly<Record<string, ScalarName>> = {
  SF: 'float',
  DF: 'double',
  XF: 'long double',
  TF: '_Float128',
};

function plain(scalar: ScalarLayout): Measure {
  return { sizeBytes: scalar.sizeBytes, alignBytes: scalar.alignBytes, userAligned: false };
}

function canonicalButAligned(type: CType): CType {
  let t = type;
  while (t.kind === 'typedef' || t.kind === 'qualified') t = t.type;
  return t;
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && 2 ** Math.round(Math.log2(value)) === value;
}

/**
 * The scalars that decide a record's layout, as bits of `commonScalars`; EXOTIC when it may depend on more of the ABI:
 * bit-fields, other types, or constants that an expression computes.
 */
function scalarsOf(record: RecordType, depth: number): number {
  if (!record.alignments.every(isPlainAlignment)) return EXOTIC;
  let mask = 0;
  for (const member of record.members ?? []) {
    if (member.bitWidth !== undefined || !member.alignments.every(isPlainAlignment)) return EXOTIC;
    mask = union(mask, scalarsOfType(member.type, depth));
  }
  return mask;
}

function union(a: number, b: number): number {
  return a | b; // not a C value
}

function isPlainAlignment(alignment: Alignment): boolean {
  return alignment !== 'largest' && alignment.kind === 'integer';
}

function scalarsOfType(type: CType, depth: number): number {
  switch (type.kind) {
    case 'basic': {
      const index = commonScalars.indexOf(scalarNames[type.name] ?? 'long double');
      return index < 0 ? EXOTIC : 2 ** index;
    }
    case 'pointer':
      return 2 ** commonScalars.indexOf('pointer');
    case 'typedef':
    case 'qualified':
      return scalarsOfType(type.type, depth);
    case 'array':
      return type.size !== undefined && !isPlainCount(type.size, 0) ? EXOTIC : scalarsOfType(type.of, depth);
    case 'aligned':
      return type.alignments.every(isPlainAlignment) ? scalarsOfType(type.type, depth) : EXOTIC;
    case 'record':
      return memoOf(type, depth + 1).dependsOn;
    case 'enum':
      return type.packed || type.mode !== undefined ? EXOTIC : ENUM_SCALARS;
    default:
      return EXOTIC;
  }
}

/** An enum is an int, or with large values one of the 64-bit types. */
const ENUM_SCALARS = ['int', 'long', 'long long']
  .map((name) => 2 ** commonScalars.indexOf(name as ScalarName))
  .reduce((sum, bit) => sum + bit, 0);

/** Made of plain integer constants alone. A long way from one enumerator to the next counts as more than that. */
function isPlainCount(e: BoundExpression, depth: number): boolean {
  let node = e;
  while (node.kind === 'binary') {
    if (!isPlainCount(node.right, depth)) return false;
    node = node.left;
  }
  switch (node.kind) {
    case 'integer':
      return node.constant.longs === 0;
    case 'enumerator': {
      const { value, index } = node.symbol;
      return value === undefined ? index < 1 : depth < MAX_ENUMERATOR_DEPTH && isPlainCount(value, depth + 1);
    }
    case 'unary':
      return isPlainCount(node.operand, depth);
    default:
      return false;
  }
}

/** Small: a value may name two enumerators, each of which names two. */
const MAX_ENUMERATOR_DEPTH = 8;

const NO_LAYOUTS: Iterable<LaidRecord> = [];

function* laidOut(results: ReadonlyMap<string, LayoutResult>): Generator<LaidRecord> {
  for (const result of results.values()) if (result.layout !== undefined) yield result;
}

function sameAsOther(result: LayoutResult, others: ReadonlyMap<string, LayoutResult>): LayoutResult {
  if (result.layout === undefined) return result;
  for (const other of others.values()) {
    if (
      other.layout !== undefined &&
      other.typeAlignBytes === result.typeAlignBytes &&
      other.userAligned === result.userAligned &&
      sameLayout(result.layout, other.layout)
    ) {
      return other;
    }
  }
  return result;
}

function sameLayout(a: RecordLayout, b: RecordLayout): boolean {
  return (
    a === b ||
    (a.sizeBytes === b.sizeBytes &&
      a.alignBytes === b.alignBytes &&
      a.members.length === b.members.length &&
      a.padding.length === b.padding.length &&
      a.members.every((m, i) => {
        const n = b.members[i];
        return (
          m.offsetBits === n.offsetBits &&
          m.sizeBytes === n.sizeBytes &&
          m.alignBytes === n.alignBytes &&
          m.fieldAlignBytes === n.fieldAlignBytes &&
          m.isUserAligned === n.isUserAligned &&
          m.widthBits === n.widthBits &&
          m.dimensions.length === n.dimensions.length &&
          m.dimensions.every((d, k) => d === n.dimensions[k]) &&
          (m.nested === undefined ? n.nested === undefined : n.nested !== undefined && sameLayout(m.nested, n.nested))
        );
      }) &&
      a.padding.every((p, i) => {
        const q = b.padding[i];
        return p.offsetBits === q.offsetBits && p.widthBits === q.widthBits;
      }))
  );
}
