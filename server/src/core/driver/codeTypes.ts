/**
 * Types and sizes that a function's text tells: of locals by their declarations, of members by the records of the folder
 * and of the uapi headers. Typedefs are not followed; what is not told is undefined.
 */
import { membersOf } from '../review/byAbi.js';
import type { Expression, MemberExpression, TypeName } from '../surface/ast.js';
import { calleeName } from '../surface/visit.js';
import type { AbiId } from '../target/abi.js';
import type { DriverSource } from './driverSource.js';
import type { FunctionFacts } from './functionFacts.js';

/** A type as far as rules need it. */
export interface CodeType {
  readonly keyword?: 'struct' | 'union' | 'enum';
  readonly name: string;
  readonly pointers: number;
  readonly isArray: boolean;
}

export function codeType({ keyword, name, pointers, arrays }: TypeName): CodeType {
  return { ...(keyword === undefined ? {} : { keyword }), name, pointers, isArray: arrays.length > 0 };
}

/** From the spelling of a member's type in a layout: `struct foo *`, `__u8[16]`. */
function spelledType(spelling: string): CodeType {
  const words = spelling.replaceAll(/\[[^\]]*\]|\*|\bconst\b/g, ' ').trim();
  const keyword = /^(struct|union|enum) /.exec(words)?.[1] as CodeType['keyword'];
  return {
    ...(keyword === undefined ? {} : { keyword }),
    name: keyword === undefined ? words : words.slice(keyword.length + 1).trim(),
    pointers: spelling.split('*').length - 1,
    isArray: spelling.includes('['),
  };
}

export function typeOf(facts: FunctionFacts, expression: Expression): CodeType | undefined {
  switch (expression.kind) {
    case 'identifier': {
      const variable = facts.variable(expression.name, expression.start);
      return variable === undefined || variable.type.isFunction ? undefined : codeType(variable.type);
    }
    case 'cast':
      return codeType(expression.type);
    case 'member': {
      const object = typeOf(facts, expression.object);
      const tag = recordTag(object, expression.isArrow ? 1 : 0);
      const type = tag === undefined ? undefined : memberType(facts.source, tag, expression.member.text);
      // A member of an untagged record is found by its path from the record that has a tag.
      return type ?? nestedType(facts, expression);
    }
    case 'index':
    case 'unary': {
      if (expression.kind === 'unary' && expression.operator !== '*' && expression.operator !== '&') return undefined;
      const operand = typeOf(facts, expression.kind === 'index' ? expression.object : expression.operand);
      if (operand === undefined) return undefined;
      if (expression.kind === 'unary' && expression.operator === '&')
        return { ...operand, pointers: operand.pointers + 1 };
      if (operand.isArray) return { ...operand, isArray: false };
      return operand.pointers === 0 ? undefined : { ...operand, pointers: operand.pointers - 1 };
    }
    default:
      return undefined;
  }
}

function nestedType(facts: FunctionFacts, expression: MemberExpression): CodeType | undefined {
  let path = expression.member.text;
  let at: MemberExpression = expression;
  while (!at.isArrow && at.object.kind === 'member') {
    at = at.object;
    path = `${at.member.text}.${path}`;
  }
  if (at === expression) return undefined;
  const tag = recordTag(typeOf(facts, at.object), at.isArrow ? 1 : 0);
  return tag === undefined ? undefined : memberType(facts.source, tag, path);
}

/** Type of the member of a record, by its path where untagged records lie between. */
export function memberType(source: DriverSource, tag: string, member: string): CodeType | undefined {
  const layout = source.record(tag)?.record.onAbis[0]?.record.layout;
  if (layout !== undefined) {
    const spelled = membersOf(layout).find(({ path }) => path === member)?.type;
    return spelled === undefined ? undefined : spelledType(spelled);
  }
  for (const { records } of source.surfaces) {
    const found = records.find((record) => record.tag.text === tag)?.members.find(({ name }) => name.text === member);
    if (found !== undefined) return codeType(found.type);
  }
  return undefined;
}

/** Tag of the record that a type is, or points to. */
export function recordTag(type: CodeType | undefined, pointers = 0): string | undefined {
  if (type?.keyword !== 'struct' && type?.keyword !== 'union') return undefined;
  return type.pointers === pointers && !type.isArray ? type.name : undefined;
}

