/**
 * JSON (RFC 8259) as people write settings in: with comments and trailing commas, as VS Code, TypeScript and Biome take
 * it. An own parser, since every value must be known by its place in the text, for messages about it, and JSON.parse says
 * no place at all. Time is linear in the text, depth is bounded.
 */
export type JsonResult = { readonly node: JsonNode } | { readonly error: string; readonly offset: number };

/** A value with its place in the text. */
export type JsonNode = JsonObject | JsonList | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  /** In text order; a key that comes twice is here twice. */
  readonly entries: readonly JsonEntry[];
  readonly start: number;
  readonly end: number;
}

export interface JsonEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface JsonList {
  readonly kind: 'list';
  readonly items: readonly JsonNode[];
  readonly start: number;
  readonly end: number;
}

export interface JsonScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly start: number;
  readonly end: number;
}

/** Settings nest four deep. */
const MAX_DEPTH = 64;

/** The value of the text, or one phrase about the first error, with its offset. */
export function parseJsonWithComments(text: string): JsonResult {
  const reader: Reader = { text, at: 0 };
  try {
    const node = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < text.length) fail(reader, 'unexpected text after the value');
    return { node };
  } catch (error) {
    if (error instanceof JsonError) return { error: error.message, offset: error.offset };
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

/** Thrown at the first error, and caught by parseJsonWithComments: it never leaves this file. */
class JsonError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

function fail(reader: Reader, what: string): never {
  throw new JsonError(what, reader.at);
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

function readValue(reader: Reader, depth: number): JsonNode {
  if (depth > MAX_DEPTH) fail(reader, 'nested too deeply');
  skipSpace(reader);
  const start = reader.at;
  if (takeMark(reader, '{')) return { kind: 'object', entries: readEntries(reader, depth), start, end: reader.at };
  if (takeMark(reader, '[')) return { kind: 'list', items: readItems(reader, depth), start, end: reader.at };
  const value = reader.text[start] === '"' ? readString(reader) : readWord(reader);
  return { kind: 'scalar', value, start, end: reader.at };
}

function readEntries(reader: Reader, depth: number): readonly JsonEntry[] {
  const entries: JsonEntry[] = [];
  while (!takeMark(reader, '}')) {
    const keyStart = reader.at;
    if (reader.text[keyStart] !== '"') fail(reader, 'expected a key in double quotes, or }');
    const key = readString(reader);
    const keyEnd = reader.at;
    if (!takeMark(reader, ':')) fail(reader, 'expected : after the key');
    entries.push({ key, keyStart, keyEnd, value: readValue(reader, depth + 1) });
    if (takeMark(reader, ',')) continue;
    if (!takeMark(reader, '}')) fail(reader, 'expected , or }');
    break;
  }
  return entries;
}

function readItems(reader: Reader, depth: number): readonly JsonNode[] {
  const items: JsonNode[] = [];
  while (!takeMark(reader, ']')) {
    items.push(readValue(reader, depth + 1));
    if (takeMark(reader, ',')) continue;
    if (!takeMark(reader, ']')) fail(reader, 'expected , or ]');
    break;
  }
  return items;
}

function readWord(reader: Reader): JsonScalar['value'] {
  const word = take(reader, WORD);
  return word === undefined ? fail(reader, 'expected a value') : JSON.parse(word);
}

function readString(reader: Reader): string {
  const literal = take(reader, STRING);
  return literal === undefined ? fail(reader, 'this text is not closed, or has a bad escape') : JSON.parse(literal);
}
