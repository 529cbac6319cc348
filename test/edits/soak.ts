/**
 * A long session: one server process lives through all edits and requests, its memory is read now and then, and each so
 * many answers one is compared with that of a fresh process. Memory is flat when the last part of the run needs no more
 * than the part behind the warming up did.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { createRandom } from '../fuzz/random.js';
import {
  changeOnDisk,
  changeText,
  type EditFailure,
  type OpenHeader,
  opening,
  questionsAbout,
  startProcess,
  writeHeaders,
} from './compareEdits.js';
import { emptyMemory } from './questions.js';

export interface SoakRun {
  /** An empty folder for the headers. */
  readonly folder: string;
  /** Name and text of each; the second is included by the first. */
  readonly headers: readonly (readonly [name: string, text: string])[];
  readonly seed: number;
  readonly edits: number;
  readonly requests: number;
  /** Each so many answers one is compared. */
  readonly compareEvery: number;
  /** How often memory is read over the run. */
  readonly samples: number;
  readonly onSample?: (edits: number, requests: number, rssBytes: number) => void;
}

export interface SoakSummary {
  readonly edits: number;
  readonly requests: number;
  readonly compared: number;
  /** Resident memory of the server, in the order of the run. Empty where the system does not tell. */
  readonly rssBytes: readonly number[];
  readonly failure: EditFailure | undefined;
}

export async function soak(run: SoakRun): Promise<SoakSummary> {
  const random = createRandom(run.seed);
  const headers = writeHeaders(run.folder, run.headers, random);
  const [main, included] = headers;
  const live = await startProcess(run.folder);
  const memory = emptyMemory();
  const rssBytes: number[] = [];
  const open = (header: OpenHeader): void => {
    header.isOpen = true;
    live.notify('textDocument/didOpen', opening(header));
  };
  const close = (header: OpenHeader): void => {
    header.isOpen = false;
    for (const kept of [memory.tokens, memory.diagnostics]) kept.delete(header.uri);
    live.notify('textDocument/didClose', { textDocument: { uri: header.uri } });
  };
  open(main);
  open(included);
  let requests = 0;
  let compared = 0;
  const done = (edits: number, failure?: EditFailure): SoakSummary => ({
    edits,
    requests,
    compared,
    rssBytes,
    failure,
  });
  try {
    for (let edit = 1; edit <= run.edits; edit++) {
      const what = random.below(200);
      if (what === 0) changeOnDisk(included, live, random);
      else if (what < (included.isOpen ? 2 : 20)) (included.isOpen ? close : open)(included);
      else changeText(included.isOpen && random.below(3) === 0 ? included : main, live);
      const opened = headers.filter(({ isOpen }) => isOpen);
      while (requests * run.edits < edit * run.requests) {
        const [question] = questionsAbout(opened, random);
        const said = await question.ask(live, memory);
        requests++;
        if (requests % run.compareEvery !== 0) continue;
        const fresh = await startProcess(run.folder);
        for (const header of opened) fresh.notify('textDocument/didOpen', opening(header));
        const expected = await question.ask(fresh, emptyMemory());
        await fresh.stop();
        compared++;
        if (isDeepStrictEqual(said, expected)) continue;
        const texts = new Map(headers.map(({ name, text }) => [name, text]));
        return done(edit, { edit, question: question.name, live: said, fresh: expected, texts });
      }
      if (Math.floor((edit * run.samples) / run.edits) > rssBytes.length) {
        rssBytes.push(residentBytes(live.pid));
        run.onSample?.(edit, requests, rssBytes[rssBytes.length - 1]);
      }
    }
    return done(run.edits);
  } finally {
    await live.stop();
  }
}

/** Resident memory of a process; 0 where there is no /proc. */
function residentBytes(pid: number): number {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/**
 * How much the middle of the last fifth lies above the middle of the second fifth: 0.1 is ten percent. The first fifth is
 * the warming up, in which code is compiled and caches fill.
 */
export function growth(rssBytes: readonly number[]): number {
  const fifth = Math.floor(rssBytes.length / 5);
  const before = median(rssBytes.slice(fifth, 2 * fifth));
  const after = median(rssBytes.slice(-fifth));
  return after / before - 1;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
