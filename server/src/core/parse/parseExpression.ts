/**
 * Constant expressions (C11 6.6) with the GNU forms that headers use. Precedence climbing over C11 6.5; what is no part
 * of a constant expression (assignments, statement expressions, compound literals) becomes an `opaque` node.
 */
import { intern } from '../base/names.js';
import { T } from '../lex/token.js';
import type { Designator, Expression, TypeName } from './ast.js';
import { K, keywordOf, startsType } from './keywords.js';
import { MAX_NESTING, type TokenCursor } from './tokenCursor.js';

const N_DEFAULT = intern('default');

/** What the expression parser needs of the declaration parser. */
export interface TypeNameParser {
  readonly cursor: TokenCursor;
  parseTypeName(): TypeName;
  isTypedefName(name: number): boolean;
}

const strength = new Uint8Array(128);
for (const [level, kinds] of [
  [10, [T.star, T.slash, T.percent]],
  [9, [T.plus, T.minus]],
  [8, [T.lessLess, T.greaterGreater]],
  [7, [T.less, T.greater, T.lessEqual, T.greaterEqual]],
  [6, [T.equalEqual, T.exclaimEqual]],
  [5, [T.amp]],
  [4, [T.caret]],
  [3, [T.pipe]],
  [2, [T.ampAmp]],
  [1, [T.pipePipe]],
] as const) {
  for (const kind of kinds) strength[kind] = level;
}

/** An expression without a comma at its top. */
export function parseConditional(p: TypeNameParser): Expression {
  const { cursor } = p;
  cursor.enter();
  const condition = parseBinary(p, 1);
  if (!cursor.accept(T.question)) {
    cursor.leave();
    return condition;
  }
  const whenTrue = cursor.kind === T.colon ? undefined : parseExpression(p);
  cursor.expect(T.colon, '":"');
  const whenFalse = parseConditional(p);
  cursor.leave();
  return { kind: 'conditional', condition, whenTrue, whenFalse };
}

/** A whole expression; the value of a comma expression is its last operand. */
export function parseExpression(p: TypeNameParser): Expression {
  let expression = parseConditional(p);
  while (p.cursor.kind === T.comma) {
    p.cursor.advance();
    expression = { kind: 'binary', operator: T.comma, left: expression, right: parseConditional(p) };
  }
  if (p.cursor.kind >= T.equal && p.cursor.kind <= T.pipeEqual) {
    p.cursor.advance();
    p.cursor.enter();
    parseExpression(p);
    p.cursor.leave();
    return { kind: 'opaque', reason: 'an assignment' };
  }
  return expression;
}

function parseBinary(p: TypeNameParser, minimum: number): Expression {
  const { cursor } = p;
  let left = parseUnary(p);
  for (;;) {
    const operator = cursor.kind;
    const level = strength[operator];
    if (level < minimum || level === 0) return left;
    cursor.advance();
    left = { kind: 'binary', operator, left, right: parseBinary(p, level + 1) };
  }
}

function parseUnary(p: TypeNameParser): Expression {
  const { cursor } = p;
  cursor.enter();
  const expression = parseUnaryInside(p);
  cursor.leave();
  return expression;
}

function parseUnaryInside(p: TypeNameParser): Expression {
  const { cursor } = p;
  const operator = cursor.kind;
  switch (operator) {
    case T.plus:
    case T.minus:
    case T.tilde:
    case T.exclaim:
    case T.star:
    case T.amp:
      cursor.advance();
      return { kind: 'unary', operator, operand: parseUnary(p) };
    case T.plusPlus:
    case T.minusMinus:
      cursor.advance();
      parseUnary(p);
      return { kind: 'opaque', reason: 'an increment' };
    case T.leftParen:
      if (typeFollows(p)) {
        cursor.advance();
        const type = p.parseTypeName();
        cursor.expect(T.rightParen, '")"');
        if (cursor.kind === T.leftBrace) {
          cursor.skipBalanced();
          return parsePostfix(p, { kind: 'compound-literal', type });
        }
        return { kind: 'cast', type, operand: parseUnary(p) };
      }
      break;
    case T.identifier: {
      const keyword = keywordOf(cursor.name);
      if (keyword === K.extension) {
        cursor.advance();
        return parseUnary(p);
      }
      if (keyword === K.sizeof || keyword === K.alignof || keyword === K.alignofGnu) {
        cursor.advance();
        const gnu = keyword === K.alignofGnu;
        if (cursor.kind === T.leftParen && typeFollows(p)) {
          cursor.advance();
          const type = p.parseTypeName();
          cursor.expect(T.rightParen, '")"');
          if (keyword === K.sizeof && cursor.kind === T.leftBrace) {
            cursor.skipBalanced();
            return { kind: 'sizeof', operand: parsePostfix(p, { kind: 'compound-literal', type }) };
          }
          return keyword === K.sizeof ? { kind: 'sizeof-type', type } : { kind: 'alignof-type', type, gnu };
        }
        const operand = parseUnary(p);
        return keyword === K.sizeof ? { kind: 'sizeof', operand } : { kind: 'alignof', operand, gnu };
      }
    }
  }
  return parsePostfix(p, parsePrimary(p));
}

/** True when the `(` at the cursor opens a type name. */
function typeFollows(p: TypeNameParser): boolean {
  const index = p.cursor.at + 1;
  if (p.cursor.kindAt(index) !== T.identifier) return false;
  const name = p.cursor.run.names[index];
  const keyword = keywordOf(name);
  if (keyword === K.extension) return false;
  return keyword === K.none ? p.isTypedefName(name) : startsType(keyword);
}

