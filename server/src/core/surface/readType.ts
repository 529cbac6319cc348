/** Names of types, and declarators (C11 6.7.6, 6.7.7): read by their shape, since no typedef is known. */
import type { NameId } from '../base/names.js';
import { nameOf } from '../base/names.js';
import { T } from '../lex/token.js';
import type { Attribute, Expression, Name, Parameter, Span, TypeName } from './ast.js';
import { readExpression } from './readExpression.js';
import { isClosing, type SurfaceCursor } from './surfaceCursor.js';
import { basicWords, isAnnotation, looksLikeType, qualifierWords, storageWords, typeofWords, W } from './words.js';

/** Specifiers and qualifiers (C11 6.7), before any declarator. */
export interface Specifiers extends Span {
  keyword?: 'struct' | 'union' | 'enum';
  name: string;
  /** Place of the tag, where there is one. */
  tag?: Name;
  isConst: boolean;
  isUser: boolean;
  isForce: boolean;
  isStatic: boolean;
  isTypedef: boolean;
  operand?: Expression;
  attributes: Attribute[];
  /** Braces behind `struct`, `union` or `enum`: index of the opening one. */
  brace?: number;
  end: number;
}

/** Can a type begin at `index`, whatever follows? True for keywords and tags only. */
export function beginsWithTypeWord(cursor: SurfaceCursor, index: number): boolean {
  const name = cursor.nameAt(index);
  if (name < 0) return false;
  return isTagKeyword(name) || basicWords.has(name) || qualifierWords.has(name) || typeofWords.has(name);
}

export function isTagKeyword(name: NameId): boolean {
  return name === W.struct || name === W.union || name === W.enum;
}

/**
 * Specifiers from here on. Without a keyword or a basic type, the first identifier is the type's name. A `{` behind a tag
 * is stepped over, and its place is kept.
 */
export function readSpecifiers(cursor: SurfaceCursor): Specifiers {
  const found: Specifiers = {
    start: cursor.start,
    end: cursor.start,
    name: '',
    isConst: false,
    isUser: false,
    isForce: false,
    isStatic: false,
    isTypedef: false,
    attributes: [],
  };
  for (let hasType = false; cursor.kind === T.identifier; ) {
    const name = cursor.name;
    if (storageWords.has(name)) {
      if (name === W.static) found.isStatic = true;
      if (name === W.typedef) found.isTypedef = true;
      cursor.advance();
    } else if (qualifierWords.has(name)) {
      if (name === W.const) found.isConst = true;
      cursor.advance();
    } else if (isAnnotation(name)) readAnnotation(cursor, found);
    else if (basicWords.has(name)) {
      found.name = found.name === '' ? nameOf(name) : `${found.name} ${nameOf(name)}`;
      hasType = true;
      cursor.advance();
    } else if (hasType) break;
    else if (isTagKeyword(name)) {
      readTag(cursor, found);
      hasType = true;
    } else if (typeofWords.has(name)) {
      found.name = 'typeof';
      cursor.advance();
      if (cursor.accept(T.leftParen)) {
        const type = readTypeBefore(cursor, T.rightParen);
        if (type === undefined) found.operand = readExpression(cursor);
        else if (isObjectType(type)) takeType(found, type);
        cursor.skipTo(T.rightParen);
        cursor.accept(T.rightParen);
      }
      hasType = true;
    } else {
      found.name = nameOf(name);
      hasType = true;
      cursor.advance();
    }
  }
  found.end = Math.max(found.start, cursor.lastEnd);
  return found;
}

/** Neither a pointer, nor an array, nor a function. */
function isObjectType({ pointers, arrays, isFunction }: TypeName): boolean {
  return pointers === 0 && arrays.length === 0 && !isFunction;
}

/** `typeof(struct foo)` is `struct foo`. */
function takeType(found: Specifiers, { keyword, name }: TypeName): void {
  if (keyword !== undefined) found.keyword = keyword;
  found.name = name;
}

function readTag(cursor: SurfaceCursor, found: Specifiers): void {
  found.keyword = nameOf(cursor.name) as 'struct' | 'union' | 'enum';
  cursor.advance();
  while (cursor.kind === T.identifier && isAnnotation(cursor.name)) readAnnotation(cursor, found);
  if (cursor.kind === T.identifier) {
    found.tag = cursor.takeName();
    found.name = found.tag.text;
  }
  if (cursor.kind === T.leftBrace) {
    found.brace = cursor.at;
    cursor.at = cursor.behindBracket(cursor.at);
  }
}

/** One annotation, with its parentheses where it has some. */
export function readAnnotation(
  cursor: SurfaceCursor,
  into: Pick<Specifiers, 'isUser' | 'isForce' | 'attributes'>,
): void {
  const start = cursor.start;
  const name = cursor.name;
  cursor.advance();
  if (name === W.user) into.isUser = true;
  if (name === W.force) into.isForce = true;
  if (cursor.kind !== T.leftParen) {
    into.attributes.push({ name: nameOf(name), ...cursor.spanFrom(start) });
    return;
  }
  const inner = cursor.startAt(cursor.at) + 1;
  cursor.at = cursor.behindBracket(cursor.at);
  const argument = cursor.text.slice(inner, Math.max(inner, cursor.lastEnd - 1)).trim();
  into.attributes.push({ name: nameOf(name), argument, ...cursor.spanFrom(start) });
}

/** A declarator's name and the type that it makes of specifiers. */
export interface Declarator extends Span {
  readonly name?: Name;
  readonly type: TypeName;
  /** Of a function's declarator. */
  readonly parameters?: readonly Parameter[];
  /** `(*name)(…)`: an object that points to a function, and no function. */
  readonly isPointer: boolean;
  readonly attributes: readonly Attribute[];
}

