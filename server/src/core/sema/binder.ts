/**
 * Names to meanings: from syntax to types and bound expressions, in the scope that is current while it runs. A reference
 * to a record that is complete here is the complete type; one to a record that is not yet complete stays incomplete, which
 * is all that a pointer needs.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import { intern, type NameId, nameOf } from '../base/names.js';
import { literalEncoding, literalLength, parseCharacterConstant, parseIntegerConstant } from '../lex/constants.js';
import type {
  Attribute,
  Declarator,
  DeclaratorLayer,
  EnumSpecifier,
  Expression,
  MemberDeclaration,
  RecordSpecifier,
  Specifiers,
  TypeName,
} from '../parse/ast.js';
import type { BoundExpression } from './boundExpression.js';
import {
  type Alignment,
  basicType,
  type CType,
  canonical,
  type EnumeratorSymbol,
  type EnumType,
  MAX_TYPE_DEPTH,
  type Member,
  type Origin,
  type RecordType,
  rangeAt,
  typeDepth,
} from './ctype.js';
import type { Scope } from './scope.js';

const N_CHOOSE = intern('__builtin_choose_expr');
const N_IOC = intern('_IOC');
/** The wrappers of `_IOC` that include/uapi/asm-generic/ioctl.h defines. */
const wrapperDirections = new Map<NameId, 'none' | 'r' | 'w' | 'rw'>([
  [intern('_IO'), 'none'],
  [intern('_IOR'), 'r'],
  [intern('_IOW'), 'w'],
  [intern('_IOWR'), 'rw'],
]);
const N_CONSTANT_P = intern('__builtin_constant_p');

export interface DefinedRecord {
  readonly record: RecordType;
}

export class Binder {
  readonly diagnostics: Diagnostic[] = [];
  readonly records: RecordType[] = [];
  readonly enums: EnumType[] = [];
  readonly #scope: Scope;
  readonly #origin: Origin | undefined;

  /** `origin` is the declaration that is bound; undefined for a macro's expression. */
  constructor(scope: Scope, origin: Origin | undefined) {
    this.#scope = scope;
    this.#origin = origin;
  }

  /** The type that specifiers and a declarator give together. */
  type(specifiers: Specifiers, declarator: Declarator): CType {
    return this.declare(this.base(specifiers), declarator.layers);
  }

  typeName(name: TypeName): CType {
    const type = this.type(name.specifiers, name.declarator);
    return this.#withTypeAttributes(type, [...name.specifiers.attributes, ...name.declarator.attributes]);
  }

  declare(base: CType, layers: readonly DeclaratorLayer[]): CType {
    let type = base;
    for (const layer of layers) {
      if (layer.kind === 'pointer') type = { kind: 'pointer', to: type, qualifiers: layer.qualifiers };
      else if (layer.kind === 'function') type = { kind: 'function', returns: type };
      else {
        const size = layer.size === undefined ? undefined : this.expression(layer.size);
        type = { kind: 'array', of: this.complete(type), size };
      }
    }
    return type;
  }

  base(specifiers: Specifiers): CType {
    const type = this.#specifier(specifiers);
    return specifiers.qualifiers.length === 0 ? type : { kind: 'qualified', qualifiers: specifiers.qualifiers, type };
  }

