/**
 * Values of integer and character constants (C11 6.4.4.1, 6.4.4.4, GNU binary constants). The type of a constant depends
 * on the ABI and is settled in `sema`; here are its value and what its suffix says.
 */
export interface IntegerConstant {
  readonly value: bigint;
  readonly unsigned: boolean;
  /** Number of l's in the suffix: 0, 1 or 2. */
  readonly longs: 0 | 1 | 2;
  /** Hexadecimal, octal and binary constants may become unsigned without a suffix. */
  readonly decimal: boolean;
}

const integerPattern = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uUlLzZ]*)$/;

/** The value of a pp-number that is an integer constant, else undefined. */
export function parseIntegerConstant(text: string): IntegerConstant | undefined {
  if (isSmallDecimal(text)) return { value: BigInt(Number(text)), unsigned: false, longs: 0, decimal: true };
  const match = integerPattern.exec(text);
  if (match === null) return undefined;
  const digits = match[1];
  const suffix = match[2].toLowerCase();
  let unsigned = false;
  let longs: 0 | 1 | 2 = 0;
  switch (suffix) {
    case '':
      break;
    case 'u':
      unsigned = true;
      break;
    case 'l':
      longs = 1;
      break;
    case 'ul':
    case 'lu':
      unsigned = true;
      longs = 1;
      break;
    case 'll':
    case 'ull':
    case 'llu':
      if (/lL|Ll/.test(match[2])) return undefined;
      unsigned = suffix.length === 3;
      longs = 2;
      break;
    default:
      return undefined;
  }
  const octal = digits.length > 1 && digits.charCodeAt(0) === 48 && digits.charCodeAt(1) < 58;
  return {
    value: BigInt(octal ? `0o${digits.slice(1)}` : digits),
    unsigned,
    longs,
    decimal: digits.charCodeAt(0) !== 48,
  };
}

/** A number without prefix and suffix, as most are, that a double holds exactly. */
function isSmallDecimal(text: string): boolean {
  if (text.length > 15 || text.charCodeAt(0) === 48) return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return text.length > 0;
}

export interface CharacterConstant {
  /** As an int, with plain characters taken as signed; `needsSign` says that an unsigned char gives another value. */
  readonly value: bigint;
  readonly unsignedCharValue: bigint;
  readonly prefix: '' | 'L' | 'u' | 'U' | 'u8';
}

const escapes: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
  E: 27,
  '0': 0,
};

/** How a literal with a prefix is encoded: UTF-8 without one and with `u8`, UTF-16 with `u`, UTF-32 with `U` and `L`. */
export type LiteralEncoding = 8 | 16 | 32;

/** The encoding that a literal's prefix asks for; wchar_t is 32 bits wide on every ABI here. */
export function literalEncoding(prefix: string): LiteralEncoding {
  if (prefix === 'u') return 16;
  return prefix === '' || prefix === 'u8' ? 8 : 32;
}

/** The code units of a quoted literal's inside; undefined where an escape is malformed. */
export function unescapeLiteral(inside: string, encoding: LiteralEncoding): number[] | undefined {
  const units: number[] = [];
  return unescapeInto({ push: (...more) => units.push(...more) }, inside, encoding) ? units : undefined;
}

/** How many code units a quoted literal's inside has; 0 where an escape is malformed. */
export function literalLength(inside: string, encoding: LiteralEncoding): number {
  let count = 0;
  const counter = {
    push: (...more: readonly number[]) => {
      count += more.length;
    },
  };
  return unescapeInto(counter, inside, encoding) ? count : 0;
}

/** Gives the code units to `out` in turn; false where an escape is malformed. */
function unescapeInto(
  out: { push(...units: readonly number[]): void },
  inside: string,
  encoding: LiteralEncoding,
): boolean {
  const wide = encoding !== 8;
  const pushCodePoint = (point: number): void => {
    if (encoding === 16 && point > 0xffff) {
      const rest = point - 0x10000;
      out.push(0xd800 + Math.floor(rest / 1024), 0xdc00 + (rest % 1024));
    } else if (wide || point < 0x80) out.push(point);
    else out.push(...utf8(point));
  };
  for (let i = 0; i < inside.length; ) {
    const c = inside[i];
    if (c !== '\\') {
      const point = inside.codePointAt(i) as number;
      pushCodePoint(point);
      i += point > 0xffff ? 2 : 1;
      continue;
    }
    const d = inside[i + 1];
    if (d === undefined) return false;
    if (d >= '0' && d <= '7') {
      let j = i + 1;
      let value = 0;
      while (j < i + 4 && inside[j] >= '0' && inside[j] <= '7') value = value * 8 + (inside.charCodeAt(j++) - 48);
      out.push(wide ? value : value % 256);
      i = j;
    } else if (d === 'x') {
      const digits = /^[0-9a-fA-F]+/.exec(inside.slice(i + 2, i + 34));
      if (digits === null) return false;
      const value = Number.parseInt(digits[0].slice(-8), 16);
      out.push(wide ? value : value % 256);
      i += 2 + digits[0].length;
    } else if (d === 'u' || d === 'U') {
      const length = d === 'u' ? 4 : 8;
      const digits = inside.slice(i + 2, i + 2 + length);
      if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length !== length) return false;
      pushCodePoint(Number.parseInt(digits, 16));
      i += 2 + length;
    } else {
      out.push(escapes[d] ?? d.charCodeAt(0));
      i += 2;
    }
  }
  return true;
}

function utf8(point: number): number[] {
  const low = (shift: number): number => 0x80 + (Math.floor(point / 2 ** shift) % 64);
  if (point < 0x800) return [0xc0 + Math.floor(point / 64), low(0)];
  if (point < 0x10000) return [0xe0 + Math.floor(point / 4096), low(6), low(0)];
  return [0xf0 + (Math.floor(point / 262144) % 8), low(12), low(6), low(0)];
}

/** The value of a character constant; several characters pack big-endian first, as gcc does. */
export function parseCharacterConstant(text: string): CharacterConstant | undefined {
  const quote = text.indexOf("'");
  const prefix = text.slice(0, quote) as CharacterConstant['prefix'];
  const encoding = literalEncoding(prefix);
  const units = unescapeLiteral(text.slice(quote + 1, -1), encoding);
  if (units === undefined || units.length === 0) return undefined;
  if (encoding !== 8) {
    const value = BigInt(units[units.length - 1]);
    return { value, unsignedCharValue: value, prefix };
  }
  if (units.length === 1) {
    const value = BigInt(units[0]);
    return { value: prefix === 'u8' ? value : BigInt.asIntN(8, value), unsignedCharValue: value, prefix };
  }
  let packed = 0n;
  for (const unit of units) packed = BigInt.asUintN(32, packed * 256n + BigInt(unit));
  const value = BigInt.asIntN(32, packed);
  return { value, unsignedCharValue: value, prefix };
}
