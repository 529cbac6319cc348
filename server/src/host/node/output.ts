import { writeSync } from 'node:fs';

/**
 * Standard output and standard error, written synchronously: whatever a command printed is out when it ends, and a
 * report of hundreds of megabytes never piles up in memory. Text is gathered into chunks, so that a line costs no system
 * call.
 */
export interface Output {
  write(text: string): void;
  /** Writes what is still held back. */
  flush(): void;
}

/** Bytes that are gathered before they are written. */
const CHUNK_BYTES = 256 * 1024;
/** No UTF-16 unit takes more bytes of UTF-8. */
const LARGEST_UNIT_BYTES = 3;

/**
 * @param descriptor 1 or 2, or any open file descriptor
 * @param onLost called once, when no more can be written: `closed` when the reader has gone away (EPIPE), else the error
 *   (a full disk). What is written later goes nowhere.
 */
export function createOutput(descriptor: number, onLost: (reason: 'closed' | Error) => void): Output {
  let chunk: Buffer | undefined;
  let length = 0;
  let isLost = false;

  function flush(): void {
    if (length === 0 || chunk === undefined) return;
    const bytes = chunk.subarray(0, length);
    length = 0;
    send(bytes);
  }

  function send(bytes: Uint8Array): void {
    if (isLost) return;
    const reason = writeAll(descriptor, bytes);
    if (reason === undefined) return;
    isLost = true;
    onLost(reason);
  }

  return {
    write(text) {
      if (isLost || text === '') return;
      const most = text.length * LARGEST_UNIT_BYTES;
      if (most > CHUNK_BYTES - length) flush();
      if (most > CHUNK_BYTES) return send(Buffer.from(text, 'utf8'));
      chunk ??= Buffer.allocUnsafe(CHUNK_BYTES);
      length += chunk.write(text, length, 'utf8');
    },
    flush,
  };
}

/** Why not all could be written, where not all could. */
function writeAll(descriptor: number, bytes: Uint8Array): 'closed' | Error | undefined {
  let waitMilliseconds = 1;
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(descriptor, bytes, offset, bytes.length - offset);
      waitMilliseconds = 1;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EPIPE' || code === 'EOF') return 'closed';
      // A pipe or terminal that another process made non-blocking is full: wait for its reader.
      if (code !== 'EAGAIN') return error;
      sleep(waitMilliseconds);
      waitMilliseconds = Math.min(2 * waitMilliseconds, 50);
    }
  }
  return undefined;
}

const sleepCell = new Int32Array(new SharedArrayBuffer(4));

function sleep(milliseconds: number): void {
  Atomics.wait(sleepCell, 0, 0, milliseconds);
}
