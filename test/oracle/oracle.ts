/**
 * What gcc says about one header on one ABI. Two or three runs of the compiler: `-E -dD` for the macros; one object with
 * debugging information (records, enums) and the values of macros in symbols, repeated without the questions that gcc
 * refused; and one more when a record's alignment could not be asked for before its name was known.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Compiler, diagnosticFlags, run } from './compilers.js';
import { type IoctlFact, type LayoutDocument, type WireInteger, wireInteger } from './document.js';
import { readDebugInfo } from './dwarf.js';
import { type ElfObject, readElf } from './elf.js';
import {
  answersOf,
  type IoctlCodes,
  type MacroAnswer,
  mayBeInteger,
  type Question,
  questionErrors,
  questionText,
  readOwnText,
  type TypeAnswer,
} from './macros.js';
import { declaredTypes, type RecordShape } from './records.js';

export interface OracleHeader {
  /** As in the document: `linux/vfio.h`. */
  readonly name: string;
  /** The `#include` operand with its delimiters: `<linux/vfio.h>` or `"/path/x.h"`. */
  readonly include: string;
  /** The file itself, to tell its declarations from those of its includes. */
  readonly file: string;
}

export type OracleAnswer =
  | { readonly kind: 'facts'; readonly document: LayoutDocument }
  /** gcc does not compile `#include <header>` alone; `reason` is its first error. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks gcc; `flags` are the include roots and the mode (`-ffreestanding -nostdinc -isystem …`). */
export async function askCompiler(
  compiler: Compiler,
  flags: readonly string[],
  header: OracleHeader,
): Promise<OracleAnswer> {
  const base = [...compiler.flags, ...flags, ...diagnosticFlags, '-x', 'c'];
  const include = `#include ${header.include}\n`;
  const preprocessed = await run(compiler.command, [...base, '-E', '-dD', '-'], include);
  if (preprocessed.status !== 0) return { kind: 'refused', reason: firstError(preprocessed.stderr) };
  const realFile = fs.realpathSync(header.file);
  const own = readOwnText(preprocessed.stdout, sameFileAs(realFile));

  const macros = own.macros.filter((m) => mayBeInteger(m.body)).map((m) => ({ macro: m.name }));
  const asks = [...own.taggedRecords.map((type) => ({ type })), ...macros];
  const questions = asks.map((ask, id): Question => ({ id, ask }));
  const first = await compileQuestions(compiler.command, base, include, questions);
  if (typeof first === 'string') return { kind: 'refused', reason: first };
  const { records, enums } = declaredTypes(readDebugInfo(first), realFile);
  const answers = answersOf(first);

  const types = new Map<string, TypeAnswer>();
  own.taggedRecords.forEach((type, id) => {
    const answer = answers.types.get(id);
    if (answer !== undefined) types.set(type, answer);
  });
  const unasked = records.map(typeNameOf).filter((type) => !types.has(type));
  if (unasked.length > 0) {
    const more = unasked.map((type, id): Question => ({ id, ask: { type } }));
    const second = await compileQuestions(compiler.command, base, include, more);
    if (typeof second === 'string') throw new Error(`${header.name}: ${second}`);
    for (const [id, answer] of answersOf(second).types) types.set(unasked[id], answer);
  }

  const constants: Record<string, WireInteger> = {};
  const ioctls: IoctlFact[] = [];
  for (const { id, ask } of questions) {
    const answer = 'macro' in ask ? answers.macros.get(id) : undefined;
    if (answer === undefined || !answer.isInteger || !('macro' in ask)) continue;
    const { ioctl, value } = answer;
    if (ioctl !== undefined) ioctls.push(ioctlFact(ask.macro, value, ioctl));
    else constants[ask.macro] = wireInteger(value);
  }
  const structs = records.map((r) => {
    const answer = types.get(typeNameOf(r));
    if (answer === undefined) throw new Error(`${header.name}: gcc gives no alignment for ${typeNameOf(r)}`);
    return { name: r.name, kind: r.kind, size: answer.size, align: answer.align, members: r.members };
  });
  return {
    kind: 'facts',
    document: { abi: compiler.abi, header: header.name, structs, enums, macros: constants, ioctls },
  };
}

function typeNameOf(record: RecordShape): string {
  return record.isTypedefName ? record.name : `${record.kind} ${record.name}`;
}

function ioctlFact(name: string, value: bigint, ioctl: NonNullable<MacroAnswer['ioctl']>): IoctlFact {
  return {
    name,
    value: wireInteger(value),
    dir: directionName(ioctl.dir, ioctl.codes),
    type: Number((value >> 8n) & 0xffn),
    nr: Number(value & 0xffn),
    size: ioctl.size,
  };
}

/** 0 is `none` on every ABI: the drivers of alpha, mips, powerpc and sparc have `_IOC(0, …)` too. */
function directionName(code: number, codes: IoctlCodes): string {
  if (code === codes.none || code === 0) return 'none';
  if (code === codes.read) return 'r';
  if (code === codes.write) return 'w';
  return code === codes.read + codes.write ? 'rw' : `raw:${code}`;
}

/** The object with every question that gcc takes, or its first error about the header itself. */
async function compileQuestions(
  command: string,
  base: readonly string[],
  include: string,
  questions: readonly Question[],
): Promise<ElfObject | string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'uapi-oracle-'));
  const object = path.join(folder, 'facts.o');
  const flags = [...base, '-O0', '-g', '-gdwarf-5', '-fno-eliminate-unused-debug-types', '-c', '-o', object, '-'];
  try {
    for (let left = questions; ; ) {
      const result = await run(command, flags, include + questionText(left));
      if (result.status === 0) return readElf(fs.readFileSync(object));
      const { bad, other } = questionErrors(result.stderr);
      if (other !== undefined || bad.size === 0) return other ?? firstError(result.stderr);
      const next = left.filter((q) => !bad.has(q.id));
      if (next.length === left.length) return firstError(result.stderr);
      left = next;
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function sameFileAs(realFile: string): (marker: string) => boolean {
  const known = new Map<string, boolean>();
  return (marker) => {
    let same = known.get(marker);
    if (same === undefined) {
      same = fs.existsSync(marker) && fs.realpathSync(marker) === realFile;
      known.set(marker, same);
    }
    return same;
  };
}

function firstError(stderr: string): string {
  return stderr.split('\n').find((line) => line.includes('error')) ?? stderr.slice(0, 200);
}
