/**
 * Two versions of a header, compared on every ABI that both were read on. Records are matched by kind and name, constants
 * by name. What only follows from another change is told with it.
 */
import { type Change, type ChangeKind, inEveryStyle } from './change.js';
import { compareConstants } from './compareConstants.js';
import { compareRecord } from './compareRecords.js';
import { attachEmbedders } from './embedders.js';
import type { HeaderSnapshot, RecordSnapshot } from './headerSnapshot.js';
import { type Reaches, removedConstants } from './removedConstants.js';

export interface CompareOptions {
  /** What a program still reaches through the includes of the new header; nothing, by default. */
  readonly reaches?: Reaches;
  /** Leaves records that follow others where they are: for a run over several headers, which joins them itself. */
  readonly keepsEmbedders?: true;
}

/** Breaks first; additions are counted by `additionsOf`. */
export function compareSnapshots(
  old: HeaderSnapshot,
  after: HeaderSnapshot,
  { reaches = () => false, keepsEmbedders }: CompareOptions = {},
): readonly Change[] {
  const changes: Change[] = [];
  for (const [key, record] of old.records) {
    const now = after.records.get(key);
    if (now !== undefined) changes.push(...compareRecord(record, now), ...missingOnSome(record, now, after));
    else if (!reaches(record.name, 'record')) changes.push(recordGone(record, after));
  }
  changes.push(...compareConstants(old, after), ...removedConstants(old, after, reaches), ...styleChange(old, after));
  return keepsEmbedders === true ? changes : attachEmbedders(changes);
}

function recordGone(record: RecordSnapshot, after: HeaderSnapshot): Change {
  const other = after.records.get(`${record.kind === 'struct' ? 'union' : 'struct'} ${record.name}`);
  const what =
    other === undefined
      ? `${record.kind} ${record.name} is gone`
      : `${record.kind} ${record.name} is a ${other.kind} now`;
  return {
    ...change(record.name, 'struct-removed', 'break', [...record.layouts.keys()], what),
    ...(other?.range === undefined ? {} : { range: other.range }),
  };
}

function missingOnSome(record: RecordSnapshot, now: RecordSnapshot, after: HeaderSnapshot): readonly Change[] {
  const abis = [...record.layouts.keys()].filter((abi) => after.abis.includes(abi) && !now.layouts.has(abi));
  if (abis.length === 0) return [];
  const text = `${record.kind} ${record.name} is gone on ${abis.join(', ')}`;
  return [change(record.name, 'struct-removed', 'break', abis, text)];
}

/** The commands that both versions have grow in another way now. */
function styleChange(old: HeaderSnapshot, after: HeaderSnapshot): readonly Change[] {
  const differing = [...old.constants.values()].flatMap(({ name, command }) => {
    const now = after.constants.get(name);
    if (command === undefined || now?.command === undefined || command.style === now.command.style) return [];
    // A struct that got its first _SIZE_VERn constant is extended by the rules it had.
    if (now.command.style === 'ioc-size' || command.recordName !== now.command.recordName) return [];
    return [{ name, from: command.style, to: now.command.style, range: now.range }];
  });
  if (differing.length === 0) return [];
  const [{ name, from, to, range }] = differing;
  const more = differing.length === 1 ? '' : ` and ${differing.length - 1} more`;
  const text = `${name}${more}: the interface was ${from} and looks ${to} now, which changes what a longer or shorter struct means`;
  return [{ ...change(name, 'style-changed', 'ambiguous', old.abis, text), ...(range === undefined ? {} : { range }) }];
}

export function change(
  symbol: string,
  kind: ChangeKind,
  verdict: Change['verdict'],
  abis: Change['abis'],
  message: string,
): Change {
  return { symbol, kind, verdict, perStyle: inEveryStyle(verdict), abis, message, facts: [], related: [] };
}

/** What the new header has that the old one had not. */
export interface Addition {
  readonly symbol: string;
  readonly kind: 'struct-added' | 'macro-added' | 'enumerator-added' | 'ioctl-added';
}

export function additionsOf(old: HeaderSnapshot, after: HeaderSnapshot): readonly Addition[] {
  const kinds = { macro: 'macro-added', enumerator: 'enumerator-added', ioctl: 'ioctl-added' } as const;
  return [
    ...[...after.records]
      .filter(([key]) => !old.records.has(key))
      .map(([, { name }]) => ({ symbol: name, kind: 'struct-added' as const })),
    ...[...after.constants.values()]
      .filter(({ name }) => !old.constants.has(name))
      .map(({ name, kind }) => ({ symbol: name, kind: kinds[kind] })),
    ...[...after.otherMacros]
      .filter((name) => !old.otherMacros.has(name) && !old.constants.has(name))
      .map((symbol) => ({ symbol, kind: 'macro-added' as const })),
  ];
}
