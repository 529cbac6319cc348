/**
 * The expression of `#if` and `#elif` (C11 6.10.1): 64-bit integers, unsigned where an operand is, identifiers that are
 * no macros count as 0, `defined` also where an expansion made it (as gcc has it). Operands that are not evaluated (right
 * of `&&`, `||`, in the unused branch of `?:`) are parsed only.
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import { parseCharacterConstant, parseIntegerConstant } from '../lex/constants.js';
import { T } from '../lex/token.js';
import { type MacroToken, macroTokenText } from './macro.js';

/** What the evaluator asks of the preprocessor. */
export interface IfSource {
  /** The next token of the directive; `expand` false right after `defined` and inside `__has_attribute(…)`. */
  next(expand: boolean): MacroToken | undefined;
  isDefined(token: MacroToken): boolean;
  hasInclude(spelling: string, angled: boolean, next: boolean): boolean;
  /** Plain `char` is signed on the ABI; asked where a character constant has its top bit set. */
  charIsSigned(): boolean;
  /** Value of `__has_attribute(name)` and relatives; `operator` is the name of the query. */
  hasFeature(operator: string, name: string): number;
}

export interface IfResult {
  readonly value: boolean;
  /** What is wrong with the expression, and the code to report it under; then `value` is false. */
  readonly error?: string;
  readonly code?: IfErrorCode;
}

type IfErrorCode = 'preprocess/if-expression' | 'limit/nesting';

interface Value {
  readonly bits: bigint;
  readonly unsigned: boolean;
}

class IfError extends Error {
  readonly code: IfErrorCode;
  constructor(message: string, code: IfErrorCode = 'preprocess/if-expression') {
    super(message);
    this.code = code;
  }
}

const N_DEFINED = intern('defined');
const N_HAS_INCLUDE = intern('__has_include');
const N_HAS_INCLUDE_NEXT = intern('__has_include_next');
const featureQueries = new Set(
  ['__has_attribute', '__has_c_attribute', '__has_cpp_attribute', '__has_builtin'].map(intern),
);

const FALSE: Value = { bits: 0n, unsigned: false };
const TRUE: Value = { bits: 1n, unsigned: false };
const MAX_NESTING = 256;

/** Binding strength of binary operators, as C11 6.5.5 to 6.5.14. */
const strength: Readonly<Record<number, number>> = {
  [T.star]: 10,
  [T.slash]: 10,
  [T.percent]: 10,
  [T.plus]: 9,
  [T.minus]: 9,
  [T.lessLess]: 8,
  [T.greaterGreater]: 8,
  [T.less]: 7,
  [T.greater]: 7,
  [T.lessEqual]: 7,
  [T.greaterEqual]: 7,
  [T.equalEqual]: 6,
  [T.exclaimEqual]: 6,
  [T.amp]: 5,
  [T.caret]: 4,
  [T.pipe]: 3,
  [T.ampAmp]: 2,
  [T.pipePipe]: 1,
};

/** The operators of #if that `defined` and `#ifdef` know as if they were macros. */
export function isQueryOperator(name: NameId): boolean {
  return name === N_HAS_INCLUDE || name === N_HAS_INCLUDE_NEXT || featureQueries.has(name);
}

export function evaluateIf(source: IfSource): IfResult {
  const reader = new Reader(source);
  try {
    reader.advance();
    if (reader.token === undefined) return { value: false, error: 'this directive needs an expression' };
    const value = reader.conditional(true, 0);
    const rest = reader.token as MacroToken | undefined;
    if (rest !== undefined) {
      return { value: false, error: `"${macroTokenText(rest)}" is unexpected here in the expression` };
    }
    return { value: value.bits !== 0n };
  } catch (problem) {
    if (!(problem instanceof IfError)) throw problem;
    return { value: false, error: problem.message, code: problem.code };
  }
}

class Reader {
  token: MacroToken | undefined;
  readonly #source: IfSource;

  constructor(source: IfSource) {
    this.#source = source;
  }

  advance(): void {
    this.token = this.#source.next(true);
  }