function parsePostfix(p: TypeNameParser, first: Expression): Expression {
  const { cursor } = p;
  let expression = first;
  for (let level = 0; ; level++) {
    if (level > MAX_NESTING) cursor.tooDeep();
    switch (cursor.kind) {
      case T.dot:
      case T.arrow: {
        const arrow = cursor.kind === T.arrow;
        cursor.advance();
        const name = cursor.name;
        cursor.expect(T.identifier, 'the name of a member');
        expression = { kind: 'member', object: expression, name, arrow };
        break;
      }
      case T.leftBracket: {
        cursor.advance();
        const index = parseExpression(p);
        cursor.expect(T.rightBracket, '"]"');
        expression = { kind: 'index', array: expression, index };
        break;
      }
      case T.leftParen: {
        cursor.advance();
        const args: Expression[] = [];
        const hasTypeArgument = expression.kind === 'name' && sizedWrappers.has(expression.name);
        while (cursor.kind !== T.rightParen) {
          args.push(hasTypeArgument && args.length === 2 ? parseSizedArgument(p) : parseArgument(p));
          if (!cursor.accept(T.comma)) break;
        }
        cursor.expect(T.rightParen, '")"');
        expression = { kind: 'call', callee: expression, args };
        break;
      }
      case T.plusPlus:
      case T.minusMinus:
        cursor.advance();
        expression = { kind: 'opaque', reason: 'an increment' };
        break;
      default:
        return expression;
    }
  }
}

/** The wrappers of `_IOC` whose third argument is a type, or an expression, of which they take the size. */
const sizedWrappers = new Set(['_IOR', '_IOW', '_IOWR'].map(intern));

function parseSizedArgument(p: TypeNameParser): Expression {
  const { cursor } = p;
  if (cursor.kind === T.identifier) {
    const keyword = keywordOf(cursor.name);
    if (keyword === K.none ? p.isTypedefName(cursor.name) : startsType(keyword)) {
      return { kind: 'sizeof-type', type: p.parseTypeName() };
    }
  }
  return { kind: 'sizeof', operand: parseConditional(p) };
}

/** An argument of a call may be a type in the macros of kernel headers (`container_of(x, struct foo, m)`). */
function parseArgument(p: TypeNameParser): Expression {
  const keyword = p.cursor.keyword;
  if (keyword === K.struct || keyword === K.union || keyword === K.enum) {
    p.parseTypeName();
    return { kind: 'opaque', reason: 'a type' };
  }
  return parseConditional(p);
}

function parsePrimary(p: TypeNameParser): Expression {
  const { cursor } = p;
  switch (cursor.kind) {
    case T.number: {
      const text = cursor.text;
      cursor.advance();
      return { kind: 'number', text };
    }
    case T.character: {
      const text = cursor.text;
      cursor.advance();
      return { kind: 'character', text };
    }
    case T.string: {
      const parts: string[] = [];
      while (cursor.kind === T.string) {
        parts.push(cursor.text);
        cursor.advance();
      }
      return { kind: 'string', parts };
    }
    case T.leftParen: {
      if (cursor.kindAt(cursor.at + 1) === T.leftBrace) {
        cursor.skipBalanced();
        return { kind: 'opaque', reason: 'a statement expression' };
      }
      cursor.advance();
      const inside = parseExpression(p);
      cursor.expect(T.rightParen, '")"');
      return inside;
    }
    case T.identifier: {
      const keyword = keywordOf(cursor.name);
      if (keyword === K.offsetof) return parseOffsetof(p);
      if (keyword === K.typesCompatible) {
        cursor.advance();
        cursor.expect(T.leftParen, '"("');
        const left = p.parseTypeName();
        cursor.expect(T.comma, '","');
        const right = p.parseTypeName();
        cursor.expect(T.rightParen, '")"');
        return { kind: 'types-compatible', left, right };
      }
      if (keyword === K.generic) return parseGeneric(p);
      if (keyword !== K.none) return cursor.fail(`an expression is expected here, before ${cursor.found()}`);
      const { name, relative } = cursor;
      cursor.advance();
      return { kind: 'name', name, at: relative };
    }
    default:
      return cursor.fail(`an expression is expected here, before ${cursor.found()}`);
  }
}

/** A generic selection (C11 6.5.1.1). */
function parseGeneric(p: TypeNameParser): Expression {
  const { cursor } = p;
  cursor.advance();
  cursor.expect(T.leftParen, '"("');
  const control = parseConditional(p);
  const associations: { readonly type: TypeName | undefined; readonly value: Expression }[] = [];
  cursor.expect(T.comma, '","');
  do {
    let type: TypeName | undefined;
    if (cursor.kind === T.identifier && cursor.name === N_DEFAULT) cursor.advance();
    else type = p.parseTypeName();
    cursor.expect(T.colon, '":"');
    associations.push({ type, value: parseConditional(p) });
  } while (cursor.accept(T.comma));
  cursor.expect(T.rightParen, '")"');
  return { kind: 'generic', control, associations };
}

function parseOffsetof(p: TypeNameParser): Expression {
  const { cursor } = p;
  cursor.advance();
  cursor.expect(T.leftParen, '"("');
  const type = p.parseTypeName();
  cursor.expect(T.comma, '","');
  const path: Designator[] = [];
  const member = (): void => {
    const name = cursor.name;
    cursor.expect(T.identifier, 'the name of a member');
    path.push({ member: name });
  };
  member();
  while (cursor.kind === T.dot || cursor.kind === T.leftBracket) {
    if (cursor.accept(T.dot)) member();
    else {
      cursor.advance();
      path.push({ index: parseExpression(p) });
      cursor.expect(T.rightBracket, '"]"');
    }
  }
  cursor.expect(T.rightParen, '")"');
  return { kind: 'offsetof', type, path };
}