  #specifier(specifiers: Specifiers): CType {
    const { type } = specifiers;
    switch (type.kind) {
      case 'basic':
        return type.complex ? { kind: 'complex', of: basicType(type.name) } : basicType(type.name);
      case 'record':
        return this.#record(type.record);
      case 'enum':
        return this.#enum(type.enum);
      case 'typedef-name': {
        const symbol = this.#scope.ordinary.ask(type.name);
        if (symbol?.kind === 'typedef') return symbol.type;
        return { kind: 'unknown', reason: `type "${nameOf(type.name)}" is not known here` };
      }
      case 'typeof':
        if ('specifiers' in type.operand) return this.typeName(type.operand);
        return { kind: 'typeof', expression: this.expression(type.operand) };
      case 'missing':
        return basicType('int');
    }
  }

  /** The same type with records that are complete by now in place of the incomplete ones it was written with. */
  complete(type: CType): CType {
    switch (type.kind) {
      case 'record': {
        if (type.members !== undefined || type.tag < 0) return type;
        const now = this.#scope.tags.ask(type.tag);
        return now?.kind === 'record' && now.members !== undefined ? now : type;
      }
      case 'enum': {
        if (type.enumerators !== undefined || type.tag < 0) return type;
        const now = this.#scope.tags.ask(type.tag);
        return now?.kind === 'enum' && now.enumerators !== undefined ? now : type;
      }
      case 'typedef':
      case 'qualified':
      case 'aligned':
      case 'mode': {
        const inner = this.complete(type.type);
        return inner === type.type ? type : { ...type, type: inner };
      }
      case 'array':
      case 'vector': {
        const inner = this.complete(type.of);
        return inner === type.of ? type : { ...type, of: inner };
      }
      default:
        return type;
    }
  }

  #record(specifier: RecordSpecifier): CType {
    const { tag, kind } = specifier;
    const known = tag < 0 ? undefined : this.#scope.tags.ask(tag);
    const incomplete: RecordType = {
      kind: 'record',
      recordKind: kind,
      tag,
      members: undefined,
      packed: false,
      alignments: [],
      packBytes: 0,
      memo: undefined,
      origin: this.#origin,
      tagAt: specifier.tagAt,
      startAt: specifier.keywordAt,
      endAt: specifier.endAt,
    };
    if (specifier.members === undefined) {
      if (known?.kind === 'record' && known.recordKind === kind) return known;
      if (known === undefined) this.#scope.tags.set(tag, incomplete);
      else this.#wrongTag(tag, specifier.tagAt, `${known.kind === 'enum' ? 'enum' : known.recordKind}`, kind);
      return incomplete;
    }
    if (tag >= 0) {
      if (known?.kind === 'record' && known.members !== undefined && this.#origin !== undefined) {
        this.#report('syntax/redefinition', `${kind} ${nameOf(tag)} is defined twice`, specifier.tagAt);
      }
      this.#scope.tags.set(tag, incomplete);
    }
    const members: Member[] = [];
    for (const declaration of specifier.members) this.#members(declaration, members);
    const { packed, alignments } = this.#layoutAttributes(specifier.attributes);
    const record: RecordType = {
      ...incomplete,
      memo: undefined,
      members,
      packed,
      alignments,
      packBytes: specifier.packBytes,
    };
    if (tag >= 0) this.#scope.tags.set(tag, record);
    this.records.push(record);
    return record;
  }

  #members(declaration: MemberDeclaration, members: Member[]): void {
    const { specifiers } = declaration;
    if (declaration.declarators.length === 0) {
      const base = this.base(specifiers);
      const { packed, alignments } = this.#layoutAttributes(specifiers.attributes, specifiers);
      const inner = canonical(base);
      // An untagged record without a declarator is an anonymous member (C11 6.7.2.1p13); a tagged one declares nothing.
      if (inner.kind !== 'record' || inner.tag >= 0) {
        if (inner.kind !== 'record' && inner.kind !== 'enum') {
          this.#report('syntax/declaration', 'this member declares nothing', declaration.startAt);
        }
        return;
      }
      members.push({
        name: -1,
        type: base,
        bitWidth: undefined,
        packed,
        alignments,
        at: declaration.startAt,
        unreadable: false,
        range: undefined,
      });
      return;
    }
    if (specifiers.type.kind === 'missing') {
      members.push(unreadableMember(declaration.startAt));
      return;
    }
    const base = this.base(specifiers);
    for (const { declarator, bitWidth } of declaration.declarators) {
      const attributes = [...specifiers.attributes, ...declarator.attributes];
      const { packed, alignments } = this.#layoutAttributes(attributes, specifiers);
      const type = this.#withMode(this.complete(this.declare(base, declarator.layers)), attributes);
      if (type.kind === 'unknown' || (canonical(type).kind === 'unknown' && declarator.layers.length === 0)) {
        const unknown = canonical(type);
        const at = specifiers.type.kind === 'typedef-name' ? specifiers.type.at : declaration.startAt;
        if (unknown.kind === 'unknown')
          this.#report('sema/unknown-type', `${unknown.reason}; is an #include missing?`, at);
      }
      members.push({
        name: declarator.name,
        type,
        bitWidth: bitWidth === undefined ? undefined : this.expression(bitWidth),
        packed,
        alignments,
        at: declarator.name < 0 ? declaration.startAt : declarator.at,
        unreadable: false,
        range: undefined,
      });
    }
  }

  #enum(specifier: EnumSpecifier): CType {
    const { tag } = specifier;
    const known = tag < 0 ? undefined : this.#scope.tags.ask(tag);
    if (specifier.enumerators === undefined) {
      if (known?.kind === 'enum') return known;
      if (known !== undefined) this.#wrongTag(tag, specifier.tagAt, known.recordKind, 'enum');
    }
    const attributes = this.#layoutAttributes(specifier.attributes);
    const enumerators: EnumeratorSymbol[] | undefined = specifier.enumerators === undefined ? undefined : [];
    const type: EnumType = {
      kind: 'enum',
      tag,
      enumerators,
      packed: attributes.packed,
      mode: modeOf(specifier.attributes),
      origin: this.#origin,
      tagAt: specifier.tagAt,
      startAt: specifier.keywordAt,
      endAt: specifier.endAt,
    };
    if (enumerators !== undefined && specifier.enumerators !== undefined) {
      for (const enumerator of specifier.enumerators) {
        const symbol: EnumeratorSymbol = {
          kind: 'enumerator',
          name: enumerator.name,
          enum: type,
          index: enumerators.length,
          value: enumerator.value === undefined ? undefined : this.expression(enumerator.value),
          at: enumerator.at,
        };
        enumerators.push(symbol);
        this.#scope.ordinary.set(enumerator.name, symbol);
      }
      this.enums.push(type);
    }
    if (tag >= 0) this.#scope.tags.set(tag, type);
    return type;
  }

  #layoutAttributes(
    attributes: readonly Attribute[],
    specifiers?: Specifiers,
  ): { packed: boolean; alignments: readonly Alignment[] } {
    let packed = false;
    let alignments: Alignment[] = NO_ALIGNMENTS;
    const add = (alignment: Alignment): void => {
      if (alignments === NO_ALIGNMENTS) alignments = [];
      alignments.push(alignment);
    };
    for (const attribute of attributes) {
      if (attribute.name === 'packed') packed = true;
      else if (attribute.name === 'aligned') {
        add(attribute.args.length === 0 ? 'largest' : this.expression(attribute.args[0]));
      }
    }
    if (specifiers !== undefined) {
      for (const operand of specifiers.alignas) {
        add(
          'specifiers' in operand
            ? { kind: 'alignof-type', type: this.typeName(operand), gnu: false }
            : this.expression(operand),
        );
      }
    }
    return { packed, alignments };
  }

  #withMode(type: CType, attributes: readonly Attribute[]): CType {
    let result = type;
    for (const attribute of attributes) {
      if (attribute.name === 'mode') {
        const mode = modeOf([attribute]);
        if (mode !== undefined) result = { kind: 'mode', type: result.kind === 'mode' ? result.type : result, mode };
      } else if (attribute.name === 'vector_size' && attribute.args.length === 1 && result.kind !== 'vector') {
        result = { kind: 'vector', of: result, sizeBytes: this.expression(attribute.args[0]) };
      }
    }
    return result;
  }

  /** Attributes of a typedef or a type name belong to the type. */
  #withTypeAttributes(type: CType, attributes: readonly Attribute[]): CType {
    if (attributes.length === 0) return type;
    const moded = this.#withMode(type, attributes);
    const { alignments } = this.#layoutAttributes(attributes);
    return alignments.length === 0 ? moded : { kind: 'aligned', type: moded, alignments };
  }

  typedefType(specifiers: Specifiers, base: CType, declarator: Declarator): CType {
    const type = this.declare(base, declarator.layers);
    const whole = this.#withTypeAttributes(type, [...specifiers.attributes, ...declarator.attributes]);
    if (typeDepth(whole) < MAX_TYPE_DEPTH) return whole;
    const reason = `typedef "${nameOf(declarator.name)}" is made of more than ${MAX_TYPE_DEPTH} types, one in another`;
    this.#report('limit/nesting', `${reason}; it is left out`, declarator.at);
    return { kind: 'unknown', reason };
  }

  expression(e: Expression): BoundExpression {
    switch (e.kind) {
      case 'number': {
        const constant = parseIntegerConstant(e.text);
        if (constant !== undefined) return { kind: 'integer', constant };
        return floating(e.text) ?? { kind: 'error', reason: `"${e.text}" is no number` };
      }
      case 'character': {
        const constant = parseCharacterConstant(e.text);
        return constant === undefined
          ? { kind: 'error', reason: `${e.text} is no character constant` }
          : { kind: 'character', constant };
      }
      case 'string': {
        // Adjacent literals are one; the prefix of any of them is that of the whole (C11 6.4.5p5).
        const prefixes = e.parts.map((part) => part.slice(0, part.indexOf('"')));
        const prefix = prefixes.find((p) => p !== '') ?? '';
        const encoding = literalEncoding(prefix);
        let units = 1;
        for (const part of e.parts) {
          units += literalLength(part.slice(part.indexOf('"') + 1, -1), encoding);
        }
        return { kind: 'string', units, prefix };
      }
      case 'name':
        return this.#name(e.name);
      case 'unary':
        return { kind: 'unary', operator: e.operator, operand: this.expression(e.operand) };
      case 'binary':
        return this.#binary(e);
      case 'conditional':
        return {
          kind: 'conditional',
          condition: this.expression(e.condition),
          whenTrue: e.whenTrue === undefined ? undefined : this.expression(e.whenTrue),
          whenFalse: this.expression(e.whenFalse),
        };
      case 'cast':
        return { kind: 'cast', type: this.complete(this.typeName(e.type)), operand: this.expression(e.operand) };
      case 'sizeof-type':
        return { kind: 'sizeof-type', type: this.complete(this.typeName(e.type)) };
      case 'sizeof':
        return { kind: 'sizeof', operand: this.expression(e.operand) };
      case 'alignof-type':
        return { kind: 'alignof-type', type: this.complete(this.typeName(e.type)), gnu: e.gnu };
      case 'alignof':
        return { kind: 'alignof', operand: this.expression(e.operand), gnu: e.gnu };
      case 'offsetof':
        return {
          kind: 'offsetof',
          type: this.complete(this.typeName(e.type)),
          path: e.path.map((d) => ('member' in d ? d : { index: this.expression(d.index) })),
        };
      case 'types-compatible':
        return { kind: 'types-compatible', left: this.typeName(e.left), right: this.typeName(e.right) };
      case 'generic':
        return {
          kind: 'generic',
          control: this.expression(e.control),
          associations: e.associations.map(({ type, value }) => ({
            type: type === undefined ? undefined : this.complete(this.typeName(type)),
            value: this.expression(value),
          })),
        };
      case 'member':
        return {
          kind: 'member',
          object: this.#completePointee(this.expression(e.object)),
          name: e.name,
          arrow: e.arrow,
        };
      case 'index':
        return { kind: 'index', array: this.expression(e.array), index: this.expression(e.index) };
      case 'call':
        return this.#call(e.callee, e.args);
      case 'compound-literal': {
        const type = this.complete(this.typeName(e.type));
        const literal = canonical(type);
        return literal.kind === 'array' && literal.size === undefined
          ? { kind: 'error', reason: 'it holds an array whose size its initialiser decides' }
          : { kind: 'object', type };
      }
      case 'opaque':
        return { kind: 'error', reason: `it holds ${e.reason}` };
    }
  }

  /** Operators of one strength lean to the left, without a bound: that side is walked in a loop. */
  #binary(e: Expression & { kind: 'binary' }): BoundExpression {
    const spine = [e];
    let first = e.left;
    while (first.kind === 'binary') {
      spine.push(first);
      first = first.left;
    }
    let left = this.expression(first);
    for (let node = spine.pop(); node !== undefined; node = spine.pop()) {
      left = { kind: 'binary', operator: node.operator, left, right: this.expression(node.right) };
    }
    return left;
  }

  /** `((struct foo *)0)->bar`: the pointee was incomplete where a pointer to it was written, not where it is used. */
  #completePointee(e: BoundExpression): BoundExpression {
    if (e.kind !== 'cast') return e;
    const pointer = canonical(e.type);
    if (pointer.kind !== 'pointer') return e;
    const to = this.complete(pointer.to);
    return to === pointer.to ? e : { ...e, type: { ...pointer, to } };
  }

  #call(callee: Expression, args: readonly Expression[]): BoundExpression {
    if (callee.kind === 'name') {
      if (callee.name === N_CHOOSE && args.length === 3) {
        const [condition, a, b] = args.map((arg) => this.expression(arg));
        return { kind: 'choose', condition, a, b };
      }
      if (callee.name === N_IOC && args.length === 4) {
        const [direction, type, nr, size] = args.map((arg) => this.expression(arg));
        return { kind: 'ioc', direction, type, nr, size };
      }
      const direction = wrapperDirections.get(callee.name);
      if (direction !== undefined && args.length === (direction === 'none' ? 2 : 3)) {
        const [type, nr, size] = args.map((arg) => this.expression(arg));
        return { kind: 'ioc', direction, type, nr, size };
      }
      if (callee.name === N_CONSTANT_P && args.length === 1) {
        return { kind: 'constant-p', operand: this.expression(args[0]) };
      }
      return { kind: 'error', reason: `it calls "${nameOf(callee.name)}", which is no macro here` };
    }
    return { kind: 'error', reason: 'it holds a function call' };
  }

  #name(name: NameId): BoundExpression {
    const symbol = this.#scope.ordinary.ask(name);
    if (symbol?.kind === 'enumerator') return { kind: 'enumerator', symbol };
    if (symbol?.kind === 'object') return { kind: 'object', type: symbol.type };
    return { kind: 'error', reason: `"${nameOf(name)}" has no value here` };
  }

  #wrongTag(tag: NameId, at: number, was: string, is: string): void {
    this.#report('sema/wrong-tag', `"${nameOf(tag)}" was declared as ${was} before and is ${is} here`, at);
  }

  #report(code: string, message: string, at: number): void {
    if (this.#origin === undefined) return;
    this.diagnostics.push({ code, severity: 'error', message, range: rangeAt(this.#origin, at) });
  }
}

const NO_ALIGNMENTS: Alignment[] = [];

function unreadableMember(at: number): Member {
  return {
    name: -1,
    type: { kind: 'unknown', reason: 'a member of it could not be read' },
    bitWidth: undefined,
    packed: false,
    alignments: [],
    at,
    unreadable: true,
    range: undefined,
  };
}

function modeOf(attributes: readonly Attribute[]): string | undefined {
  for (const attribute of attributes) {
    const operand = attribute.args[0];
    if (attribute.name === 'mode' && operand?.kind === 'name') return nameOf(operand.name).replace(/^__|__$/g, '');
  }
  return undefined;
}

const floatingPattern = /^(?:[0-9]*\.?[0-9]+|[0-9]+\.?)(?:[eE][+-]?[0-9]+)?([fFlL]?)$/;

function floating(text: string): BoundExpression | undefined {
  const match = floatingPattern.exec(text);
  if (match === null) return undefined;
  const suffix = match[1].toLowerCase();
  return {
    kind: 'floating',
    value: Number.parseFloat(text),
    type: suffix === 'f' ? 'float' : suffix === 'l' ? 'long double' : 'double',
  };
}