  conditional(live: boolean, depth: number): Value {
    const condition = this.#binary(1, live, depth);
    if (this.token?.kind !== T.question) return condition;
    const chosen = condition.bits !== 0n;
    this.advance();
    const first = this.#comma(live && chosen, depth + 1);
    this.#expect(T.colon, '":"');
    const second = this.conditional(live && !chosen, depth + 1);
    const unsigned = first.unsigned || second.unsigned;
    return { bits: wrap(chosen ? first.bits : second.bits, unsigned), unsigned };
  }

  #comma(live: boolean, depth: number): Value {
    let value = this.conditional(live, depth);
    while (this.token?.kind === T.comma) {
      this.advance();
      value = this.conditional(live, depth);
    }
    return value;
  }

  #binary(minimum: number, live: boolean, depth: number): Value {
    if (depth > MAX_NESTING)
      throw new IfError(`the expression is nested more than ${MAX_NESTING} levels deep`, 'limit/nesting');
    let left = this.#unary(live, depth + 1);
    for (;;) {
      const kind = this.token?.kind ?? T.eof;
      const level = strength[kind] ?? 0;
      if (level < minimum || level === 0) return left;
      this.advance();
      if (kind === T.ampAmp) {
        const right = this.#binary(level + 1, live && left.bits !== 0n, depth + 1);
        left = left.bits !== 0n && right.bits !== 0n ? TRUE : FALSE;
      } else if (kind === T.pipePipe) {
        const right = this.#binary(level + 1, live && left.bits === 0n, depth + 1);
        left = left.bits !== 0n || right.bits !== 0n ? TRUE : FALSE;
      } else left = combine(kind, left, this.#binary(level + 1, live, depth + 1), live);
    }
  }

  #unary(live: boolean, depth: number): Value {
    if (depth > MAX_NESTING)
      throw new IfError(`the expression is nested more than ${MAX_NESTING} levels deep`, 'limit/nesting');
    const token = this.token;
    if (token === undefined) throw new IfError('the expression ends where an operand should follow');
    switch (token.kind) {
      case T.plus:
        this.advance();
        return this.#unary(live, depth + 1);
      case T.minus: {
        this.advance();
        const value = this.#unary(live, depth + 1);
        return { bits: wrap(-value.bits, value.unsigned), unsigned: value.unsigned };
      }
      case T.tilde: {
        this.advance();
        const value = this.#unary(live, depth + 1);
        return { bits: wrap(~value.bits, value.unsigned), unsigned: value.unsigned };
      }
      case T.exclaim: {
        this.advance();
        return this.#unary(live, depth + 1).bits === 0n ? TRUE : FALSE;
      }
      case T.leftParen: {
        this.advance();
        const value = this.#comma(live, depth + 1);
        this.#expect(T.rightParen, '")"');
        return value;
      }
      case T.number: {
        const number = parseIntegerConstant(macroTokenText(token));
        if (number === undefined) {
          throw new IfError(`"${macroTokenText(token)}" is no integer constant`);
        }
        this.advance();
        const unsigned = number.unsigned || number.value > 0x7fffffffffffffffn;
        return { bits: wrap(number.value, unsigned), unsigned };
      }
      case T.character: {
        const value = parseCharacterConstant(macroTokenText(token));
        if (value === undefined) throw new IfError(`${macroTokenText(token)} is no character constant`);
        this.advance();
        const { unsignedCharValue } = value;
        const same = value.value === unsignedCharValue || value.prefix !== '';
        return { bits: same || this.#source.charIsSigned() ? value.value : unsignedCharValue, unsigned: false };
      }
      case T.identifier:
        return this.#identifier(token);
      default:
        throw new IfError(`"${macroTokenText(token)}" cannot stand here in the expression`);
    }
  }

  #identifier(token: MacroToken): Value {
    if (token.name === N_DEFINED) return this.#defined();
    if (token.name === N_HAS_INCLUDE || token.name === N_HAS_INCLUDE_NEXT) {
      return this.#hasInclude(token.name === N_HAS_INCLUDE_NEXT);
    }
    if (featureQueries.has(token.name)) return this.#feature(nameOf(token.name));
    this.advance();
    return FALSE;
  }

  #defined(): Value {
    let token = this.#source.next(false);
    const parenthesized = token?.kind === T.leftParen;
    if (parenthesized) token = this.#source.next(false);
    if (token?.kind !== T.identifier) throw new IfError('"defined" needs the name of a macro');
    const value = this.#source.isDefined(token) ? TRUE : FALSE;
    if (parenthesized && this.#source.next(false)?.kind !== T.rightParen) {
      throw new IfError('"defined(" has no closing parenthesis');
    }
    this.advance();
    return value;
  }

  #hasInclude(next: boolean): Value {
    this.advance();
    this.#require(T.leftParen, '"("');
    let token = this.#source.next(true);
    let spelling = '';
    let angled = true;
    if (token?.kind === T.headerName) spelling = macroTokenText(token).slice(1, -1);
    else if (token?.kind === T.string) {
      spelling = macroTokenText(token).slice(1, -1);
      angled = false;
    } else if (token?.kind === T.less) {
      for (token = this.#source.next(true); token !== undefined && token.kind !== T.greater; ) {
        spelling += macroTokenText(token);
        token = this.#source.next(true);
      }
    } else throw new IfError('"__has_include" needs <FILE> or "FILE"');
    this.advance();
    this.#expect(T.rightParen, '")"');
    return this.#source.hasInclude(spelling, angled, next) ? TRUE : FALSE;
  }

  #feature(operator: string): Value {
    if (this.#source.next(false)?.kind !== T.leftParen) throw new IfError(`"${operator}" needs "(" and a name`);
    let name = '';
    let token = this.#source.next(false);
    while (token !== undefined && token.kind !== T.rightParen) {
      name += macroTokenText(token);
      token = this.#source.next(false);
    }
    if (token === undefined) throw new IfError(`"${operator}(" has no closing parenthesis`);
    this.advance();
    return { bits: BigInt(this.#source.hasFeature(operator, name)), unsigned: false };
  }

  #require(kind: number, what: string): void {
    if (this.token?.kind !== kind) throw new IfError(`the expression needs ${what} here`);
  }

  #expect(kind: number, what: string): void {
    this.#require(kind, what);
    this.advance();
  }
}

