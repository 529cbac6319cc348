/** A simulated call in lines, for a terminal and for Markdown: how it ends, what it costs, and whose bytes are where. */
import { type DispatchReport, errnoReason, modelById, toHex, type Warning } from '../../core/index.js';

/** Puts a text in a colour, or leaves it as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

const asItIs = (text: string): string => text;
export const unpainted: Paint = { bold: asItIs, red: asItIs, green: asItIs };

/** A double fetch that was graded is not also listed without its grade. */
export function gradedOnly(warnings: readonly Warning[]): readonly Warning[] {
  const isGraded = warnings.some((warning) => warning.startsWith('double-fetch-'));
  return isGraded ? warnings.filter((warning) => warning !== 'double-fetch') : warnings;
}

export function resultLine({ outcome, model }: DispatchReport, paint: Paint): string {
  if (outcome.errno !== undefined) {
    return `${paint.red(`returns -1, ${outcome.errno}`)}: ${errnoReason(modelById(model), outcome.errno)}`;
  }
  return outcome.retKind === 'fd' ? paint.green('returns a new descriptor') : paint.green(`returns ${outcome.ret}`);
}

export function costLine({ stacPairs, bytesIn, bytesOut }: DispatchReport): string {
  const windows = stacPairs === 1 ? 'once' : `${stacPairs} times`;
  return `user access opened ${windows}, ${bytesIn} bytes read, ${bytesOut} written`;
}

const rowBytes = 16;
const shownRows = 64;
const letters: Readonly<Record<string, string>> = { user: 'u', zero: '0', kernel: 'k', handler: 'h', uninit: '!' };

/** Rows of 16 bytes before and after, with a letter for who wrote each byte. */
export function memoryLines({ before, after, written }: DispatchReport, paint: Paint): string[] {
  const lines = [
    "User memory      (who wrote: h handler, k dispatcher, 0 zero fill, u the caller's own bytes back, ! nobody, . never)",
  ];
  const writer = (offset: number): string =>
    letters[written.find(({ start, end }) => start <= offset && offset < end)?.origin ?? ''] ?? '.';
  const rows = Math.ceil(before.length / rowBytes);
  for (let row = 0; row < Math.min(rows, shownRows); row++) {
    const [start, end] = [row * rowBytes, Math.min(before.length, (row + 1) * rowBytes)];
    const hex = (bytes: Uint8Array): string => toHex(bytes.subarray(start, end)).replace(/(.{8})(?=.)/g, '$1 ');
    const who = Array.from({ length: end - start }, (_, index) => writer(start + index)).join('');
    const old = hex(before);
    const now = hex(after);
    const arrow = old === now ? '' : ` -> ${paint.bold(now)}`;
    lines.push(`  ${String(start).padStart(6)}  ${old}${arrow}  ${who}`);
  }
  if (rows > shownRows) lines.push(`  ${before.length - shownRows * rowBytes} more bytes`);
  const beyond = written.filter(({ end }) => end > before.length);
  for (const { start, end, origin } of beyond)
    lines.push(`  bytes ${Math.max(start, before.length)}..${end} behind the structure: ${origin}`);
  return lines;
}
