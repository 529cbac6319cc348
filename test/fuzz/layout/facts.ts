/**
 * What is compared about a record, and how gcc is asked: each fact is an element of an array, and each bit-field is set
 * to all ones in an object of its own. The compiler writes an object file; its data are read back and nothing is run, so
 * every cross compiler can answer.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compiler } from '../../oracle/compilers.js';
import { type ElfObject, readElf } from '../../oracle/elf.js';
import { type Declaration, type MemberPath, membersOf, textOf, withoutRefused } from './piece.js';

/** `size of a.b` → 12; a fact that has no value is left out. */
export type Facts = ReadonlyMap<string, number>;

export interface GccAnswer {
  /** By the record's type, as in `Declaration.record`. */
  readonly records: ReadonlyMap<string, Facts>;
  /** Declarations that gcc took, in order. */
  readonly accepted: readonly Declaration[];
}

/** One fact: its name, and the C expression of its value. */
type Question = readonly [name: string, expression: string];

function questionsOf(type: string, members: readonly MemberPath[]): readonly Question[] {
  const questions: Question[] = [
    ['size', `sizeof(${type})`],
    ['alignment', `_Alignof(${type})`],
  ];
  for (const { path, kind } of members) {
    if (kind === 'bit-field') continue;
    const member = `((${type} *)0)->${path}`;
    questions.push([`offset of ${path}`, `__builtin_offsetof(${type}, ${path})`]);
    questions.push([`alignment here of ${path}`, `__alignof__(${member})`]);
    if (kind !== 'flexible array') questions.push([`size of ${path}`, `sizeof(${member})`]);
  }
  return questions;
}

/** A text for the compiler, and for each of its lines the declaration that it belongs to. */
interface Source {
  readonly text: string;
  readonly owners: readonly Declaration[];
}

function sourceFor(declarations: readonly Declaration[]): Source {
  const lines: string[] = [];
  const owners: Declaration[] = [];
  const add = (text: string, owner: Declaration): void => {
    for (const line of text.replace(/\n$/, '').split('\n')) {
      lines.push(line);
      owners.push(owner);
    }
  };
  for (const declaration of declarations) add(textOf(declaration), declaration);
  let objects = 0;
  declarations.forEach((declaration, index) => {
    const { record } = declaration;
    if (record === undefined) return;
    const members = membersOf(declaration);
    const values = questionsOf(record, members).map(([, expression]) => expression);
    add(`const unsigned int facts_${index}[] = { ${values.join(', ')} };`, declaration);
    for (const { path } of members.filter(({ kind }) => kind === 'bit-field')) {
      add(`${record} bits_${objects++} = { .${path} = -1 };`, declaration);
    }
  });
  return { text: `${lines.join('\n')}\n`, owners };
}

/** How often what gcc refuses is taken out and the rest compiled again: what is left may have used it. */
const ATTEMPTS = 8;

/** Asks gcc about the records of a text. What it refuses is left out. */
export function askGcc(compiler: Compiler, declarations: readonly Declaration[]): GccAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-layout-'));
  try {
    let accepted = declarations;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const source = sourceFor(accepted);
      const output = join(folder, 'facts.o');
      const options = [...compiler.flags, '-w', '-fmax-errors=0', '-fno-diagnostics-show-caret', '-x', 'c', '-c'];
      const { status, stderr, error } = spawnSync(compiler.command, [...options, '-o', output, '-'], {
        input: source.text,
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C' },
        maxBuffer: 1 << 28,
      });
      if (error !== undefined) throw error;
      if (status === 0) return { accepted, records: readFacts(readElf(readFileSync(output)), accepted) };
      const refused = new Set<Declaration>();
      for (const [, line] of stderr.matchAll(/^<stdin>:(\d+):\d+: error/gm))
        refused.add(source.owners[Number(line) - 1]);
      if (refused.size === 0) throw new Error(`${compiler.command}: ${stderr.slice(0, 2000)}`);
      accepted = withoutRefused(accepted, refused);
    }
    return { accepted: [], records: new Map() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readFacts(object: ElfObject, declarations: readonly Declaration[]): ReadonlyMap<string, Facts> {
  const symbols = new Map(object.symbols.map((symbol) => [symbol.name, symbol]));
  const bytesAt = (name: string): DataView => {
    const symbol = symbols.get(name);
    if (symbol === undefined) throw new Error(`no symbol ${name} in the object file`);
    const { bytes } = object.sections[symbol.sectionIndex];
    return new DataView(bytes.buffer, bytes.byteOffset + Number(symbol.value), bytes.byteLength - Number(symbol.value));
  };
  const records = new Map<string, Facts>();
  let objects = 0;
  declarations.forEach((declaration, index) => {
    const { record } = declaration;
    if (record === undefined) return;
    const members = membersOf(declaration);
    const words = bytesAt(`facts_${index}`);
    const facts = new Map<string, number>();
    questionsOf(record, members).forEach(([name], at) => {
      facts.set(name, words.getUint32(at * 4, object.littleEndian));
    });
    for (const { path } of members.filter(({ kind }) => kind === 'bit-field')) {
      const bits = bytesAt(`bits_${objects++}`);
      const { first, count } = setBits(bits, facts.get('size') ?? 0, object.littleEndian);
      facts.set(`bit offset of ${path}`, first);
      facts.set(`width of ${path}`, count);
    }
    records.set(record, facts);
  });
  return records;
}

/** First bit that is set and how many are, in the ABI's memory order: from the low bit, or from the high one. */
function setBits(bytes: DataView, sizeBytes: number, littleEndian: boolean): { first: number; count: number } {
  let first = -1;
  let count = 0;
  for (let byte = 0; byte < sizeBytes; byte++) {
    const value = bytes.getUint8(byte);
    if (value === 0) continue;
    for (let bit = 0; bit < 8; bit++) {
      const weight = 2 ** (littleEndian ? bit : 7 - bit);
      if (Math.floor(value / weight) % 2 === 0) continue;
      if (first < 0) first = byte * 8 + bit;
      count++;
    }
  }
  return { first, count };
}
