/**
 * Expressions (C11 6.5) by precedence climbing. A parenthesised type is told from an expression by its shape; where both
 * are possible (`(x)(y)`), it is an expression. An argument of a macro may be a type, or nothing that C knows: then it is
 * opaque, and the rest of the call is read.
 */
import { T, type TokenKind } from '../lex/token.js';
import type {
  CallExpression,
  Designator,
  Expression,
  InitializerEntry,
  InitializerList,
  SizeofExpression,
  UnaryExpression,
} from './ast.js';
import { readCompound } from './readStatement.js';
import { readTypeBefore } from './readType.js';
import { isClosing, isOpening, MAX_DEPTH, MAX_OPERATORS, type SurfaceCursor } from './surfaceCursor.js';
import { alignofWords, looksLikeType, statementWords, W } from './words.js';

const ranks: ReadonlyMap<TokenKind, number> = new Map([
  [T.star, 10],
  [T.slash, 10],
  [T.percent, 10],
  [T.plus, 9],
  [T.minus, 9],
  [T.lessLess, 8],
  [T.greaterGreater, 8],
  [T.less, 7],
  [T.greater, 7],
  [T.lessEqual, 7],
  [T.greaterEqual, 7],
  [T.equalEqual, 6],
  [T.exclaimEqual, 6],
  [T.amp, 5],
  [T.caret, 4],
  [T.pipe, 3],
  [T.ampAmp, 2],
  [T.pipePipe, 1],
]);

/** With the comma operator. */
export function readExpression(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  let left = readAssignment(cursor);
  for (let n = 0; cursor.kind === T.comma; n++) {
    if (n === MAX_OPERATORS) return opaque(cursor, start);
    cursor.advance();
    const right = readAssignment(cursor);
    left = { kind: 'binary', operator: ',', left, right, ...cursor.spanFrom(start) };
  }
  return left;
}

/** Without the comma operator: an argument, an initialiser. */
export function readAssignment(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  if (cursor.depth >= MAX_DEPTH) return opaque(cursor, start);
  cursor.depth++;
  const left = readConditionalExpression(cursor);
  let result = left;
  if (cursor.kind >= T.equal && cursor.kind < T.comma) {
    const operator = cursor.spellingAt(cursor.at);
    cursor.advance();
    const right = readAssignment(cursor);
    result = { kind: 'assignment', operator, left, right, ...cursor.spanFrom(start) };
  }
  cursor.depth--;
  return result;
}

export function readConditionalExpression(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  const condition = readBinary(cursor, 1);
  if (!cursor.accept(T.question)) return condition;
  if (cursor.depth >= MAX_DEPTH) return opaque(cursor, start);
  cursor.depth++;
  const whenTrue = cursor.kind === T.colon ? undefined : readExpression(cursor);
  cursor.accept(T.colon);
  const whenFalse = readConditionalExpression(cursor);
  cursor.depth--;
  return {
    kind: 'conditional',
    condition,
    ...(whenTrue === undefined ? {} : { whenTrue }),
    whenFalse,
    ...cursor.spanFrom(start),
  };
}

function readBinary(cursor: SurfaceCursor, lowest: number): Expression {
  const start = cursor.start;
  let left = readUnary(cursor);
  for (let n = 0; ; n++) {
    const rank = ranks.get(cursor.kind);
    if (rank === undefined || rank < lowest) return left;
    if (n === MAX_OPERATORS) return opaque(cursor, start);
    const operator = cursor.spellingAt(cursor.at);
    cursor.advance();
    const right = readBinary(cursor, rank + 1);
    left = { kind: 'binary', operator, left, right, ...cursor.spanFrom(start) };
  }
}

const prefixes: ReadonlyMap<TokenKind, UnaryExpression['operator']> = new Map([
  [T.minus, '-'],
  [T.plus, '+'],
  [T.exclaim, '!'],
  [T.tilde, '~'],
  [T.amp, '&'],
  [T.star, '*'],
  [T.plusPlus, '++'],
  [T.minusMinus, '--'],
  [T.ampAmp, '&&'],
]);

function readUnary(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  if (cursor.depth >= MAX_DEPTH) return opaque(cursor, start);
  cursor.depth++;
  try {
    const operator = prefixes.get(cursor.kind);
    if (operator !== undefined) {
      cursor.advance();
      const operand = readUnary(cursor);
      return { kind: 'unary', operator, operand, ...cursor.spanFrom(start) };
    }
    if (cursor.kind === T.identifier && (cursor.name === W.sizeof || alignofWords.has(cursor.name))) {
      return readSizeof(cursor);
    }
    return readPostfix(cursor, start, readPrimary(cursor));
  } finally {
    cursor.depth--;
  }
}

