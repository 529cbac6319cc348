/**
 * Names to meanings: from syntax to types, in the scope that is current while it runs; expressions are bound by
 * `bindExpression.ts`. A reference to a record that is complete here is the complete type; one to a record that is not
 * yet complete stays incomplete, which is all that a pointer needs.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import { type NameId, nameOf } from '../base/names.js';
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
import { bindExpression } from './bindExpression.js';
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

export class Binder {
  readonly diagnostics: Diagnostic[] = [];
  readonly records: RecordType[] = [];
  readonly enums: EnumType[] = [];
  readonly scope: Scope;
  readonly #origin: Origin | undefined;

  /** `origin` is the declaration that is bound; undefined for a macro's expression. */
  constructor(scope: Scope, origin: Origin | undefined) {
    this.scope = scope;
    this.#origin = origin;
  }

  /** The type that specifiers and a declarator give together. */
  type(specifiers: Specifiers, declarator: Declarator): CType {
    return this.declare(this.base(specifiers), declarator.layers);
  }

  typeName(name: TypeName): CType {
    const type = this.type(name.specifiers, name.declarator);
    return this.#withTypeAttributes(type, [...name.declarator.attributes, ...name.specifiers.attributes]);
  }

  declare(base: CType, layers: readonly DeclaratorLayer[]): CType {
    let type = base;
    for (const layer of layers) {
      if (layer.kind === 'pointer') {
        const pointer: CType = { kind: 'pointer', to: type, qualifiers: layer.qualifiers };
        type = this.#withTypeAttributes(pointer, layer.attributes);
      } else if (layer.kind === 'function') type = { kind: 'function', returns: type };
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
        const symbol = this.scope.ordinary.ask(type.name);
        if (symbol?.kind === 'typedef') return symbol.type;
        return { kind: 'unknown', reason: `type "${nameOf(type.name)}" is not known here`, name: type.name };
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
        const now = this.scope.tags.ask(type.tag);
        return now?.kind === 'record' && now.members !== undefined ? now : type;
      }
      case 'enum': {
        if (type.enumerators !== undefined || type.tag < 0) return type;
        const now = this.scope.tags.ask(type.tag);
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
    const known = this.#knownTag(specifier, kind);
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
      if (known === undefined) this.scope.tags.set(tag, incomplete);
      return incomplete;
    }
    if (tag >= 0) {
      if (known?.kind === 'record' && known.recordKind === kind && known.members !== undefined) {
        this.#report('syntax/redefinition', `${kind} ${nameOf(tag)} is defined twice`, specifier.tagAt);
      }
      this.scope.tags.set(tag, incomplete);
    }
    const members: Member[] = [];
    for (const declaration of specifier.members) this.#members(declaration, members);
    const { packed, alignments } = this.#layoutAttributes(specifier.attributes);
    const record: RecordType = {
      ...incomplete,
      memo: undefined,
      members,
      packed,
      alignments: alignments.slice(-1),
      packBytes: specifier.packBytes,
    };
    if (tag >= 0) this.scope.tags.set(tag, record);
    this.records.push(record);
    return record;
  }

  #members(declaration: MemberDeclaration, members: Member[]): void {
    const { specifiers } = declaration;
    if (declaration.declarators.length === 0) {
      const base = this.base(specifiers);
      // gcc drops attributes before an anonymous member; those behind its brace belong to its type.
      const { packed, alignments } = this.#layoutAttributes([], specifiers);
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
    const known = this.#knownTag(specifier, 'enum');
    if (specifier.enumerators === undefined && known?.kind === 'enum') return known;
    const attributes = this.#layoutAttributes(specifier.attributes);
    const enumerators: EnumeratorSymbol[] | undefined = specifier.enumerators === undefined ? undefined : [];
    const type: EnumType = {
      kind: 'enum',
      tag,
      enumerators,
      packed: attributes.packed,
      mode: modeOf(specifier.attributes),
      memo: undefined,
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
        this.scope.ordinary.set(enumerator.name, symbol);
      }
      this.enums.push(type);
    }
    if (tag >= 0) this.scope.tags.set(tag, type);
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

  /**
   * Attributes of a typedef, a type name or a pointer belong to the type. The last `aligned` holds, and gcc takes those of
   * the specifiers after those of the declarator.
   */
  #withTypeAttributes(type: CType, attributes: readonly Attribute[]): CType {
    if (attributes.length === 0) return type;
    const moded = this.#withMode(type, attributes);
    const { alignments } = this.#layoutAttributes(attributes);
    return alignments.length === 0 ? moded : { kind: 'aligned', type: moded, alignments: alignments.slice(-1) };
  }

  typedefType(specifiers: Specifiers, base: CType, declarator: Declarator): CType {
    const type = this.declare(base, declarator.layers);
    const whole = this.#withTypeAttributes(type, [...declarator.attributes, ...specifiers.attributes]);
    if (typeDepth(whole) < MAX_TYPE_DEPTH) return whole;
    const reason = `typedef "${nameOf(declarator.name)}" is made of more than ${MAX_TYPE_DEPTH} types, one in another`;
    this.#report('limit/nesting', `${reason}; it is left out`, declarator.at);
    return { kind: 'unknown', reason };
  }

  /** The expression with its names resolved, in the same scope. */
  expression(e: Expression): BoundExpression {
    return bindExpression(e, this);
  }

  /** What the tag names so far. One tag is of one kind, also where it is defined anew (C11 6.7.2.3p1). */
  #knownTag(
    { tag, tagAt }: { readonly tag: NameId; readonly tagAt: number },
    kind: 'struct' | 'union' | 'enum',
  ): RecordType | EnumType | undefined {
    const known = tag < 0 ? undefined : this.scope.tags.ask(tag);
    if (known === undefined) return undefined;
    const was = known.kind === 'enum' ? 'enum' : known.recordKind;
    if (was !== kind) {
      this.#report('sema/wrong-tag', `"${nameOf(tag)}" was declared as ${was} before and is ${kind} here`, tagAt);
    }
    return known;
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
