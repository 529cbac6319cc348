/**
 * Reads the output of `gcc -E -P` back into preprocessing tokens (C11 6.4). Written for this purpose alone and sharing
 * nothing with the product: there are no comments, no line splices and no directives but #pragma left in such a text.
 */
export interface PlainToken {
  readonly kind: 'identifier' | 'number' | 'character' | 'string' | 'punctuator' | 'other' | 'pragma';
  readonly spelling: string;
}

/**
 * One alternative a kind, longest match first where spellings share a beginning. Beyond ASCII every letter may stand in
 * an identifier, as may universal character names (C11 6.4.2.1).
 */
const tokenPattern = new RegExp(
  [
    String.raw`(?<string>(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*")`,
    String.raw`(?<character>[uUL]?'(?:[^'\\\n]|\\.)*')`,
    String.raw`(?<number>\.?\d(?:[eEpP][+-]|\\u[\da-fA-F]{4}|[\w.$]|[^\x00-\x7f])*)`,
    String.raw`(?<identifier>(?:[A-Za-z_$]|[^\x00-\x7f]|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8})(?:[\w$]|[^\x00-\x7f]|\\u[\da-fA-F]{4}|\\U[\da-fA-F]{8})*)`,
    String.raw`(?<punctuator>%:%:|\.\.\.|<<=|>>=|##|%:|<:|:>|<%|%>|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^=<>!~?:;,.()[\]{}#])`,
    String.raw`(?<other>\S)`,
  ].join('|'),
  'uy',
);

/** Tokens of a text; a line that begins with `#pragma` is one token, spelled as its tokens with single spaces. */
export function tokenize(text: string): PlainToken[] {
  const tokens: PlainToken[] = [];
  for (const line of text.split('\n')) {
    const ofLine = tokenizeLine(line);
    if (/^\s*#\s*pragma\b/.test(line)) tokens.push({ kind: 'pragma', spelling: spelledOut(ofLine) });
    else tokens.push(...ofLine);
  }
  return tokens;
}

/** A pragma line in the form that `tokenize` gives it, whatever white space it had. */
export function normalizedPragma(line: string): string {
  return spelledOut(tokenizeLine(line));
}

/**
 * gcc prints names beyond ASCII with universal character names, whatever the source has. They are the same name
 * (C11 6.4.3), so both sides are compared in characters.
 */
export function withoutUcns(spelling: string, kind: string): string {
  if (kind !== 'identifier' && kind !== 'number') return spelling;
  return spelling.replaceAll(/\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16)),
  );
}

function spelledOut(tokens: readonly PlainToken[]): string {
  return tokens.map((token) => token.spelling).join(' ');
}

function tokenizeLine(line: string): PlainToken[] {
  const tokens: PlainToken[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at])) {
      at++;
      continue;
    }
    tokenPattern.lastIndex = at;
    const groups = tokenPattern.exec(line)?.groups ?? {};
    const [kind, spelling] = Object.entries(groups).find(([, text]) => text !== undefined) ?? ['other', line[at]];
    tokens.push({ kind: kind as PlainToken['kind'], spelling: withoutUcns(spelling, kind) });
    at += spelling.length;
  }
  return tokens;
}