function readSizeof(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  const keyword = cursor.takeName().text;
  const rest = (part: Pick<SizeofExpression, 'type' | 'operand'>): Expression => ({
    kind: 'sizeof',
    keyword,
    ...part,
    ...cursor.spanFrom(start),
  });
  if (cursor.kind !== T.leftParen) return rest({ operand: readUnary(cursor) });
  const open = cursor.at;
  cursor.advance();
  const type = readTypeBefore(cursor, T.rightParen);
  if (type !== undefined && cursor.kindAt(cursor.at + 1) !== T.leftBrace) {
    cursor.accept(T.rightParen);
    return rest({ type });
  }
  cursor.at = open;
  const operand = readUnary(cursor);
  return rest({ operand });
}

function readPrimary(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  switch (cursor.kind) {
    case T.identifier: {
      if (statementWords.has(cursor.name)) return opaque(cursor, start);
      if (cursor.kindAt(cursor.at + 1) === T.string) return readString(cursor);
      const name = cursor.takeName();
      return { kind: 'identifier', name: name.text, start: name.start, end: name.end };
    }
    case T.number: {
      const value = integerValue(cursor.text.slice(start, cursor.endAt(cursor.at)));
      cursor.advance();
      return { kind: 'number', ...(value === undefined ? {} : { value }), ...cursor.spanFrom(start) };
    }
    case T.character:
      cursor.advance();
      return { kind: 'character', ...cursor.spanFrom(start) };
    case T.string:
      return readString(cursor);
    case T.leftParen:
      return readParenthesis(cursor);
    case T.leftBrace:
      return readInitializerList(cursor);
    default:
      return opaque(cursor, start);
  }
}

/** Adjacent literals, and macros between them: `PREFIX "a" PRIx64 "b"`. */
function readString(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  while (cursor.kind === T.string || (cursor.kind === T.identifier && !statementWords.has(cursor.name))) {
    const isMacroCall = cursor.kind === T.identifier && cursor.kindAt(cursor.at + 1) === T.leftParen;
    cursor.at = isMacroCall ? cursor.behindBracket(cursor.at + 1) : cursor.at + 1;
  }
  return { kind: 'string', ...cursor.spanFrom(start) };
}

/** A cast, a compound literal, a statement expression, or an expression in parentheses. */
function readParenthesis(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  const open = cursor.at;
  cursor.advance();
  if (cursor.kind === T.leftBrace) {
    const body = readCompound(cursor);
    closeParenthesis(cursor);
    return { kind: 'statementExpression', body, ...cursor.spanFrom(start) };
  }
  const type = readTypeBefore(cursor, T.rightParen) ?? namedTypeBeforeOperand(cursor);
  if (type === undefined) {
    const inner = readExpression(cursor);
    closeParenthesis(cursor);
    return { ...inner, ...cursor.spanFrom(start) };
  }
  cursor.advance();
  if (cursor.kind === T.leftBrace) {
    const initializer = readInitializerList(cursor);
    return { kind: 'compoundLiteral', type, initializer, ...cursor.spanFrom(start) };
  }
  if (!beginsOperand(cursor)) {
    // `(name_t)` alone is an object after all.
    cursor.at = open + 1;
    const inner = readExpression(cursor);
    closeParenthesis(cursor);
    return { ...inner, ...cursor.spanFrom(start) };
  }
  const operand = readUnary(cursor);
  return { kind: 'cast', type, operand, ...cursor.spanFrom(start) };
}

/** A `;` ends what lacks its parenthesis. */
function closeParenthesis(cursor: SurfaceCursor): void {
  cursor.skipTo(T.rightParen, T.semicolon);
  cursor.accept(T.rightParen);
}

/** `(name)` before what can only be an operand: an identifier or a constant. The cursor is left before the parenthesis. */
function namedTypeBeforeOperand(cursor: SurfaceCursor) {
  if (cursor.kind !== T.identifier || cursor.kindAt(cursor.at + 1) !== T.rightParen) return undefined;
  const after = cursor.kindAt(cursor.at + 2);
  const isOperand = (after === T.identifier && !statementWords.has(cursor.nameAt(cursor.at + 2))) || after === T.number;
  if (!isOperand && after !== T.leftBrace) return undefined;
  if (after === T.leftBrace && !looksLikeType(cursor.name)) return undefined;
  const { text: name, ...span } = cursor.takeName();
  const plain = { isConst: false, isUser: false, isForce: false, pointers: 0, arrays: [], isFunction: false };
  return { name, ...plain, ...span };
}

function beginsOperand(cursor: SurfaceCursor): boolean {
  const { kind } = cursor;
  if (kind === T.identifier) return !statementWords.has(cursor.name);
  return kind === T.number || kind === T.character || kind === T.string || kind === T.leftParen || prefixes.has(kind);
}

