/**
 * Statements (C11 6.8). A declaration is told from an expression by its shape: `name name`, `name * name =`. A macro that
 * takes the statement behind it (`list_for_each_entry`, `scoped_guard`) is told by the brace behind it, or by its name.
 */
import { F, T } from '../lex/token.js';
import type {
  CallExpression,
  CompoundStatement,
  DeclarationStatement,
  Expression,
  IfStatement,
  Statement,
  SurfaceVariable,
} from './ast.js';
import { readAssignment, readConditionalExpression, readExpression } from './readExpression.js';
import { beginsWithTypeWord, readDeclarator, readSpecifiers, type Specifiers } from './readType.js';
import { MAX_DEPTH, type SurfaceCursor } from './surfaceCursor.js';
import { asmWords, isAnnotation, looksLikeType, statementWords, storageWords, W } from './words.js';

/** From `{` to its `}`. */
export function readCompound(cursor: SurfaceCursor): CompoundStatement {
  const start = cursor.start;
  const statements: Statement[] = [];
  const closed = cursor.behindBracket(cursor.at);
  cursor.accept(T.leftBrace);
  if (cursor.depth >= MAX_DEPTH) {
    cursor.at = closed;
    return { kind: 'compound', statements: [{ kind: 'opaque', ...cursor.spanFrom(start) }], ...cursor.spanFrom(start) };
  }
  cursor.depth++;
  while (!cursor.isAtEnd && cursor.kind !== T.rightBrace) statements.push(readStatement(cursor));
  cursor.depth--;
  cursor.accept(T.rightBrace);
  return { kind: 'compound', statements, ...cursor.spanFrom(start) };
}

/** At least one token is read. */
export function readStatement(cursor: SurfaceCursor): Statement {
  const before = cursor.at;
  const start = cursor.start;
  if (cursor.depth >= MAX_DEPTH) return opaqueStatement(cursor, start);
  cursor.depth++;
  const statement = statementHere(cursor, start);
  cursor.depth--;
  if (cursor.at > before) return statement;
  cursor.advance();
  return { kind: 'opaque', ...cursor.spanFrom(start) };
}

function statementHere(cursor: SurfaceCursor, start: number): Statement {
  const { kind } = cursor;
  if (kind === T.leftBrace) return readCompound(cursor);
  if (kind === T.semicolon) {
    cursor.advance();
    return { kind: 'expression', ...cursor.spanFrom(start) };
  }
  if (kind !== T.identifier) return expressionStatement(cursor, start);
  if (statementWords.has(cursor.name)) return keywordStatement(cursor, start);
  if (asmWords.has(cursor.name)) return opaqueStatement(cursor, start);
  if (cursor.kindAt(cursor.at + 1) === T.colon) {
    const name = cursor.takeName();
    cursor.advance();
    return { kind: 'label', name, ...cursor.spanFrom(start) };
  }
  return beginsDeclaration(cursor) ? declarationStatement(cursor, start) : expressionStatement(cursor, start);
}

function keywordStatement(cursor: SurfaceCursor, start: number): Statement {
  const word = cursor.name;
  cursor.advance();
  const span = () => cursor.spanFrom(start);
  switch (word) {
    case W.if:
      return ifStatement(cursor, start);
    case W.while: {
      const condition = parenthesized(cursor);
      const body = readStatement(cursor);
      return { kind: 'while', condition, body, ...span() };
    }
    case W.do: {
      const body = readStatement(cursor);
      const hasCondition = cursor.name === W.while;
      if (hasCondition) cursor.advance();
      const condition = hasCondition ? parenthesized(cursor) : undefined;
      endStatement(cursor);
      return { kind: 'do', ...(condition === undefined ? {} : { condition }), body, ...span() };
    }
    case W.for:
      return forStatement(cursor, start);
    case W.switch: {
      const subject = parenthesized(cursor);
      const body = readStatement(cursor);
      return { kind: 'switch', subject, body, ...span() };
    }
    case W.case: {
      const value = readConditionalExpression(cursor);
      const last = cursor.accept(T.ellipsis) ? readConditionalExpression(cursor) : undefined;
      cursor.accept(T.colon);
      return { kind: 'case', value, ...(last === undefined ? {} : { last }), ...span() };
    }
    case W.default:
      cursor.accept(T.colon);
      return { kind: 'default', ...span() };
    case W.goto: {
      const label = cursor.kind === T.identifier ? cursor.takeName() : undefined;
      endStatement(cursor);
      return { kind: 'goto', ...(label === undefined ? {} : { label }), ...span() };
    }
    case W.break:
    case W.continue:
      endStatement(cursor);
      return { kind: word === W.break ? 'break' : 'continue', ...span() };
    case W.return: {
      const isEmpty = cursor.kind === T.semicolon || cursor.kind === T.rightBrace || cursor.isAtEnd;
      const value = isEmpty ? undefined : readExpression(cursor);
      endStatement(cursor);
      return { kind: 'return', ...(value === undefined ? {} : { value }), ...span() };
    }
    default:
      // An `else` without its `if`.
      return opaqueStatement(cursor, start);
  }
}

