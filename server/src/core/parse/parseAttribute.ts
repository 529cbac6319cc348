/**
 * Attributes, in GNU and in C23 spelling. They are added to the list that the caller gives, because one declaration has
 * them in several places. A name is kept without the underscores around it, and only the arguments that decide a layout
 * are parsed.
 */
import { nameOf } from '../base/names.js';
import { T } from '../lex/token.js';
import type { Attribute, Expression } from './ast.js';
import { K } from './keywords.js';
import { parseConditional, type TypeNameParser } from './parseExpression.js';

/** The attributes whose arguments decide a layout; the arguments of others are skipped. */
const layoutAttributes = new Set(['aligned', 'mode', 'vector_size', 'warn_if_not_aligned']);

/** All attributes that stand here, of both spellings; there may be none. */
export function parseAnyAttributes(p: TypeNameParser, attributes: Attribute[]): void {
  const { cursor } = p;
  for (;;) {
    if (cursor.keyword === K.attribute) parseAttributes(p, attributes);
    else if (cursor.kind === T.leftBracket && cursor.kindAt(cursor.at + 1) === T.leftBracket) {
      parseStandardAttributes(p, attributes);
    } else return;
  }
}

/** `__attribute__((a, b(c)))`. */
export function parseAttributes(p: TypeNameParser, attributes: Attribute[]): void {
  const { cursor } = p;
  cursor.advance();
  cursor.expect(T.leftParen, '"((" after __attribute__');
  cursor.expect(T.leftParen, '"((" after __attribute__');
  attributeList(p, attributes, T.rightParen);
  cursor.expect(T.rightParen, '"))" at the end of the attributes');
  cursor.expect(T.rightParen, '"))" at the end of the attributes');
}

/** C23 `[[gnu::packed]]`. */
export function parseStandardAttributes(p: TypeNameParser, attributes: Attribute[]): void {
  const { cursor } = p;
  cursor.advance();
  cursor.advance();
  attributeList(p, attributes, T.rightBracket);
  cursor.expect(T.rightBracket, '"]]" at the end of the attributes');
  cursor.expect(T.rightBracket, '"]]" at the end of the attributes');
}

function attributeList(p: TypeNameParser, attributes: Attribute[], close: number): void {
  const { cursor } = p;
  while (cursor.kind !== close && cursor.kind !== T.eof) {
    if (cursor.accept(T.comma)) continue;
    if (cursor.kind !== T.identifier)
      cursor.fail(`the name of an attribute is expected here, before ${cursor.found()}`);
    const at = cursor.relative;
    let name = nameOf(cursor.name);
    cursor.advance();
    if (cursor.kind === T.colon && cursor.kindAt(cursor.at + 1) === T.colon) {
      cursor.advance();
      cursor.advance();
      name = nameOf(cursor.name);
      cursor.expect(T.identifier, 'the name of an attribute');
    }
    name = name.length > 4 && name.startsWith('__') && name.endsWith('__') ? name.slice(2, -2) : name;
    const args: Expression[] = [];
    if (cursor.kind === T.leftParen) {
      if (layoutAttributes.has(name)) {
        cursor.advance();
        while (cursor.kind !== T.rightParen && cursor.kind !== T.eof) {
          args.push(parseConditional(p));
          if (!cursor.accept(T.comma)) break;
        }
        cursor.expect(T.rightParen, '")"');
      } else cursor.skipBalanced();
    }
    attributes.push({ name, args, at });
  }
}
