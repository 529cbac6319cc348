/** JSON values as text, for the formats that are put together piece by piece. */

/** Printable ASCII but the quote and the backslash stands for itself; nearly every name of a header is such a text. */
const needsEscape = /[^ !#-[\]-~]/;

export function jsonString(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const largestExact = BigInt(Number.MAX_SAFE_INTEGER);

/** A JSON number; beyond 2^53, where a double is no longer exact, a string of decimal digits. */
export function jsonInteger(value: bigint): string {
  return value > largestExact || value < -largestExact ? `"${value}"` : `${value}`;
}
