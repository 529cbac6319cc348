// The compatibility matrix as a table: callers down, kernels across, each cell with the footnote that says when it is so.

import type { MatrixCell } from './run.js';

export interface TableCell extends MatrixCell {
  readonly tone: 'good' | 'partial' | 'lost' | 'bad';
  /** Number of the footnote, from 1. */
  readonly note: number | undefined;
}

export interface MatrixTable {
  readonly callers: readonly string[];
  readonly kernels: readonly string[];
  /** By caller, then by kernel; undefined where the server gave none. */
  readonly rows: readonly (readonly (TableCell | undefined)[])[];
  readonly notes: readonly string[];
}

export function matrixTable(cells: readonly MatrixCell[]): MatrixTable {
  const callers = [...new Set(cells.map(({ caller }) => caller))];
  const kernels = [...new Set(cells.map(({ kernel }) => kernel))];
  const notes = [...new Set(cells.filter(({ when }) => when !== 'always' && when !== '').map(({ when }) => when))];
  const byPlace = new Map(cells.map((cell) => [`${cell.caller}\n${cell.kernel}`, cell]));
  const rows = callers.map((caller) =>
    kernels.map((kernel): TableCell | undefined => {
      const cell = byPlace.get(`${caller}\n${kernel}`);
      if (cell === undefined) return undefined;
      const note = notes.indexOf(cell.when);
      return { ...cell, tone: toneOf(cell.outcome), note: note === -1 ? undefined : note + 1 };
    }),
  );
  return { callers, kernels, rows, notes };
}

/** `works` is good, a value that is missing on one side is partial, one that vanishes is lost, an errno is bad. */
export function toneOf(outcome: string): TableCell['tone'] {
  if (outcome === 'works') return 'good';
  if (outcome === 'zero-filled' || outcome === 'truncated') return 'partial';
  return outcome === 'dropped' ? 'lost' : 'bad';
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `12` as `¹²`. */
export function footnoteSign(note: number): string {
  return Array.from(`${note}`, (digit) => superscripts[Number(digit)]).join('');
}