function readPostfix(cursor: SurfaceCursor, start: number, first: Expression): Expression {
  let object = first;
  for (let n = 0; n < MAX_OPERATORS; n++) {
    const { kind } = cursor;
    if (kind === T.leftParen) object = readCall(cursor, start, object);
    else if (kind === T.leftBracket) {
      cursor.advance();
      const index = readExpression(cursor);
      cursor.skipTo(T.rightBracket, T.semicolon);
      cursor.accept(T.rightBracket);
      object = { kind: 'index', object, index, ...cursor.spanFrom(start) };
    } else if (kind === T.dot || kind === T.arrow) {
      cursor.advance();
      const isName = cursor.kind === T.identifier;
      const member = isName ? cursor.takeName() : { text: '', start: cursor.lastEnd, end: cursor.lastEnd };
      object = { kind: 'member', object, isArrow: kind === T.arrow, member, ...cursor.spanFrom(start) };
    } else if (kind === T.plusPlus || kind === T.minusMinus) {
      cursor.advance();
      object = {
        kind: 'postfix',
        operator: kind === T.plusPlus ? '++' : '--',
        operand: object,
        ...cursor.spanFrom(start),
      };
    } else return object;
  }
  return opaque(cursor, start);
}

function readCall(cursor: SurfaceCursor, start: number, callee: Expression): CallExpression {
  cursor.advance();
  const list: Expression[] = [];
  while (!cursor.isAtEnd && !isClosing(cursor.kind)) {
    list.push(readArgument(cursor));
    if (!cursor.accept(T.comma)) break;
    // An empty last argument, as macros may have.
    if (cursor.kind === T.rightParen) list.push({ kind: 'opaque', ...cursor.spanFrom(cursor.lastEnd) });
  }
  closeParenthesis(cursor);
  return { kind: 'call', callee, arguments: list, ...cursor.spanFrom(start) };
}

function readArgument(cursor: SurfaceCursor): Expression {
  const start = cursor.start;
  const type = readTypeBefore(cursor, T.comma, T.rightParen);
  const isLoneName =
    type !== undefined && type.keyword === undefined && type.end === cursor.lastEnd && type.pointers === 0;
  if (type !== undefined && !isLoneName) return { kind: 'type', type, ...cursor.spanFrom(start) };
  if (type !== undefined) return { kind: 'identifier', name: type.name, ...cursor.spanFrom(start) };
  const value = readAssignment(cursor);
  return cursor.kind === T.comma || cursor.kind === T.rightParen ? value : opaque(cursor, start, T.comma);
}

export function readInitializerList(cursor: SurfaceCursor): InitializerList {
  const start = cursor.start;
  const entries: InitializerEntry[] = [];
  cursor.accept(T.leftBrace);
  if (cursor.depth >= MAX_DEPTH) cursor.skipTo(T.rightBrace);
  cursor.depth++;
  while (!cursor.isAtEnd && cursor.kind !== T.rightBrace) {
    const before = cursor.at;
    entries.push(readEntry(cursor));
    if (cursor.accept(T.comma)) continue;
    // Macros that bring their own commas follow each other without one.
    if (cursor.at === before) {
      cursor.skipTo(T.comma, T.rightBrace);
      if (!cursor.accept(T.comma) && cursor.kind !== T.rightBrace) cursor.advance();
    }
  }
  cursor.depth--;
  cursor.accept(T.rightBrace);
  return { kind: 'initializerList', entries, ...cursor.spanFrom(start) };
}

function readEntry(cursor: SurfaceCursor): InitializerEntry {
  const start = cursor.start;
  const designators: Designator[] = [];
  for (;;) {
    const from = cursor.start;
    if (cursor.kind === T.dot && cursor.kindAt(cursor.at + 1) === T.identifier) {
      cursor.advance();
      designators.push({ kind: 'member', member: cursor.takeName(), ...cursor.spanFrom(from) });
    } else if (cursor.kind === T.leftBracket) {
      cursor.advance();
      const index = readConditionalExpression(cursor);
      const last = cursor.accept(T.ellipsis) ? readConditionalExpression(cursor) : undefined;
      cursor.skipTo(T.rightBracket, T.semicolon);
      cursor.accept(T.rightBracket);
      designators.push({
        kind: 'index',
        index,
        ...(last === undefined ? {} : { last }),
        ...cursor.spanFrom(from),
      });
    } else break;
  }
  if (designators.length > 0) cursor.accept(T.equal);
  const value = readAssignment(cursor);
  return { designators, value, ...cursor.spanFrom(start) };
}

/** What begins at `start` is not understood: on to the next delimiter. */
function opaque(cursor: SurfaceCursor, start: number, ...alsoBefore: readonly TokenKind[]): Expression {
  const before = cursor.at;
  cursor.skipTo(T.comma, T.semicolon, T.colon, ...alsoBefore);
  if (cursor.at === before && cursor.start === start && !isClosing(cursor.kind) && isOpening(cursor.kind))
    cursor.advance();
  return { kind: 'opaque', ...cursor.spanFrom(start) };
}

/** Of an integer constant (C11 6.4.4.1, GNU's binary constants); undefined for a floating one. */
function integerValue(text: string): bigint | undefined {
  const digits = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)[uUlL]*$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : /^0\d/.test(digits) ? undefined : BigInt(digits);
}
