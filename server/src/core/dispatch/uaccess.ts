// The primitives by which a kernel reaches user memory, each with its own behaviour at a fault (include/linux/uaccess.h,
// lib/usercopy.c, arch/x86/include/asm/uaccess.h, Linux 7.2):
//
// get_user and put_user move all their bytes or none. copy_from_user stops at the first byte that it cannot read and
// zeroes the rest of the kernel's copy. copy_to_user and clear_user stop at the first byte that they cannot write, and
// what they stored before it stays. check_zeroed_user reads aligned words and judges each before it reads the next.
// Nothing of length zero ever faults. Each opens user access once (STAC … CLAC on x86).
//
// An address of `undefined` is one that access_ok() refuses: a kernel pointer.

import { readUnsigned, readUnsigned32 } from './bytes.js';
import { KernelBuffer, largestBuffer } from './kernelBuffer.js';
import type { Simulation } from './simulation.js';
import type { StepKind, TraceEvent, UserAccess, UserAccessKind } from './trace.js';
import { type ByteOrigin, userSpaceEnd } from './userMemory.js';

/** What an access is for: the step it belongs to, and the name of its bytes in the trace. */
export interface Purpose {
  readonly step: StepKind;
  readonly what: string;
}

/** get_user() of 1, 2 or 4 bytes; `undefined` after a fault. */
export function getUser(
  sim: Simulation,
  at: number | undefined,
  width: 1 | 2 | 4,
  purpose: Purpose,
): number | undefined {
  const bytes = getBytes(sim, at, width, purpose);
  if (bytes === undefined) return undefined;
  const value = readUnsigned32(bytes, 0, width, sim.littleEndian);
  sim.events[sim.events.length - 1].text =
    `${purpose.what}: get_user() reads ${width} bytes${where(sim, at)}: ${value}.`;
  return value;
}

/** get_user() of 8 bytes. */
export function getUser64(sim: Simulation, at: number | undefined, purpose: Purpose): bigint | undefined {
  const bytes = getBytes(sim, at, 8, purpose);
  return bytes === undefined ? undefined : readUnsigned(bytes, 0, 8, sim.littleEndian);
}

function getBytes(sim: Simulation, at: number | undefined, width: number, purpose: Purpose): Uint8Array | undefined {
  const ready = reach(sim, at, width, 'read');
  const whole = ready === width;
  const text = whole
    ? `${purpose.what}: get_user() reads ${width} bytes${where(sim, at)}.`
    : `${purpose.what}: get_user() of ${width} bytes${where(sim, at)} faults and reads nothing.`;
  access(sim, purpose.step, 'read', at, width, whole ? width : 0, text);
  return whole ? sim.memory.read(at!, width) : undefined;
}

/** put_user(): a store that straddles a fault stores nothing. */
export function putUser(
  sim: Simulation,
  at: number | undefined,
  bytes: Uint8Array,
  origin: ByteOrigin,
  purpose: Purpose,
): boolean {
  const whole = reach(sim, at, bytes.length, 'write') === bytes.length;
  if (whole) sim.store(at!, bytes, origin);
  const text = whole
    ? `${purpose.what}: put_user() writes ${bytes.length} bytes${where(sim, at)}.`
    : `${purpose.what}: put_user() of ${bytes.length} bytes${where(sim, at)} faults and writes nothing.`;
  access(sim, purpose.step, 'write', at, bytes.length, whole ? bytes.length : 0, text);
  return whole;
}

/** copy_from_user() into the kernel buffer. */
export function copyFromUser(
  sim: Simulation,
  buffer: KernelBuffer,
  offset: number,
  from: number | undefined,
  length: number,
  purpose: Purpose,
): boolean {
  if (length === 0) return true;
  const done = reach(sim, from, length, 'read');
  sim.memory.readInto(from ?? 0, buffer.bytes, offset, done);
  buffer.mark(offset, offset + done, 'user');
  if (done < length) buffer.zero(offset + done, offset + length);
  const text =
    done === length
      ? `${purpose.what}: copy_from_user() copies ${length} bytes${where(sim, from)}.`
      : `${purpose.what}: copy_from_user() of ${length} bytes${where(sim, from)} faults after ${done}.`;
  access(sim, purpose.step, 'read', from, length, done, text);
  return done === length;
}

/** copy_to_user() of the kernel buffer: bytes before a fault stay written. */
export function copyToUser(
  sim: Simulation,
  to: number | undefined,
  buffer: KernelBuffer,
  offset: number,
  length: number,
  purpose: Purpose,
): boolean {
  if (length === 0) return true;
  const done = reach(sim, to, length, 'write');
  for (const run of buffer.runs(offset, offset + done)) {
    const isWhole = run.end - run.start === buffer.size;
    const bytes = isWhole ? buffer.bytes : buffer.bytes.subarray(run.start, run.end);
    sim.store(to! + run.start - offset, bytes, run.origin);
  }
  const text =
    done === length
      ? `${purpose.what}: copy_to_user() writes ${length} bytes${where(sim, to)}.`
      : `${purpose.what}: copy_to_user() of ${length} bytes${where(sim, to)} faults after ${done}; those stay written.`;
  const event = access(sim, purpose.step, 'write', to, length, done, text);
  if (buffer.hasUninitialised(offset, offset + done)) sim.warn('leaked-uninit', event);
  return done === length;
}

