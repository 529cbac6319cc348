/**
 * Preprocessing tokens (C11 6.4). Kinds are small integers, since the lexer keeps them in a byte array; punctuators have
 * one kind each so that parser and evaluator compare numbers.
 */
const tokenKinds = {
  eof: 0,
  identifier: 1,
  number: 2,
  character: 3,
  string: 4,
  headerName: 5,
  /** A character that starts no token, an unpaired quote among them (C11 6.4p1, "each non-white-space character"). */
  other: 6,
  /** A whole `#pragma` line (or `_Pragma`), kept in the token stream for the parser; its text is the line's. */
  pragma: 7,
  /** Stands for an empty macro argument next to `##` (C11 6.10.3.3 placemarker); never leaves the preprocessor. */
  placemarker: 8,
  /** Stands for a group of pieces in the skeleton of a document; never leaves the preprocessor. */
  group: 9,

  leftBracket: 16,
  rightBracket: 17,
  leftParen: 18,
  rightParen: 19,
  leftBrace: 20,
  rightBrace: 21,
  dot: 22,
  arrow: 23,
  plusPlus: 24,
  minusMinus: 25,
  amp: 26,
  star: 27,
  plus: 28,
  minus: 29,
  tilde: 30,
  exclaim: 31,
  slash: 32,
  percent: 33,
  lessLess: 34,
  greaterGreater: 35,
  less: 36,
  greater: 37,
  lessEqual: 38,
  greaterEqual: 39,
  equalEqual: 40,
  exclaimEqual: 41,
  caret: 42,
  pipe: 43,
  ampAmp: 44,
  pipePipe: 45,
  question: 46,
  colon: 47,
  semicolon: 48,
  ellipsis: 49,
  equal: 50,
  starEqual: 51,
  slashEqual: 52,
  percentEqual: 53,
  plusEqual: 54,
  minusEqual: 55,
  lessLessEqual: 56,
  greaterGreaterEqual: 57,
  ampEqual: 58,
  caretEqual: 59,
  pipeEqual: 60,
  comma: 61,
  hash: 62,
  hashHash: 63,
};

/** Typed as plain numbers: a narrowed comparison would outlive the `advance` between two looks at a cursor. */
export const T: Readonly<typeof tokenKinds> = tokenKinds;

export type TokenKind = number;

/** Names of the kinds as `uapi preprocess --format ndjson` prints them. */
export function kindName(kind: TokenKind): string {
  switch (kind) {
    case T.identifier:
      return 'identifier';
    case T.number:
      return 'number';
    case T.character:
      return 'character';
    case T.string:
      return 'string';
    case T.headerName:
      return 'header-name';
    case T.pragma:
      return 'pragma';
    case T.eof:
      return 'eof';
    default:
      return kind >= T.leftBracket ? 'punctuator' : 'other';
  }
}

/** Flag bits of a token. */
export const F = {
  /** First token of its logical line. */
  lineStart: 1,
  /** White space or a comment stands before it. */
  space: 2,
  /** A line splice stands inside it: its spelling is its text without splices. */
  spliced: 4,
  /** An identifier that must never be expanded again (it named a macro that was being expanded). */
  noExpand: 8,
  /** A quote without its partner; an error where the token is used. */
  unterminated: 16,
  /** A punctuator spelled as a digraph: its spelling is its text. */
  digraph: 32,
} as const;

/** Canonical spellings of the punctuators; digraphs are spelled as written, so their text is taken from the file. */
export const punctuatorSpelling: readonly string[] = (() => {
  const table: string[] = [];
  const entries: readonly (readonly [number, string])[] = [
    [T.leftBracket, '['],
    [T.rightBracket, ']'],
    [T.leftParen, '('],
    [T.rightParen, ')'],
    [T.leftBrace, '{'],
    [T.rightBrace, '}'],
    [T.dot, '.'],
    [T.arrow, '->'],
    [T.plusPlus, '++'],
    [T.minusMinus, '--'],
    [T.amp, '&'],
    [T.star, '*'],
    [T.plus, '+'],
    [T.minus, '-'],
    [T.tilde, '~'],
    [T.exclaim, '!'],
    [T.slash, '/'],
    [T.percent, '%'],
    [T.lessLess, '<<'],
    [T.greaterGreater, '>>'],
    [T.less, '<'],
    [T.greater, '>'],
    [T.lessEqual, '<='],
    [T.greaterEqual, '>='],
    [T.equalEqual, '=='],
    [T.exclaimEqual, '!='],
    [T.caret, '^'],
    [T.pipe, '|'],
    [T.ampAmp, '&&'],
    [T.pipePipe, '||'],
    [T.question, '?'],
    [T.colon, ':'],
    [T.semicolon, ';'],
    [T.ellipsis, '...'],
    [T.equal, '='],
    [T.starEqual, '*='],
    [T.slashEqual, '/='],
    [T.percentEqual, '%='],
    [T.plusEqual, '+='],
    [T.minusEqual, '-='],
    [T.lessLessEqual, '<<='],
    [T.greaterGreaterEqual, '>>='],
    [T.ampEqual, '&='],
    [T.caretEqual, '^='],
    [T.pipeEqual, '|='],
    [T.comma, ','],
    [T.hash, '#'],
    [T.hashHash, '##'],
  ];
  for (const [kind, spelling] of entries) table[kind] = spelling;
  return table;
})();