/** A chain of `else if` is read in a loop, since generated code has long ones. */
function ifStatement(cursor: SurfaceCursor, start: number): Statement {
  const chain: { start: number; condition: Expression; whenTrue: Statement }[] = [];
  let last: Statement | undefined;
  for (let from = start; ; ) {
    const condition = parenthesized(cursor);
    const whenTrue = readStatement(cursor);
    chain.push({ start: from, condition, whenTrue });
    if (cursor.name !== W.else) break;
    cursor.advance();
    if (cursor.name !== W.if || chain.length >= MAX_DEPTH) {
      last = readStatement(cursor);
      break;
    }
    from = cursor.start;
    cursor.advance();
  }
  const { end } = cursor.spanFrom(start);
  let whole: Statement | undefined = last;
  for (const part of chain.reverse()) {
    const statement: IfStatement = { kind: 'if', ...part, ...(whole === undefined ? {} : { whenFalse: whole }), end };
    whole = statement;
  }
  return whole as Statement;
}

function forStatement(cursor: SurfaceCursor, start: number): Statement {
  const open = cursor.at;
  let parts: {
    initialization?: DeclarationStatement | ReturnType<typeof expressionStatement>;
    condition?: Expression;
    step?: Expression;
  } = {};
  if (cursor.accept(T.leftParen)) {
    const first = cursor.start;
    const initialization =
      cursor.kind === T.semicolon
        ? undefined
        : beginsDeclaration(cursor)
          ? declarationStatement(cursor, first)
          : expressionStatement(cursor, first);
    if (initialization === undefined) cursor.advance();
    const condition = cursor.kind === T.semicolon ? undefined : readExpression(cursor);
    cursor.skipTo(T.semicolon, T.rightParen);
    cursor.accept(T.semicolon);
    const step = cursor.kind === T.rightParen ? undefined : readExpression(cursor);
    parts = {
      ...(initialization?.kind === 'declaration' || initialization?.kind === 'expression' ? { initialization } : {}),
      ...(condition === undefined ? {} : { condition }),
      ...(step === undefined ? {} : { step }),
    };
    cursor.at = Math.max(cursor.at, cursor.behindBracket(open));
  }
  const body = readStatement(cursor);
  const { initialization, ...rest } = parts;
  return {
    kind: 'for',
    ...(initialization?.kind === 'declaration' || initialization?.kind === 'expression' ? { initialization } : {}),
    ...rest,
    body,
    ...cursor.spanFrom(start),
  };
}

function parenthesized(cursor: SurfaceCursor): Expression {
  if (cursor.kind !== T.leftParen) return { kind: 'opaque', ...cursor.spanFrom(cursor.start) };
  const closed = cursor.behindBracket(cursor.at);
  cursor.advance();
  const expression = readExpression(cursor);
  const isWhole = cursor.kind === T.rightParen;
  const { start } = expression;
  cursor.at = closed;
  return isWhole ? expression : { kind: 'opaque', start, end: Math.max(start, cursor.lastEnd - 1) };
}

function endStatement(cursor: SurfaceCursor): void {
  if (cursor.accept(T.semicolon) || cursor.kind === T.rightBrace) return;
  // A forgotten semicolon at the end of a line costs nothing more.
  if ((cursor.flagsAt(cursor.at) & F.lineStart) !== 0) return;
  cursor.skipTo(T.semicolon, T.rightBrace);
  cursor.accept(T.semicolon);
}