function wrap(bits: bigint, unsigned: boolean): bigint {
  return unsigned ? BigInt.asUintN(64, bits) : BigInt.asIntN(64, bits);
}

function combine(kind: number, a: Value, b: Value, live: boolean): Value {
  if (kind === T.lessLess || kind === T.greaterGreater) {
    const backwards = !b.unsigned && b.bits < 0n;
    const amount = backwards ? -b.bits : b.bits;
    const left = (kind === T.lessLess) !== backwards;
    const limited = amount > 64n ? 64n : amount;
    return { bits: wrap(left ? a.bits << limited : a.bits >> limited, a.unsigned), unsigned: a.unsigned };
  }
  const unsigned = a.unsigned || b.unsigned;
  const x = wrap(a.bits, unsigned);
  const y = wrap(b.bits, unsigned);
  const truth = (value: boolean): Value => (value ? TRUE : FALSE);
  switch (kind) {
    case T.star:
      return { bits: wrap(x * y, unsigned), unsigned };
    case T.slash:
    case T.percent:
      if (y === 0n) {
        if (live) throw new IfError('the expression divides by zero');
        return { bits: 0n, unsigned };
      }
      return { bits: wrap(kind === T.slash ? x / y : x % y, unsigned), unsigned };
    case T.plus:
      return { bits: wrap(x + y, unsigned), unsigned };
    case T.minus:
      return { bits: wrap(x - y, unsigned), unsigned };
    case T.less:
      return truth(x < y);
    case T.greater:
      return truth(x > y);
    case T.lessEqual:
      return truth(x <= y);
    case T.greaterEqual:
      return truth(x >= y);
    case T.equalEqual:
      return truth(x === y);
    case T.exclaimEqual:
      return truth(x !== y);
    case T.amp:
      return { bits: x & y, unsigned };
    case T.caret:
      return { bits: x ^ y, unsigned };
    default:
      return { bits: x | y, unsigned };
  }
}
