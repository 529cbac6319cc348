/**
 * What a character can begin or continue, as tables over the first 128 code units. As gcc has it, `$` belongs to
 * identifiers; so does every character from U+0080, which callers tell by the number.
 */
export const C_OTHER = 0;
export const C_SPACE = 1;
export const C_NEWLINE = 2;
export const C_IDENTIFIER = 3;
export const C_DIGIT = 4;
export const C_PUNCTUATOR = 5;
export const C_QUOTE = 6;
export const C_SLASH = 7;
export const C_BACKSLASH = 8;
export const C_END = 9;

/** The class (`C_…`) of each code unit as the first of a token. */
export const classes = new Uint8Array(128);
/** 1 for what continues an identifier or a pp-number: letters, digits, `_` and `$`. */
export const wordCharacters = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const letter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 36;
  const digit = c >= 48 && c <= 57;
  wordCharacters[c] = letter || digit ? 1 : 0;
  classes[c] = letter ? C_IDENTIFIER : digit ? C_DIGIT : C_OTHER;
}
for (const c of ' \t\v\f\r') classes[c.charCodeAt(0)] = C_SPACE;
for (const c of '[](){}.&*+-~!%<>=^|?:;,#') classes[c.charCodeAt(0)] = C_PUNCTUATOR;
classes[10] = C_NEWLINE;
classes[34] = C_QUOTE;
classes[39] = C_QUOTE;
classes[47] = C_SLASH;
classes[92] = C_BACKSLASH;
classes[0] = C_END;
