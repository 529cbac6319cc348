import { intern } from '../base/names.js';
import { lex } from './lexer.js';

/** Of `names` those that a text has as identifiers: comments and strings do not count. Lexes only a text that may have one. */
export function identifiersAmong(text: string, names: Iterable<string>): readonly string[] {
  const possible = [...names].filter((name) => text.includes(name));
  if (possible.length === 0) return [];
  const identifiers = new Set(lex({ path: 'beside:', displayName: '', text, view: 'installed' }).names);
  return possible.filter((name) => identifiers.has(intern(name)));
}