/** Bits of an integer type by its name, where that is the same on every ABI; `long` is the word it is on 64 bits. */
export function integerBits({ name, pointers, isArray }: CodeType): number | undefined {
  if (pointers > 0 || isArray) return undefined;
  const fixed = /^(?:__)?(?:[us]|[bl]e|u?int)(8|16|32|64)(?:_t)?$/.exec(name)?.[1];
  if (fixed !== undefined) return Number(fixed);
  if (/\bchar\b|^_?[Bb]ool$/.test(name)) return 8;
  if (/\bshort\b/.test(name)) return 16;
  if (/\blong\b|^s?size_t$|^__kernel_size_t$|^loff_t$|^__aligned_[us]64$/.test(name)) return 64;
  return /^(?:un)?signed$|\bint\b|^uint$/.test(name) ? 32 : undefined;
}

/** Size of something, as the text says it. */
export type CodeSize =
  | { readonly kind: 'bytes'; readonly bytes: bigint }
  | { readonly kind: 'record'; readonly tag: string }
  /** `offsetofend(struct tag, member)`. */
  | { readonly kind: 'prefix'; readonly tag: string; readonly member: string };

/** Variables are what was assigned to them last, as it is written. */
export function sizeOf(facts: FunctionFacts, expression: Expression, depth = 0): CodeSize | undefined {
  if (depth > 4) return undefined;
  switch (expression.kind) {
    case 'number':
      return expression.value === undefined ? undefined : { kind: 'bytes', bytes: expression.value };
    case 'cast':
      return sizeOf(facts, expression.operand, depth + 1);
    case 'sizeof': {
      if (expression.keyword !== 'sizeof') return undefined;
      return typeSize(sizeofType(facts, expression));
    }
    case 'identifier': {
      const value = facts.valueBefore(expression.name, expression.start);
      return value === undefined ? undefined : sizeOf(facts, value, depth + 1);
    }
    case 'call': {
      const [type, member] = expression.arguments;
      if (calleeName(expression) !== 'offsetofend' || type?.kind !== 'type' || member?.kind !== 'identifier') {
        return undefined;
      }
      const tag = recordTag(codeType(type.type));
      return tag === undefined ? undefined : { kind: 'prefix', tag, member: member.name };
    }
    default:
      return undefined;
  }
}

/** The type whose size a `sizeof` is. */
export function sizeofType(facts: FunctionFacts, expression: Expression): CodeType | undefined {
  if (expression.kind !== 'sizeof') return undefined;
  if (expression.type !== undefined) return codeType(expression.type);
  return expression.operand === undefined ? undefined : typeOf(facts, expression.operand);
}

function typeSize(type: CodeType | undefined): CodeSize | undefined {
  const tag = recordTag(type);
  if (tag !== undefined) return { kind: 'record', tag };
  const bits = type === undefined || /\blong\b|size_t|loff_t/.test(type.name) ? undefined : integerBits(type);
  return bits === undefined ? undefined : { kind: 'bytes', bytes: BigInt(bits / 8) };
}

/** Bytes on each ABI; empty where a record is not one of a uapi header that is laid out everywhere. */
export function bytesOnAbis(source: DriverSource, size: CodeSize): ReadonlyMap<AbiId, number> {
  const bytes = new Map<AbiId, number>();
  if (size.kind === 'bytes') {
    for (const { abis } of source.headers) for (const { id } of abis) bytes.set(id, Number(size.bytes));
    return bytes;
  }
  const onAbis = source.record(size.tag)?.record.onAbis ?? [];
  for (const { abi, record } of onAbis) {
    const { layout } = record;
    if (layout === undefined) return new Map();
    if (size.kind === 'record') bytes.set(abi, layout.sizeBytes);
    else {
      const member = membersOf(layout).find(({ path }) => path === size.member);
      if (member === undefined || member.widthBits !== undefined) return new Map();
      bytes.set(abi, member.offsetBits / 8 + member.sizeBytes);
    }
  }
  return bytes;
}

export function sizeText(size: CodeSize): string {
  if (size.kind === 'bytes') return `${size.bytes} bytes`;
  return size.kind === 'record' ? `sizeof(struct ${size.tag})` : `offsetofend(struct ${size.tag}, ${size.member})`;
}