function opaqueStatement(cursor: SurfaceCursor, start: number): Statement {
  const before = cursor.at;
  cursor.skipTo(T.semicolon, T.rightBrace);
  cursor.accept(T.semicolon);
  if (cursor.at === before) cursor.advance();
  return { kind: 'opaque', ...cursor.spanFrom(start) };
}

function expressionStatement(cursor: SurfaceCursor, start: number): Statement {
  const expression = readExpression(cursor);
  if (expression.kind === 'call' && cursor.kind !== T.semicolon && takesStatement(cursor, expression)) {
    const body = readStatement(cursor);
    return { kind: 'macroLoop', call: expression, body, ...cursor.spanFrom(start) };
  }
  endStatement(cursor);
  return { kind: 'expression', expression, ...cursor.spanFrom(start) };
}

function takesStatement(cursor: SurfaceCursor, { callee }: CallExpression): boolean {
  if (callee.kind !== 'identifier') return false;
  if (cursor.kind === T.leftBrace) return true;
  return cursor.kind === T.identifier && /(^|_)(for_each|foreach|scoped)/.test(callee.name);
}

/** Does a declaration begin here? The current token is an identifier, and no keyword of a statement. */
export function beginsDeclaration(cursor: SurfaceCursor): boolean {
  const { at, name } = cursor;
  if (beginsWithTypeWord(cursor, at)) return !isTypeAsCall(cursor);
  if (storageWords.has(name)) return true;
  if (isAnnotation(name)) return cursor.kindAt(at + 1) !== T.semicolon && cursor.kindAt(at + 1) !== T.leftParen;
  let next = at + 1;
  let stars = 0;
  for (; cursor.kindAt(next) === T.star || isAnnotation(cursor.nameAt(next)); next++) {
    if (cursor.kindAt(next) === T.star) stars++;
  }
  if (cursor.kindAt(next) === T.leftParen) {
    // `type (*name)(…)`.
    const isPointer = cursor.kindAt(next + 1) === T.star && cursor.kindAt(next + 2) === T.identifier;
    return isPointer && cursor.kindAt(next + 3) === T.rightParen && cursor.kindAt(next + 4) === T.leftParen;
  }
  if (cursor.kindAt(next) !== T.identifier || statementWords.has(cursor.nameAt(next))) return false;
  const after = cursor.kindAt(next + 1);
  const ends = after === T.semicolon || after === T.equal || after === T.comma || after === T.leftBracket;
  if (ends) return stars > 0 || (cursor.flagsAt(next) & F.lineStart) === 0 || looksLikeType(name);
  return after === T.identifier && isAnnotation(cursor.nameAt(next + 1));
}

/** `typeof(x)` and the like always begin a declaration; `bool(x)` does not occur. */
function isTypeAsCall(cursor: SurfaceCursor): boolean {
  return cursor.kindAt(cursor.at + 1) === T.dot;
}

function declarationStatement(cursor: SurfaceCursor, start: number): DeclarationStatement {
  const variables = readVariables(cursor, readSpecifiers(cursor));
  endStatement(cursor);
  return { kind: 'declaration', variables, ...cursor.spanFrom(start) };
}

/** Declarators with their initialisers, up to the `;`, which is left. */
export function readVariables(cursor: SurfaceCursor, specifiers: Specifiers): SurfaceVariable[] {
  const variables: SurfaceVariable[] = [];
  while (!cursor.isAtEnd && cursor.kind !== T.semicolon) {
    const before = cursor.at;
    const start = cursor.start;
    const { name, type, attributes } = readDeclarator(cursor, specifiers);
    if (cursor.accept(T.colon)) readConditionalExpression(cursor); // Width of a bit-field.
    const initializer = cursor.accept(T.equal) ? readAssignment(cursor) : undefined;
    if (name !== undefined) {
      const { isStatic } = specifiers;
      const value = initializer === undefined ? {} : { initializer };
      variables.push({ name, type, isStatic, attributes, ...value, ...cursor.spanFrom(start) });
    }
    if (cursor.accept(T.comma)) continue;
    if (cursor.at === before || cursor.kind !== T.semicolon) break;
  }
  return variables;
}
