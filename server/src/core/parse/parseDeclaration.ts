/**
 * Declarations (C11 6.7) with GNU attributes in every place that gcc takes them. Recursive descent; function bodies,
 * parameter lists and initialisers are skipped. An identifier in a specifier list that has no type yet is taken as a
 * typedef name, known or not, so that an unknown type is one finding and not a syntax error.
 */
import { type NameId, nameOf } from '../base/names.js';
import { T } from '../lex/token.js';
import type {
  Attribute,
  Declarator,
  DeclaratorLayer,
  Enumerator,
  EnumSpecifier,
  Expression,
  MemberDeclaration,
  MemberDeclarator,
  RecordSpecifier,
  Specifiers,
  TypeName,
  TypeSpecifier,
} from './ast.js';
import { BasicWords } from './basicType.js';
import { K, keywordOf, startsType } from './keywords.js';
import { parseAnyAttributes, parseAttributes, parseStandardAttributes } from './parseAttribute.js';
import { parseConditional, type TypeNameParser } from './parseExpression.js';
import { afterPragma, type PackState } from './pragmaPack.js';
import { MAX_NESTING, SyntaxProblem, type TokenCursor } from './tokenCursor.js';

const MISSING: TypeSpecifier = { kind: 'missing' };
const MAX_MEMBERS = 200_000;

export class DeclarationParser implements TypeNameParser {
  readonly cursor: TokenCursor;
  pack: PackState;
  readonly #isTypedefName: (name: NameId) => boolean;

  constructor(cursor: TokenCursor, pack: PackState, isTypedefName: (name: NameId) => boolean) {
    this.cursor = cursor;
    this.pack = pack;
    this.#isTypedefName = isTypedefName;
  }

  isTypedefName(name: NameId): boolean {
    return this.#isTypedefName(name);
  }

  pragma(): void {
    this.pack = afterPragma(this.pack, this.cursor.text);
    this.cursor.advance();
  }

  parseTypeName(): TypeName {
    this.cursor.enter();
    const specifiers = this.parseSpecifiers();
    const declarator = this.parseDeclarator();
    this.cursor.leave();
    return { specifiers, declarator };
  }

