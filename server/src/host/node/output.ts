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

/** UTF-16 units that are gathered before they are written. */
const CHUNK_LENGTH = 256 * 1024;

/**
 * @param descriptor 1 or 2, or any open file descriptor
 * @param onClosed called when the reader has gone away (EPIPE); what is written later goes nowhere
 */
export function createOutput(descriptor: number, onClosed: () => void): Output {
  let pieces: string[] = [];
  let length = 0;
  let isClosed = false;

  function flush(): void {
    if (length === 0) return;
    const bytes = Buffer.from(pieces.length === 1 ? pieces[0] : pieces.join(''), 'utf8');
    pieces = [];
    length = 0;
    if (isClosed) return;
    // Closed until the write has succeeded, so that a failure is reported once and not again at the end.
    isClosed = true;
    if (writeAll(descriptor, bytes)) isClosed = false;
    else onClosed();
  }

  return {
    write(text) {
      if (isClosed || text === '') return;
      pieces.push(text);
      length += text.length;
      if (length >= CHUNK_LENGTH) flush();
    },
    flush,
  };
}

/** False when nobody reads any more. A full disk and the like are thrown on: they end the program with an error. */
function writeAll(descriptor: number, bytes: Uint8Array): boolean {
  let waitMilliseconds = 1;
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(descriptor, bytes, offset, bytes.length - offset);
      waitMilliseconds = 1;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE' || code === 'EOF') return false;
      // A pipe or terminal that another process made non-blocking is full: wait for its reader.
      if (code !== 'EAGAIN') throw error;
      sleep(waitMilliseconds);
      waitMilliseconds = Math.min(2 * waitMilliseconds, 50);
    }
  }
  return true;
}

const sleepCell = new Int32Array(new SharedArrayBuffer(4));

function sleep(milliseconds: number): void {
  Atomics.wait(sleepCell, 0, 0, milliseconds);
}