export function readDeclarator(cursor: SurfaceCursor, specifiers: Specifiers): Declarator {
  const start = cursor.start;
  const seen = { isUser: specifiers.isUser, isForce: specifiers.isForce, attributes: [] as Attribute[] };
  let pointers = readPointers(cursor, seen);
  let name: Name | undefined;
  let isFunction = false;
  let isPointer = false;
  let parameters: Parameter[] | undefined;
  const arrays: (Expression | undefined)[] = [];
  if (cursor.kind === T.leftParen && isInnerDeclarator(cursor)) {
    // `(*name)(…)`, `(*name[N])(…)`: one level, which is what kernel code has.
    cursor.advance();
    const inner = readPointers(cursor, seen);
    isPointer = inner > 0;
    pointers += inner;
    if (cursor.kind === T.identifier) name = cursor.takeName();
    readArrays(cursor, arrays);
    cursor.skipTo(T.rightParen);
    cursor.accept(T.rightParen);
  } else if (cursor.kind === T.identifier && !isAnnotation(cursor.name)) name = cursor.takeName();
  readArrays(cursor, arrays);
  if (cursor.kind === T.leftParen && (name !== undefined || isParameterList(cursor))) {
    isFunction = true;
    parameters = readParameters(cursor);
  }
  while (cursor.kind === T.identifier && isAnnotation(cursor.name)) readAnnotation(cursor, seen);
  return {
    ...(name === undefined ? {} : { name }),
    ...cursor.spanFrom(start),
    type: typeOf(specifiers, { pointers, arrays, isFunction, isUser: seen.isUser, isForce: seen.isForce }),
    ...(parameters === undefined ? {} : { parameters }),
    isPointer,
    attributes: [...specifiers.attributes, ...seen.attributes],
  };
}

function typeOf(
  specifiers: Specifiers,
  rest: Pick<TypeName, 'pointers' | 'arrays' | 'isFunction' | 'isUser' | 'isForce'>,
): TypeName {
  return {
    start: specifiers.start,
    end: specifiers.end,
    ...(specifiers.keyword === undefined ? {} : { keyword: specifiers.keyword }),
    name: specifiers.name,
    isConst: specifiers.isConst,
    ...rest,
    ...(specifiers.operand === undefined ? {} : { operand: specifiers.operand }),
  };
}

function readPointers(cursor: SurfaceCursor, seen: Pick<Specifiers, 'isUser' | 'isForce' | 'attributes'>): number {
  let pointers = 0;
  for (;;) {
    if (cursor.accept(T.star)) pointers++;
    else if (cursor.kind === T.identifier && qualifierWords.has(cursor.name)) cursor.advance();
    else if (cursor.kind === T.identifier && isAnnotation(cursor.name)) readAnnotation(cursor, seen);
    else return pointers;
  }
}

function readArrays(cursor: SurfaceCursor, arrays: (Expression | undefined)[]): void {
  while (cursor.accept(T.leftBracket)) {
    arrays.push(cursor.kind === T.rightBracket ? undefined : readExpression(cursor));
    cursor.skipTo(T.rightBracket);
    cursor.accept(T.rightBracket);
  }
}

function isInnerDeclarator(cursor: SurfaceCursor): boolean {
  const kind = cursor.kindAt(cursor.at + 1);
  return kind === T.star || (kind === T.identifier && isAnnotation(cursor.nameAt(cursor.at + 1)));
}

/** Of an abstract declarator: `(void)`, `(int x)`, `()`. */
function isParameterList(cursor: SurfaceCursor): boolean {
  return cursor.kindAt(cursor.at + 1) === T.rightParen || beginsWithTypeWord(cursor, cursor.at + 1);
}

export function readParameters(cursor: SurfaceCursor): Parameter[] {
  const parameters: Parameter[] = [];
  cursor.accept(T.leftParen);
  while (!cursor.isAtEnd && !isClosing(cursor.kind)) {
    const before = cursor.at;
    const start = cursor.start;
    if (!cursor.accept(T.ellipsis)) {
      const { name, type } = readDeclarator(cursor, readSpecifiers(cursor));
      const isVoid = name === undefined && type.name === 'void' && type.pointers === 0;
      if (!isVoid && type.name !== '') {
        parameters.push({ ...(name === undefined ? {} : { name }), type, ...cursor.spanFrom(start) });
      }
    }
    cursor.skipTo(T.comma);
    if (!cursor.accept(T.comma) && cursor.at === before) break;
  }
  cursor.skipTo(T.rightParen);
  cursor.accept(T.rightParen);
  return parameters;
}

/**
 * The type that is written from here to a token of kind `closing`; the cursor then stands before it. Undefined, with the
 * cursor where it was, when what is written may be an expression: a lone identifier that does not look like a type, or
 * anything else.
 */
export function readTypeBefore(cursor: SurfaceCursor, ...closing: readonly number[]): TypeName | undefined {
  const from = cursor.at;
  const isSure = beginsWithTypeWord(cursor, from) || isAnnotation(cursor.name);
  if (!isSure && cursor.kind !== T.identifier) return undefined;
  const specifiers = readSpecifiers(cursor);
  const { name, type } = readDeclarator(cursor, specifiers);
  const isWhole = name === undefined && closing.includes(cursor.kind);
  const isType = isSure || type.pointers > 0 || type.isUser || (type.arrays.length === 0 && lastLooksLikeType());
  if (isWhole && isType && specifiers.name !== '') return type;
  cursor.at = from;
  return undefined;

  function lastLooksLikeType(): boolean {
    return cursor.at === from + 1 && looksLikeType(cursor.nameAt(from));
  }
}
