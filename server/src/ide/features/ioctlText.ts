/**
 * The ioctl command in a line that somebody pasted: from strace, perf trace, the tracer of the kernel or the audit log.
 * What is not recognised is taken as it stands, so that a bare number or name goes the same way.
 */
import { abiById, encodeIoctlNumber } from '../../core/index.js';

/** Longer text is no line of a trace. */
const MAX_LENGTH = 10_000;

/** A number or a name as C writes it. */
export function ioctlTextOf(pasted: string): string {
  const text = pasted.slice(0, MAX_LENGTH).trim();
  return straceCommand(text) ?? tracerCommand(text) ?? constructedCommand(text) ?? text;
}

/** `ioctl(3</dev/kvm>, KVM_RUN, 0) = 0`: the second argument, without the other names that strace gives for it. */
function straceCommand(text: string): string | undefined {
  const start = /\bioctl\(\s*-?\d+/.exec(text);
  if (start === null) return undefined;
  let rest = text.slice(start.index + start[0].length);
  if (rest.startsWith('<')) {
    const end = rest.indexOf('>,');
    if (end < 0) return undefined;
    rest = rest.slice(end + 1);
  }
  const argument = /^,\s*(.*)$/s.exec(rest)?.[1];
  if (argument === undefined) return undefined;
  return constructedCommand(argument) ?? /^(?:-?\w+)/.exec(argument)?.[0];
}

/** `cmd: 0xc0189436` (perf trace), `cmd: c0189436` (the kernel's tracer), `a1=c0189436` (audit). */
function tracerCommand(text: string): string | undefined {
  const prefixed = /\b(?:cmd: ?|a1=)0x([0-9a-f]{1,8})\b/i.exec(text)?.[1];
  const bare = /\b(?:cmd: |a1=)([0-9a-f]{1,8})\b/.exec(text)?.[1];
  const digits = prefixed ?? bare;
  return digits === undefined ? undefined : `0x${digits}`;
}

/**
 * `_IOC(_IOC_READ|_IOC_WRITE, 0x94, 0x36, 0x18)`, which strace writes for a number that it does not know. It is put
 * together in the encoding of x86: strace took it apart on the machine where it ran, and does not say which.
 */
function constructedCommand(text: string): string | undefined {
  const match = /^_IOC\(([\w|]{1,60}), ?(\w{1,10}), ?(\w{1,10}), ?(\w{1,10})\)/.exec(text);
  const abi = abiById('x86_64');
  if (match === null || abi === undefined) return undefined;
  const direction = directionOf(match[1]);
  const [type, nr, sizeBytes] = match
    .slice(2)
    .map((digits) => (/^(?:0x[0-9a-f]+|\d+)$/i.test(digits) ? Number(digits) : NaN));
  if (direction === undefined || ![type, nr, sizeBytes].every(Number.isSafeInteger)) return undefined;
  const number = encodeIoctlNumber({ direction, type, nr, sizeBytes }, abi.ioctl);
  return `0x${number.toString(16)}`;
}

function directionOf(text: string): 'none' | 'r' | 'w' | 'rw' | undefined {
  const parts = text.split('|');
  if (!parts.every((part) => ['_IOC_READ', '_IOC_WRITE', '_IOC_NONE', '0'].includes(part))) return undefined;
  const [reads, writes] = [parts.includes('_IOC_READ'), parts.includes('_IOC_WRITE')];
  return reads && writes ? 'rw' : reads ? 'r' : writes ? 'w' : 'none';
}
