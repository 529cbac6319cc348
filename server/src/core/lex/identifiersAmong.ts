import { intern } from '../base/names.js';
import { lex } from './lexer.js';

/** Of `names` those that a text has as identifiers: comments and strings do not count. Lexes only a text that may have one. */
export function identifiersAmong(text: string, names: readonly string[]): readonly string[] {
  // Names that are asked for together mostly begin alike, and then one search tells that a text has none of them.
  if (!text.includes(commonStart(names))) return [];
  const possible = names.filter((name) => text.includes(name));
  if (possible.length === 0) return [];
  const identifiers = new Set(lex({ path: 'beside:', displayName: '', text, view: 'installed' }).names);
  return possible.filter((name) => identifiers.has(intern(name)));
}

function commonStart([first = '', ...rest]: readonly string[]): string {
  let start = first;
  for (const name of rest) while (!name.startsWith(start)) start = start.slice(0, -1);
  return start;
}
