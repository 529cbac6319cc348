/**
 * What a pragma line means to the preprocessor. Those that gcc's preprocessor carries out itself are no part of its output
 * (GCC manual, "Pragmas" of cpp); the others stay in the token stream.
 */
export type Pragma =
  | { readonly kind: 'kept' | 'once' | 'dropped' | 'warning' | 'error' }
  | { readonly kind: 'push_macro' | 'pop_macro'; readonly macro: string | undefined };

/** The pragmas that the preprocessor carries out, and what follows the name. */
const ownPragma = /^(once|push_macro|pop_macro|GCC\s+(?:poison|system_header|dependency|warning|error))(?![\w$])(.*)/s;

/** `line` is the text after `#pragma`, or inside `_Pragma("…")`. */
export function readPragma(line: string): Pragma {
  const own = ownPragma.exec(line);
  if (own === null) return { kind: 'kept' };
  const [, name, operand] = own;
  switch (name) {
    case 'once':
      return { kind: 'once' };
    case 'push_macro':
    case 'pop_macro':
      return { kind: name, macro: /^\s*\(\s*"([^"]*)"\s*\)/.exec(operand)?.[1] };
    default: {
      const level = /^GCC\s+(warning|error)$/.exec(name)?.[1];
      return { kind: level === 'warning' || level === 'error' ? level : 'dropped' };
    }
  }
}

/** The inside of a string literal, with its quotes and backslashes unescaped (C11 6.10.9). */
export function unquoted(literal: string): string {
  return literal.slice(literal.indexOf('"') + 1, -1).replace(/\\(["\\])/g, '$1');
}
