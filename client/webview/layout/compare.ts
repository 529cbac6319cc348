/** What differs between two layouts of a record, on two ABIs or at two times, as data and as a sentence. */
import { l10n } from '../shared/l10n.js';
import type { Layout, Member } from './messages.js';
import { memberSpan } from './pieces.js';

export type Difference = 'moved' | 'resized' | 'added' | 'removed';

export interface Comparison {
  /** By path; what moved along with the record that it is in is here too. */
  readonly differences: ReadonlyMap<string, Difference>;
  /** Runs of members that moved by the same distance, outermost members only, in order. */
  readonly moves: readonly Move[];
  readonly resized: readonly Change[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly sizeBytes: Change | undefined;
  readonly alignBytes: Change | undefined;
}

export interface Move {
  readonly paths: readonly string[];
  /** Of the first of them, in bits. */
  readonly fromBits: number;
  readonly toBits: number;
}

export interface Change {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** @param before the layout that is spoken of as the one that was */
export function compareLayouts(before: Layout, after: Layout): Comparison {
  const old = new Map(before.members.map((member) => [member.path, member]));
  const differences = new Map<string, Difference>();
  const moves: { paths: string[]; fromBits: number; toBits: number }[] = [];
  const resized: Change[] = [];
  const added: string[] = [];
  /** How far a member moved, by path, for those inside it. */
  const shifts = new Map<string, number>();
  let run: (typeof moves)[number] | undefined;
  for (const member of after.members) {
    const was = old.get(member.path);
    const outer = outerPath(member.path);
    if (was === undefined) {
      differences.set(member.path, 'added');
      if (outer === undefined || differences.get(outer) !== 'added') added.push(member.path);
      continue;
    }
    old.delete(member.path);
    const fromBits = memberSpan(was).startBits;
    const toBits = memberSpan(member).startBits;
    const shift = toBits - fromBits;
    shifts.set(member.path, shift);
    const isResized = widthOf(was) !== widthOf(member);
    if (isResized) {
      differences.set(member.path, 'resized');
      resized.push({ path: member.path, from: widthOf(was), to: widthOf(member) });
    }
    if (shift === 0) {
      run = undefined;
      continue;
    }
    differences.set(member.path, 'moved');
    // Members of a record that moved as a whole are not news.
    if (outer !== undefined && shifts.get(outer) === shift) continue;
    if (run !== undefined && run.toBits - run.fromBits === shift) run.paths.push(member.path);
    else {
      run = { paths: [member.path], fromBits, toBits };
      moves.push(run);
    }
  }
  const removed = [...old.keys()].filter((path) => {
    const outer = outerPath(path);
    return outer === undefined || !old.has(outer);
  });
  for (const path of old.keys()) differences.set(path, 'removed');
  const change = (from: number, to: number): Change | undefined => (from === to ? undefined : { path: '', from, to });
  return {
    differences,
    moves,
    resized,
    added,
    removed,
    sizeBytes: change(before.size, after.size),
    alignBytes: change(before.align, after.align),
  };
}

/** Bits. */
function widthOf({ size, bitWidth }: Member): number {
  return bitWidth ?? size * 8;
}

function outerPath(path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : path.slice(0, dot).replace(/(?:\[\])+$/, '');
}

/** Names in a list of three, and the number of the others. */
const NAMED = 3;

/** `token moves 16 → 12; size 24 → 20 bytes`; empty where nothing differs. */
export function differenceSentence(comparison: Comparison): string {
  const { moves, resized, added, removed, sizeBytes, alignBytes } = comparison;
  const parts: string[] = [];
  if (added.length > 0)
    parts.push(added.length === 1 ? l10n.t('{0} is new', names(added)) : l10n.t('{0} are new', names(added)));
  if (removed.length > 0)
    parts.push(removed.length === 1 ? l10n.t('{0} is gone', names(removed)) : l10n.t('{0} are gone', names(removed)));
  for (const { paths, fromBits, toBits } of moves.slice(0, NAMED)) {
    const place = `${placeText(fromBits)} → ${placeText(toBits)}`;
    if (paths.length === 1) parts.push(l10n.t('{0} moves {1}', paths[0], place));
    else
      parts.push(
        paths.length === 2
          ? l10n.t('{0} moves {1}, and {2} by as much', paths[0], place, paths[1])
          : l10n.t('{0} moves {1}, and {2} members after it by as much', paths[0], place, paths.length - 1),
      );
  }
  const rest = moves.slice(NAMED).reduce((count, { paths }) => count + paths.length, 0);
  if (rest > 0) parts.push(rest === 1 ? l10n.t('1 more member moves') : l10n.t('{0} more members move', rest));
  for (const { path, from, to } of resized.slice(0, NAMED)) parts.push(`${path} ${widthText(from)} → ${widthText(to)}`);
  if (resized.length > NAMED) parts.push(l10n.t('{0} more change their size', resized.length - NAMED));
  if (sizeBytes !== undefined) parts.push(l10n.t('size {0} → {1}', sizeBytes.from, sizeBytes.to));
  if (alignBytes !== undefined) parts.push(l10n.t('alignment {0} → {1}', alignBytes.from, alignBytes.to));
  return parts.join('; ');
}

function names(paths: readonly string[]): string {
  if (paths.length <= NAMED) {
    return paths.length < 2 ? paths.join('') : l10n.t('{0} and {1}', paths.slice(0, -1).join(', '), paths.at(-1) ?? '');
  }
  return l10n.t('{0} and {1} more', paths.slice(0, NAMED).join(', '), paths.length - NAMED);
}

/** Bytes, with the bit behind a colon where there is one. */
export function placeText(bits: number): string {
  const bit = bits % 8;
  return bit === 0 ? `${bits / 8}` : `${(bits - bit) / 8}:${bit}`;
}

function widthText(bits: number): string {
  return bits % 8 === 0 ? l10n.t('{0} B', bits / 8) : l10n.t('{0} bits', bits);
}
