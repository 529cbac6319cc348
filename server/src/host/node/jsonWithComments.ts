/**
 * JSON as people write settings in: with comments and trailing commas (what VS Code, TypeScript and Biome accept). Both
 * are overwritten with spaces, so that places in the text stay what they are, and the rest is JSON.parse's work.
 */
export function parseJsonWithComments(text: string): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: JSON.parse(blankOut(text)) };
  } catch (error) {
    return { error: placeOf(error, text) };
  }
}

/**
 * What starts first wins, so a string hides a comment mark in it. Both patterns match from any quote or comment mark, also
 * an unclosed one: no text makes the search start over.
 */
const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\\n]|\\.)*"?|,(?=\s*[}\]])/g;

function blankOut(text: string): string {
  const blank = (match: string): string => (match.startsWith('"') ? match : match.replace(/[^\n]/g, ' '));
  return text.replace(STRING_OR_COMMENT, blank).replace(STRING_OR_TRAILING_COMMA, blank);
}

/** `line 3, column 5`: V8 names the offset in its message, but not where the text ends too early. */
function placeOf(error: unknown, text: string): string {
  const match = error instanceof Error ? /position (\d+)/.exec(error.message) : null;
  const before = text.slice(0, match === null ? text.length : Number(match[1])).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
