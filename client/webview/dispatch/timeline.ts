// The steps of a call as a list: those that ran, the one that ended it, those it did not come to; with the stretches
// during which user memory stands open to the kernel (from STAC to CLAC).

import { l10n } from '../shared/l10n.js';
import type { Access, Run, RunEvent, Warning } from './run.js';

export interface Step {
  /** Place in the list, from 0; the events of the run come first, in their order. */
  readonly index: number;
  readonly name: string;
  readonly text: string;
  readonly source: string | undefined;
  readonly state: 'done' | 'ended' | 'unreached';
  readonly errno: string | undefined;
  readonly access: Access | undefined;
  /** Number of the window, and where in it the step lies; one window may span several steps. */
  readonly window: { readonly number: number; readonly edge: 'only' | 'first' | 'inner' | 'last' } | undefined;
  readonly warnings: readonly Warning[];
}

/** All steps: the events, then what was not reached. */
export function stepsOf({ events, unreached }: Run): readonly Step[] {
  const ran = events.map((event, index) => ranStep(event, index, events));
  const rest = unreached.map(
    ({ step, text }, at): Step => ({
      index: events.length + at,
      name: step,
      text,
      source: undefined,
      state: 'unreached',
      errno: undefined,
      access: undefined,
      window: undefined,
      warnings: [],
    }),
  );
  return [...ran, ...rest];
}

function ranStep(event: RunEvent, index: number, events: readonly RunEvent[]): Step {
  const { step, text, source, access, errno, warnings } = event;
  return {
    index,
    name: step,
    text,
    source,
    state: errno === undefined ? 'done' : 'ended',
    errno,
    access,
    window: windowOf(index, events),
    warnings: gradedOnly(warnings),
  };
}

function windowOf(index: number, events: readonly RunEvent[]): Step['window'] {
  const number = events[index].access?.window;
  if (number === undefined) return undefined;
  const opened = events[index - 1]?.access?.window === number;
  const goesOn = events[index + 1]?.access?.window === number;
  return { number, edge: opened ? (goesOn ? 'inner' : 'last') : goesOn ? 'first' : 'only' };
}

/** A double fetch that was graded is not also listed without its grade. */
export function gradedOnly(warnings: readonly Warning[]): readonly Warning[] {
  const isGraded = warnings.some(({ id }) => id.startsWith('double-fetch-'));
  return isGraded ? warnings.filter(({ id }) => id !== 'double-fetch') : warnings;
}

/** The step to stand on when a run comes in: the one that ended the call, else the last that ran; -1 without any. */
export function decisiveStep(run: Run): number {
  const ended = run.events.findIndex(({ errno }) => errno !== undefined);
  return ended === -1 ? run.events.length - 1 : ended;
}

/** How often each byte of the caller's structure was fetched up to a step: the size word of most styles is twice. */
export function fetchCounts(run: Run, step: number): Uint8Array {
  const counts = new Uint8Array(run.before.length);
  for (const { access } of run.events.slice(0, step + 1)) {
    if (access === undefined || (access.op !== 'read' && access.op !== 'scan')) continue;
    const end = Math.min(access.offset + access.done, counts.length);
    for (let at = Math.max(access.offset, 0); at < end; at++) counts[at] = Math.min(counts[at] + 1, 255);
  }
  return counts;
}

/** What the access of a step did to the caller's memory, in a few words for the timeline's edge. */
export function accessText({ op, offset, length, done, fault }: Access): string {
  const range = length === 0 ? l10n.t('nothing') : `${offset}..${offset + length}`;
  const text = {
    read: l10n.t('reads {0}', range),
    write: l10n.t('writes {0}', range),
    clear: l10n.t('zeroes {0}', range),
    scan: l10n.t('scans {0}', range),
  }[op];
  return fault ? l10n.t('{0}, faults after {1}', text, done) : text;
}
