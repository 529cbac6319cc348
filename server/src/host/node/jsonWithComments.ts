/**
 * JSON (RFC 8259) as people write settings in: with comments and trailing commas, as VS Code, TypeScript and Biome take
 * it. An own parser, since JSON.parse of Node 20 does not say where most errors are. Time is linear in the text, depth is
 * bounded.
 */
export type JsonResult = { readonly value: unknown } | { readonly error: string };

/** Settings nest four deep. */
const MAX_DEPTH = 64;

/** The value of the text, or one phrase with the place of the error: `line 2, column 11: expected a value`. */
export function parseJsonWithComments(text: string): JsonResult {
  const reader: Reader = { text, at: 0 };
  try {
    const value = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < text.length) fail(reader, 'unexpected text after the value');
    return { value };
  } catch (error) {
    if (error instanceof JsonError) return { error: error.message };
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

/** Thrown at the first error, and caught by parseJsonWithComments: it never leaves this file. */
class JsonError extends Error {}

function fail(reader: Reader, what: string): never {
  const before = reader.text.slice(0, reader.at).split('\n');
  throw new JsonError(`line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${what}`);
}

const SPACE = /[ \t\r\n]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** The text that `pattern` matches here, taken. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text)?.[0];
  if (match !== undefined) reader.at += match.length;
  return match;
}

function skipSpace(reader: Reader): void {
  while (take(reader, SPACE) !== undefined);
}

/** White space and comments, then `mark` if it stands there. */
function takeMark(reader: Reader, mark: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== mark) return false;
  reader.at++;
  return true;
}

function readValue(reader: Reader, depth: number): unknown {
  if (depth > MAX_DEPTH) fail(reader, 'nested too deeply');
  if (takeMark(reader, '{')) return readObject(reader, depth);
  if (takeMark(reader, '[')) return readList(reader, depth);
  if (reader.text[reader.at] === '"') return readString(reader);
  const word = take(reader, WORD);
  return word === undefined ? fail(reader, 'expected a value') : JSON.parse(word);
}

function readObject(reader: Reader, depth: number): object {
  // Entries in place of assignments: a key named __proto__ stays a key.
  const entries: [string, unknown][] = [];
  while (!takeMark(reader, '}')) {
    if (reader.text[reader.at] !== '"') fail(reader, 'expected a key in double quotes, or }');
    const key = readString(reader);
    if (!takeMark(reader, ':')) fail(reader, 'expected : after the key');
    entries.push([key, readValue(reader, depth + 1)]);
    if (takeMark(reader, ',')) continue;
    if (!takeMark(reader, '}')) fail(reader, 'expected , or }');
    break;
  }
  return Object.fromEntries(entries);
}

function readList(reader: Reader, depth: number): readonly unknown[] {
  const items: unknown[] = [];
  while (!takeMark(reader, ']')) {
    items.push(readValue(reader, depth + 1));
    if (takeMark(reader, ',')) continue;
    if (!takeMark(reader, ']')) fail(reader, 'expected , or ]');
    break;
  }
  return items;
}

function readString(reader: Reader): string {
  const literal = take(reader, STRING);
  return literal === undefined ? fail(reader, 'this text is not closed, or has a bad escape') : JSON.parse(literal);
}
