/**
 * The macros of one header, as gcc sees them at the end of the file: which object-like macros it left defined
 * (`gcc -E -dD`), and C text that makes gcc put each one's value into a symbol of an object file.
 *
 * Every question is one function of its own, on a line of its own, so that gcc reports each bad one (at file scope it
 * names an undeclared identifier only once) and recovers at the closing brace. Whether an expansion goes through
 * `_IOC` is also gcc's answer: after the values, `_IOC` is redefined to a marker and the expansion is stringized.
 */
import type { ElfObject, ElfSymbol } from './elf.js';

/** File name on the `#line` directives: an error at `facts:12` is about question 12. */
const FACTS = 'facts';
const MARKER = 'uapi_oracle_goes_through_ioc';

export interface OwnText {
  /** Object-like macros that the file itself defined and that are defined at its end. */
  readonly macros: readonly { readonly name: string; readonly body: string }[];
  /** `struct x` and `union y` for every tag that the file gives a body; may name too many, never decides alone. */
  readonly taggedRecords: readonly string[];
}

/** Reads the output of `gcc -E -dD`; `isOwn` says whether a path of a line marker is the header itself. */
export function readOwnText(output: string, isOwn: (path: string) => boolean): OwnText {
  const macros = new Map<string, { name: string; body: string; own: boolean }>();
  let own = false;
  const ownLines: string[] = [];
  for (const line of output.split('\n')) {
    if (!line.startsWith('#')) {
      if (own) ownLines.push(line);
      continue;
    }
    const marker = /^# \d+ "((?:[^"\\]|\\.)*)"/.exec(line);
    if (marker !== null) {
      own = isOwn(marker[1].replaceAll(/\\(.)/g, '$1'));
      continue;
    }
    const define = /^#define (\w+)(\(?)(.*)$/.exec(line);
    if (define !== null) {
      macros.delete(define[1]);
      if (define[2] === '') macros.set(define[1], { name: define[1], body: define[3].trim(), own });
      continue;
    }
    const undef = /^#undef (\w+)/.exec(line);
    if (undef !== null) macros.delete(undef[1]);
  }
  const tags = ownLines.join('\n').matchAll(/\b(struct|union)\s+(?:__attribute__\s*\(\([^{};]*\)\)\s*)?(\w+)\s*\{/g);
  return {
    macros: [...macros.values()].filter((m) => m.own),
    taggedRecords: [...new Set([...tags].map((t) => `${t[1]} ${t[2]}`))],
  };
}

/** Whether the body can be an integer expression at all; what cannot only costs another round of gcc. */
export function mayBeInteger(body: string): boolean {
  if (body === '' || /^(?:"|\{|__attribute__|do\b|extern\b|static\b|struct\b|union\b)|;$/.test(body)) return false;
  const code = body.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  const count = (c: string): number => code.split(c).length - 1;
  return count('(') === count(')') && count('{') === count('}') && count('[') === count(']');
}

export interface Question {
  /** Unique in its list; names the symbol. */
  readonly id: number;
  readonly ask: { readonly macro: string } | { readonly type: string };
}

/** C text to follow the header: one line a question. */
export function questionText(questions: readonly Question[]): string {
  const lines = [
    '#if !defined(_IOC) && __has_include(<linux/ioctl.h>)',
    '#include <linux/ioctl.h>',
    '#endif',
    '#ifdef _IOC_DIR',
    'enum { uapi_oracle_none = _IOC_NONE, uapi_oracle_read = _IOC_READ, uapi_oracle_write = _IOC_WRITE };',
    '#define UAPI_ORACLE_FIELDS(m) _IOC_DIR(m), _IOC_SIZE(m), uapi_oracle_none, uapi_oracle_read, uapi_oracle_write',
    '#else',
    '#define UAPI_ORACLE_FIELDS(m) 0',
    '#endif',
  ];
  for (const { id, ask } of questions) {
    lines.push(`#line ${id + 1} "${FACTS}"`);
    if ('type' in ask) lines.push(staticSymbol(id, 'fact', `sizeof(${ask.type}), _Alignof(${ask.type})`));
    else {
      const m = ask.macro;
      const value = `(unsigned long long)(${m}), (${m}) < 0, __builtin_classify_type(${m}), UAPI_ORACLE_FIELDS(${m})`;
      lines.push(staticSymbol(id, 'fact', value));
    }
  }
  lines.push(
    '#undef _IOC',
    `#define _IOC(...) ${MARKER}`,
    '#define UAPI_ORACLE_STRING(...) #__VA_ARGS__',
    '#define UAPI_ORACLE_EXPANSION(...) UAPI_ORACLE_STRING(__VA_ARGS__)',
  );
  for (const { id, ask } of questions) {
    if ('type' in ask) continue;
    lines.push(`#line ${id + 1} "${FACTS}"`);
    const text = `static const char uapi_text_${id}[] __attribute__((used)) = UAPI_ORACLE_EXPANSION(${ask.macro});`;
    lines.push(`void uapi_text_scope_${id}(void) { ${text} }`);
  }
  return `${lines.join('\n')}\n`;
}

function staticSymbol(id: number, kind: string, values: string): string {
  const symbol = `static const unsigned long long uapi_${kind}_${id}[] __attribute__((used)) = { ${values} };`;
  return `void uapi_${kind}_scope_${id}(void) { ${symbol} }`;
}

/**
 * Ids of the questions that gcc reported an error for, and the first error that is about something else. gcc may place
 * an error at a macro's body in the header; then the function that it names before the error tells the question.
 */
export function questionErrors(stderr: string): { bad: Set<number>; other: string | undefined } {
  const bad = new Set<number>();
  let other: string | undefined;
  let scope: number | undefined;
  for (const line of stderr.split('\n')) {
    const entered = /: (?:In function '(?:uapi_(?:fact|text)_scope_(\d+))?|At top level:)/.exec(line);
    if (entered !== null) scope = entered[1] === undefined ? undefined : Number(entered[1]);
    const error = /^(.*?):(\d+):(?:\d+:)? (?:fatal )?error: /.exec(line);
    if (error === null) continue;
    if (error[1] === FACTS) bad.add(Number(error[2]) - 1);
    else if (scope !== undefined) bad.add(scope);
    else other ??= line;
  }
  return { bad, other };
}

export interface MacroAnswer {
  readonly value: bigint;
  readonly isInteger: boolean;
  /** Set when the expansion goes through `_IOC`: what `_IOC_DIR` and `_IOC_SIZE` read, and the direction codes. */
  readonly ioctl?: { readonly dir: number; readonly size: number; readonly codes: IoctlCodes };
}

export interface IoctlCodes {
  readonly none: number;
  readonly read: number;
  readonly write: number;
}

export interface TypeAnswer {
  /** Bytes. */
  readonly size: number;
  /** Bytes, C11 `_Alignof`. */
  readonly align: number;
}

/** Reads the answers back from the object file. */
export function answersOf(elf: ElfObject): { types: Map<number, TypeAnswer>; macros: Map<number, MacroAnswer> } {
  const types = new Map<number, TypeAnswer>();
  const macros = new Map<number, MacroAnswer>();
  const texts = new Map<number, string>();
  const facts = new Map<number, bigint[]>();
  for (const symbol of elf.symbols) {
    const match = /^uapi_(fact|text)_(\d+)(?:\.\d+)?$/.exec(symbol.name);
    if (match === null) continue;
    if (match[1] === 'text') texts.set(Number(match[2]), stringAt(elf, symbol));
    else facts.set(Number(match[2]), wordsAt(elf, symbol, FACT_WORDS));
  }
  for (const [id, words] of facts) {
    const text = texts.get(id);
    if (text === undefined) {
      types.set(id, { size: Number(words[0]), align: Number(words[1]) });
      continue;
    }
    const [raw, negative, typeClass, dir, size, none, read, write] = words;
    const value = negative === 0n ? raw : BigInt.asIntN(64, raw);
    const isInteger = typeClass <= INTEGER_CLASSES;
    if (!text.includes(MARKER)) macros.set(id, { value, isInteger });
    else {
      const codes = { none: Number(none), read: Number(read), write: Number(write) };
      macros.set(id, { value, isInteger, ioctl: { dir: Number(dir), size: Number(size), codes } });
    }
  }
  return { types, macros };
}

const FACT_WORDS = 8;

/** `__builtin_classify_type`: integer, character, enumeral and boolean types are classes 1 to 4 (gcc/typeclass.h). */
const INTEGER_CLASSES = 4n;

/** Up to `count` 64-bit words at a symbol; fewer at the end of the section, where the missing ones read as 0. */
function wordsAt(elf: ElfObject, symbol: ElfSymbol, count: number): bigint[] {
  const bytes = elf.sections[symbol.sectionIndex].bytes;
  const words: bigint[] = [];
  for (let at = Number(symbol.value); words.length < count; at += 8) {
    words.push(at + 8 <= bytes.byteLength ? bytes.getBigUint64(at, elf.littleEndian) : 0n);
  }
  return words;
}

function stringAt(elf: ElfObject, symbol: ElfSymbol): string {
  const bytes = elf.sections[symbol.sectionIndex].bytes;
  let text = '';
  for (let at = Number(symbol.value); at < bytes.byteLength && bytes.getUint8(at) !== 0; at++) {
    text += String.fromCharCode(bytes.getUint8(at));
  }
  return text;
}