  parseSpecifiers(): Specifiers {
    const { cursor } = this;
    let isTypedef = false;
    let type: TypeSpecifier | undefined;
    const qualifiers: string[] = [];
    const attributes: Attribute[] = [];
    const alignas: (Expression | TypeName)[] = [];
    const words = new BasicWords();
    scan: while (cursor.kind === T.identifier || cursor.kind === T.leftBracket) {
      if (cursor.kind === T.leftBracket) {
        if (cursor.kindAt(cursor.at + 1) !== T.leftBracket) break;
        parseStandardAttributes(this, attributes);
        continue;
      }
      const keyword = keywordOf(cursor.name);
      switch (keyword) {
        case K.typedef:
          isTypedef = true;
          cursor.advance();
          break;
        case K.storage:
        case K.inline:
        case K.extension:
          cursor.advance();
          break;
        case K.qualifier:
          qualifiers.push(nameOf(cursor.name).replace(/_/g, ''));
          cursor.advance();
          break;
        case K.atomic:
          cursor.advance();
          if (cursor.kind === T.leftParen) {
            cursor.advance();
            type = { kind: 'typeof', operand: this.parseTypeName() };
            cursor.expect(T.rightParen, '")"');
          }
          break;
        case K.attribute:
          parseAttributes(this, attributes);
          break;
        case K.alignas:
          cursor.advance();
          cursor.expect(T.leftParen, '"("');
          alignas.push(this.#typeOrExpression());
          cursor.expect(T.rightParen, '")"');
          break;
        case K.struct:
        case K.union:
          type = { kind: 'record', record: this.#record(keyword === K.struct ? 'struct' : 'union') };
          break;
        case K.enum:
          type = { kind: 'enum', enum: this.#enum() };
          break;
        case K.typeof:
          cursor.advance();
          cursor.expect(T.leftParen, '"("');
          type = { kind: 'typeof', operand: this.#typeOrExpression() };
          cursor.expect(T.rightParen, '")"');
          break;
        case K.autoType:
          type = MISSING;
          cursor.advance();
          break;
        case K.none:
          if (type !== undefined || words.any) break scan;
          type = { kind: 'typedef-name', name: cursor.name, at: cursor.relative };
          cursor.advance();
          break;
        default:
          if (!words.add(keyword)) break scan;
          cursor.advance();
      }
    }
    return { isTypedef, type: type ?? words.type() ?? MISSING, qualifiers, attributes, alignas };
  }

  #typeOrExpression(): Expression | TypeName {
    const { cursor } = this;
    const keyword = cursor.keyword;
    const isType =
      cursor.kind === T.identifier && (keyword === K.none ? this.#isTypedefName(cursor.name) : startsType(keyword));
    return isType ? this.parseTypeName() : parseConditional(this);
  }

  /** A declarator, abstract or not (C11 6.7.6, 6.7.7). */
  parseDeclarator(): Declarator {
    const { cursor } = this;
    cursor.enter();
    const layers: DeclaratorLayer[] = [];
    const attributes: Attribute[] = [];
    for (;;) {
      if (cursor.keyword === K.attribute) parseAttributes(this, attributes);
      else if (cursor.kind === T.star) {
        cursor.advance();
        const qualifiers: string[] = [];
        const own: Attribute[] = [];
        for (;;) {
          const keyword = cursor.keyword;
          if (keyword === K.qualifier || keyword === K.atomic) {
            qualifiers.push(nameOf(cursor.name).replace(/_/g, ''));
            cursor.advance();
          } else if (keyword === K.attribute) parseAttributes(this, own);
          else break;
        }
        layers.push({ kind: 'pointer', qualifiers, attributes: own });
        if (layers.length > MAX_NESTING) cursor.tooDeep();
      } else break;
    }
    let name = -1;
    let at = cursor.relative;
    let inner: readonly DeclaratorLayer[] = [];
    if (cursor.kind === T.identifier && cursor.keyword === K.none) {
      name = cursor.name;
      cursor.advance();
    } else if (cursor.kind === T.leftParen && this.#parenthesizedDeclaratorFollows()) {
      cursor.advance();
      const nested = this.parseDeclarator();
      cursor.expect(T.rightParen, '")"');
      name = nested.name;
      at = nested.at;
      inner = nested.layers;
      attributes.push(...nested.attributes);
    }
    const suffixes: DeclaratorLayer[] = [];
    for (;;) {
      if (cursor.kind === T.leftBracket) {
        if (cursor.kindAt(cursor.at + 1) === T.leftBracket) {
          parseStandardAttributes(this, attributes);
          continue;
        }
        cursor.advance();
        while (cursor.keyword === K.qualifier || cursor.keyword === K.storage) cursor.advance();
        const size = cursor.kind === T.rightBracket ? undefined : parseConditional(this);
        cursor.expect(T.rightBracket, '"]"');
        suffixes.push({ kind: 'array', size });
      } else if (cursor.kind === T.leftParen) {
        cursor.skipBalanced();
        suffixes.push({ kind: 'function' });
      } else break;
      if (layers.length + suffixes.length + inner.length > MAX_NESTING) cursor.tooDeep();
    }
    cursor.leave();
    return { name, at, layers: [...layers, ...suffixes.reverse(), ...inner], attributes };
  }

  /** `(` opens a nested declarator rather than a parameter list. */
  #parenthesizedDeclaratorFollows(): boolean {
    const { cursor } = this;
    const index = cursor.at + 1;
    switch (cursor.kindAt(index)) {
      case T.star:
      case T.leftParen:
      case T.caret:
        return true;
      case T.identifier: {
        const keyword = cursor.keywordAt(index);
        if (keyword === K.attribute) return true;
        return keyword === K.none && !this.#isTypedefName(cursor.run.names[index]);
      }
      default:
        return false;
    }
  }

  /** What may follow a declarator: attributes and an assembler name. */
  trailing(declarator: Declarator): Declarator {
    const { cursor } = this;
    const attributes: Attribute[] = [];
    for (;;) {
      const keyword = cursor.keyword;
      if (keyword === K.attribute) parseAttributes(this, attributes);
      else if (keyword === K.asm) {
        cursor.advance();
        if (cursor.kind === T.leftParen) cursor.skipBalanced();
      } else break;
    }
    return attributes.length === 0
      ? declarator
      : { ...declarator, attributes: [...declarator.attributes, ...attributes] };
  }

  #record(kind: 'struct' | 'union'): RecordSpecifier {
    const { cursor } = this;
    const keywordAt = cursor.relative;
    cursor.advance();
    const attributes: Attribute[] = [];
    parseAnyAttributes(this, attributes);
    let tag = -1;
    let tagAt = keywordAt;
    if (cursor.kind === T.identifier && cursor.keyword === K.none) {
      tag = cursor.name;
      tagAt = cursor.relative;
      cursor.advance();
    }
    if (cursor.kind !== T.leftBrace) {
      if (tag < 0) cursor.fail(`"${kind}" needs a tag or a list of members`);
      return { kind, tag, tagAt, members: undefined, attributes, packBytes: 0, keywordAt, endAt: cursor.relative - 1 };
    }
    cursor.advance();
    cursor.enter();
    const members: MemberDeclaration[] = [];
    while (cursor.kind !== T.rightBrace && cursor.kind !== T.eof) {
      if (cursor.kind === T.semicolon) cursor.advance();
      else if (cursor.kind === T.pragma) this.pragma();
      else if (cursor.keyword === K.staticAssert) this.#skipStaticAssert();
      else if (members.length >= MAX_MEMBERS) cursor.fail(`the record has more than ${MAX_MEMBERS} members`);
      else this.#member(members);
    }
    cursor.leave();
    const endAt = cursor.relative;
    const packBytes = this.pack.bytes;
    cursor.expect(T.rightBrace, `"}" at the end of ${kind}${tag < 0 ? '' : ` ${nameOf(tag)}`}`);
    parseAnyAttributes(this, attributes);
    return { kind, tag, tagAt, members, attributes, packBytes, keywordAt, endAt };
  }

  #skipStaticAssert(): void {
    this.cursor.advance();
    if (this.cursor.kind === T.leftParen) this.cursor.skipBalanced();
    this.cursor.accept(T.semicolon);
  }

  #member(members: MemberDeclaration[]): void {
    const { cursor } = this;
    const startAt = cursor.relative;
    const depth = cursor.depth;
    const before = cursor.at;
    try {
      const specifiers = this.parseSpecifiers();
      if (cursor.at === before) cursor.fail(`a member is expected here, before ${cursor.found()}`);
      const declarators: MemberDeclarator[] = [];
      if (cursor.kind !== T.semicolon && cursor.kind !== T.rightBrace) {
        do {
          let declarator = this.parseDeclarator();
          let bitWidth: Expression | undefined;
          if (cursor.accept(T.colon)) bitWidth = parseConditional(this);
          declarator = this.trailing(declarator);
          declarators.push({ declarator, bitWidth });
        } while (cursor.accept(T.comma));
      }
      if (cursor.kind !== T.rightBrace) {
        if (cursor.kind !== T.semicolon && cursor.onNewLine && declarators.length > 0) {
          cursor.report('syntax/declaration', '";" is expected after this member', cursor.at - 1);
          members.push({ specifiers, declarators, startAt, endAt: cursor.relative - 1 });
          return;
        }
        if (cursor.kind !== T.semicolon) {
          const unknown =
            cursor.kind === T.identifier ? `; is ${cursor.found()} a macro that is not defined here?` : '';
          cursor.fail(`";" is expected after this member, before ${cursor.found()}${unknown}`);
        }
        cursor.advance();
      } else cursor.report('syntax/declaration', '";" is expected after the last member, before "}"', cursor.at);
      members.push({ specifiers, declarators, startAt, endAt: cursor.relative - 1 });
    } catch (problem) {
      if (!(problem instanceof SyntaxProblem)) throw problem;
      cursor.depth = depth;
      members.push({
        specifiers: {
          isTypedef: false,
          type: MISSING,
          qualifiers: [],
          attributes: [],
          alignas: [],
        },
        declarators: [{ declarator: { name: -1, at: startAt, layers: [], attributes: [] }, bitWidth: undefined }],
        startAt,
        endAt: cursor.relative,
      });
      cursor.recover(true);
    }
  }

