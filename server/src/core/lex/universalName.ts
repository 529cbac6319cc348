/**
 * Universal character names in identifiers (C11 6.4.3): a backslash, `u` and four hexadecimal digits, or `U` and eight.
 */
import { intern, type NameId } from '../base/names.js';

/** End of the universal character name at `at`, where a backslash stands, or -1 when there is none. */
export function universalNameEnd(text: string, at: number): number {
  const digits = text.charCodeAt(at + 1) === 117 ? 4 : text.charCodeAt(at + 1) === 85 ? 8 : 0;
  if (digits === 0) return -1;
  for (let i = at + 2; i < at + 2 + digits; i++) {
    const c = text.charCodeAt(i) | 32;
    if (!((c >= 48 && c <= 57) || (c >= 97 && c <= 102))) return -1;
  }
  return at + 2 + digits;
}

/**
 * The name of an identifier: a universal character name in it is the character that it stands for (C11 6.4.3), so that
 * `\u00d6` and `Ö` are one name.
 */
export function internIdentifier(word: string): NameId {
  if (!word.includes('\\')) return intern(word);
  return intern(
    word.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (written, short: string, long: string) => {
      const point = Number.parseInt(short ?? long, 16);
      const isCharacter = point >= 0xa0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
      return isCharacter ? String.fromCodePoint(point) : written;
    }),
  );
}
