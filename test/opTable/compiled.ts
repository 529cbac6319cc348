/** The exported tables as a program: compiled with the harness, and run over many calls in one process. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../harness/repository.js';
import { liveCompilers, requireCompiler } from '../oracle/compilers.js';
import type { RandomCall, TableStyle } from './calls.js';

const harness = join(repositoryRoot, 'test/opTable/harness');

/** Bytes of one range that a call changed: from the first to the last of them. */
export interface Change {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface Answer {
  /** As ioctl(2) gives it; errors are negative. */
  readonly ret: number;
  /** How often a handler ran, and the kernel's copy that it found. */
  readonly handlerCalls: number;
  readonly copy: Uint8Array;
  /** One for each range. */
  readonly changes: readonly Change[];
}

/**
 * Compiles the texts with every warning as an error.
 *
 * @param folder where the program is put
 * @returns its path
 */
export function compileTables(folder: string, texts: Readonly<Record<TableStyle, string>>): string {
  const compiler = liveCompilers.x86_64;
  requireCompiler(compiler);
  const includes = [join(harness, 'kernel'), harness, repositoryRoot].map((path) => `-I${path}`);
  const flags = [...compiler.flags, '-std=gnu11', '-O1', '-Wall', '-Wextra', '-Werror', ...includes];
  const objects = (['fwctl', 'kivity'] as const).map((style) => {
    const table = join(folder, `${style}-table.c`);
    writeFileSync(table, texts[style]);
    const object = join(folder, `${style}.o`);
    compile([...flags, `-DOP_TABLE="${table}"`, '-c', join(harness, `${style}.c`), '-o', object]);
    return object;
  });
  const program = join(folder, 'dispatchers');
  compile([...flags, join(harness, 'main.c'), join(harness, 'userMemory.c'), ...objects, '-o', program]);
  return program;
}

function compile(args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(liveCompilers.x86_64.command, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`gcc ${args.join(' ')}\n${stderr.slice(0, 4000)}`);
}

/** Runs the calls in one process. */
export function runCompiled(program: string, calls: readonly RandomCall[]): readonly Answer[] {
  const input = Buffer.concat(calls.map(encodeCall));
  const { status, stdout, stderr, error } = spawnSync(program, { input, maxBuffer: 1 << 30 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`the compiled dispatchers stopped with ${status}: ${stderr}`);
  const reader = { bytes: stdout, at: 0 };
  const answers = calls.map((call) => decodeAnswer(reader, call.ranges.length));
  if (reader.at !== stdout.length) throw new Error(`${stdout.length - reader.at} bytes are left of the answers`);
  return answers;
}

const permissions = { none: 0, ro: 1, rw: 2 } as const;

/** The form is told in harness/main.c. */
function encodeCall({ style, cmd, arg, handler, ranges }: RandomCall): Buffer {
  const { changes } = handler;
  const length = 20 + changes.length * 5 + ranges.reduce((sum, { bytes }) => sum + 22 + bytes.length, 0);
  const buffer = Buffer.alloc(length);
  let at = buffer.writeUInt8(style === 'fwctl' ? 0 : 1);
  at = buffer.writeUInt32LE(cmd, at);
  at = buffer.writeBigUInt64LE(arg, at);
  at = buffer.writeInt32LE(handler.ret, at);
  at = buffer.writeUInt8(handler.responds ? 1 : 0, at);
  at = buffer.writeUInt8(changes.length, at);
  for (const { offset, length: count, mask } of changes) {
    at = buffer.writeUInt16LE(offset, at);
    at = buffer.writeUInt16LE(count, at);
    at = buffer.writeUInt8(mask, at);
  }
  at = buffer.writeUInt8(ranges.length, at);
  for (const { address, length: count, permission, fill, bytes } of ranges) {
    at = buffer.writeBigUInt64LE(BigInt(address), at);
    at = buffer.writeBigUInt64LE(BigInt(count), at);
    at = buffer.writeUInt8(permissions[permission], at);
    at = buffer.writeUInt8(fill, at);
    at = buffer.writeUInt32LE(bytes.length, at);
    buffer.set(bytes, at);
    at += bytes.length;
  }
  return buffer;
}

interface Reader {
  readonly bytes: Buffer;
  at: number;
}

function decodeAnswer(reader: Reader, rangeCount: number): Answer {
  const ret = Number(reader.bytes.readBigInt64LE(reader.at));
  const handlerCalls = reader.bytes.readUInt8(reader.at + 8);
  reader.at += 9;
  const copy = takeBytes(reader);
  const changes = Array.from({ length: rangeCount }, () => {
    const offset = reader.bytes.readUInt32LE(reader.at);
    reader.at += 4;
    return { offset, bytes: takeBytes(reader) };
  });
  return { ret, handlerCalls, copy, changes };
}

/** A u32 and as many bytes. */
function takeBytes(reader: Reader): Uint8Array {
  const start = reader.at + 4;
  reader.at = start + reader.bytes.readUInt32LE(reader.at);
  return reader.bytes.subarray(start, reader.at);
}