  #enum(): EnumSpecifier {
    const { cursor } = this;
    const keywordAt = cursor.relative;
    cursor.advance();
    const attributes: Attribute[] = [];
    parseAnyAttributes(this, attributes);
    let tag = -1;
    let tagAt = keywordAt;
    if (cursor.kind === T.identifier && cursor.keyword === K.none) {
      tag = cursor.name;
      tagAt = cursor.relative;
      cursor.advance();
    }
    if (cursor.kind !== T.leftBrace) {
      if (tag < 0) cursor.fail('"enum" needs a tag or a list of enumerators');
      return { tag, tagAt, enumerators: undefined, attributes, keywordAt, endAt: cursor.relative - 1 };
    }
    cursor.advance();
    const enumerators: Enumerator[] = [];
    while (cursor.kind !== T.rightBrace && cursor.kind !== T.eof) {
      if (cursor.kind === T.pragma) {
        this.pragma();
        continue;
      }
      this.#enumerator(enumerators);
    }
    const endAt = cursor.relative;
    cursor.expect(T.rightBrace, `"}" at the end of enum${tag < 0 ? '' : ` ${nameOf(tag)}`}`);
    parseAnyAttributes(this, attributes);
    return { tag, tagAt, enumerators, attributes, keywordAt, endAt };
  }

  #enumerator(enumerators: Enumerator[]): void {
    const { cursor } = this;
    const depth = cursor.depth;
    try {
      const { name, relative } = cursor;
      if (cursor.kind !== T.identifier || cursor.keyword !== K.none) {
        cursor.fail(`an enumerator is expected here, before ${cursor.found()}`);
      }
      cursor.advance();
      const ignored: Attribute[] = [];
      while (cursor.keyword === K.attribute) parseAttributes(this, ignored);
      const value = cursor.accept(T.equal) ? parseConditional(this) : undefined;
      enumerators.push({ name, at: relative, value });
      if (cursor.kind !== T.rightBrace) cursor.expect(T.comma, '"," or "}"');
    } catch (problem) {
      if (!(problem instanceof SyntaxProblem)) throw problem;
      cursor.depth = depth;
      while (cursor.kind !== T.comma && cursor.kind !== T.rightBrace && cursor.kind !== T.eof) {
        if (cursor.kind === T.leftParen || cursor.kind === T.leftBrace) cursor.skipBalanced();
        else cursor.advance();
      }
      cursor.accept(T.comma);
    }
  }
}