/** clear_user(). */
export function clearUser(sim: Simulation, at: number | undefined, length: number, purpose: Purpose): boolean {
  if (length === 0) return true;
  const done = reach(sim, at, length, 'write');
  if (done > 0) sim.clear(at!, done);
  const text =
    done === length
      ? `${purpose.what}: clear_user() zeroes ${length} bytes${where(sim, at)}.`
      : `${purpose.what}: clear_user() of ${length} bytes${where(sim, at)} faults after ${done}; those stay zeroed.`;
  access(sim, purpose.step, 'clear', at, length, done, text);
  return done === length;
}

/**
 * check_zeroed_user(): `zero`, `non-zero` or `fault`, whichever an ascending scan of aligned words meets first. Computed
 * from the ranges: a tail of 4 GiB costs what its ranges cost.
 */
export function checkZeroedUser(
  sim: Simulation,
  from: number | undefined,
  length: number,
  purpose: Purpose,
): 'zero' | 'non-zero' | 'fault' {
  if (length === 0) return 'zero';
  sim.beforeAccess();
  const word = sim.wordBytes;
  const start = from ?? 0;
  const end = start + length;
  const firstWord = start - (start % word);
  const lastWord = Math.ceil(end / word) * word;
  const allowed = from !== undefined && start > 0 && lastWord <= userSpaceEnd;
  const readable = allowed ? firstWord + sim.memory.readableBytes(firstWord, lastWord - firstWord) : firstWord;
  const faultWord = readable >= lastWord ? end : readable - (readable % word);
  const limit = Math.min(end, Math.max(faultWord, start));
  const found = limit > start ? sim.memory.firstNonZero(start, limit) : undefined;
  const verdict = found !== undefined ? 'non-zero' : readable >= lastWord ? 'zero' : 'fault';
  const done = found === undefined ? limit - start : Math.min(end, found - (found % word) + word) - start;
  const tail = `${length} bytes${where(sim, from)}`;
  const text =
    verdict === 'zero'
      ? `${purpose.what}: check_zeroed_user() finds ${tail} all zero.`
      : verdict === 'fault'
        ? `${purpose.what}: check_zeroed_user() of ${tail} faults after ${done} zero bytes.`
        : `${purpose.what}: check_zeroed_user() of ${tail} finds a non-zero byte${where(sim, found)}.`;
  access(sim, purpose.step, 'scan', from, length, done, text, verdict === 'fault');
  return verdict;
}

/** memdup_user(): the copy, `ENOMEM` or `EFAULT`. The buffer becomes the simulation's kernel buffer. */
export function memdupUser(
  sim: Simulation,
  from: number | undefined,
  length: number,
  purpose: Purpose,
): KernelBuffer | 'EFAULT' | 'ENOMEM' {
  if (length > largestBuffer) {
    sim.say(purpose.step, `${purpose.what}: memdup_user() of ${length} bytes: no such buffer is to be had.`);
    return 'ENOMEM';
  }
  const buffer = new KernelBuffer('heap', length);
  const done = reach(sim, from, length, 'read');
  sim.memory.readInto(from ?? 0, buffer.bytes, 0, done);
  buffer.mark(0, done, 'user');
  sim.buffer = buffer;
  const text =
    done === length
      ? `${purpose.what}: memdup_user() copies ${length} bytes${where(sim, from)} to the heap.`
      : `${purpose.what}: memdup_user() of ${length} bytes${where(sim, from)} faults after ${done}.`;
  if (length > 0) access(sim, purpose.step, 'read', from, length, done, text);
  return done === length ? buffer : 'EFAULT';
}

/** How many bytes can be moved, after the other thread had its turn. */
function reach(sim: Simulation, at: number | undefined, length: number, op: 'read' | 'write'): number {
  sim.beforeAccess();
  if (at === undefined || at + length > userSpaceEnd) return 0;
  return op === 'read' ? sim.memory.readableBytes(at, length) : sim.memory.writableBytes(at, length);
}

function access(
  sim: Simulation,
  step: StepKind,
  op: UserAccessKind,
  address: number | undefined,
  length: number,
  done: number,
  text: string,
  fault = done < length,
): TraceEvent {
  const inside = sim.openWindow !== undefined;
  if (!inside) sim.stacPairs++;
  const user: UserAccess = { op, address: address ?? 0, length, done, fault, window: sim.openWindow ?? sim.stacPairs };
  const event = sim.say(step, text, user);
  if (op === 'read' || op === 'scan') sim.bytesIn += done;
  else sim.bytesOut += done;
  if (address !== undefined && (op === 'read' || op === 'scan')) sim.fetched(address, address + done, event);
  return event;
}

/** ` at offset 8`, or nothing for another object than the argument. */
function where(sim: Simulation, address: number | undefined): string {
  if (address === undefined) return ' at a pointer outside user space';
  if (address === 0) return ' at NULL';
  if (sim.arg === undefined || address < sim.arg || address - sim.arg > 2 ** 33) return '';
  return ` at offset ${address - sim.arg}`;
}
