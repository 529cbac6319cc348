/** One record in both versions, over all ABIs: what `compareLayouts` says of each, joined. */
import { factLines } from '../review/byAbi.js';
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import { type Change, type ChangeKind, growthPerStyle, inEveryStyle, type PerStyle, type Verdict } from './change.js';
import { compareLayouts, type Difference, type RecordFacts } from './compareLayouts.js';
import type { LayoutSnapshot, RecordSnapshot } from './headerSnapshot.js';

export function compareRecord(old: RecordSnapshot, after: RecordSnapshot): readonly Change[] {
  const style = old.style ?? after.style;
  const facts: RecordFacts = {
    mustBeZero: new Set(old.mustBeZero),
    isToUser: old.travels === 'to-user',
    isUnion: old.kind === 'union',
  };
  const compared = new Map<LayoutSnapshot, Map<LayoutSnapshot, readonly Difference[]>>();
  const joined = new Map<string, { difference: Difference; onAbis: [AbiId, Difference][] }>();
  const abis: AbiId[] = [];
  for (const [abi, before] of old.layouts) {
    const now = after.layouts.get(abi);
    if (before === undefined || now === undefined) continue;
    abis.push(abi);
    for (const difference of differences(before, now, facts, compared)) {
      const key = `${difference.kind} ${difference.path} ${difference.follows?.join() ?? ''}`;
      const known = joined.get(key);
      if (known === undefined) joined.set(key, { difference, onAbis: [[abi, difference]] });
      else known.onAbis.push([abi, difference]);
    }
  }
  const changes = [...joined.values()].map(({ difference, onAbis }) =>
    changeOf(after, difference, onAbis, abis, style),
  );
  return [...withSkew(changes), ...lostPromises(old, after, changes, abis), ...incomplete(old, after)];
}

function differences(
  before: LayoutSnapshot,
  now: LayoutSnapshot,
  facts: RecordFacts,
  compared: Map<LayoutSnapshot, Map<LayoutSnapshot, readonly Difference[]>>,
): readonly Difference[] {
  if (sameLayout(before, now)) return [];
  const known = compared.get(before)?.get(now);
  if (known !== undefined) return known;
  const found = compareLayouts(before, now, facts);
  const ofOld = compared.get(before);
  if (ofOld === undefined) compared.set(before, new Map([[now, found]]));
  else ofOld.set(now, found);
  return found;
}

/** Equal in all that programs can see, names and types of members included. */
export function sameLayout(a: LayoutSnapshot, b: LayoutSnapshot): boolean {
  return (
    a === b ||
    (a.sizeBytes === b.sizeBytes &&
      a.alignBytes === b.alignBytes &&
      a.members.length === b.members.length &&
      a.members.every((member, index) => {
        const other = b.members[index];
        return (
          member.path === other.path &&
          member.offsetBits === other.offsetBits &&
          member.sizeBytes === other.sizeBytes &&
          member.widthBits === other.widthBits &&
          member.shape === other.shape &&
          member.dimensions.join() === other.dimensions.join()
        );
      }))
  );
}

function changeOf(
  record: RecordSnapshot,
  { kind, path, verdict, text, follows }: Difference,
  onAbis: readonly (readonly [AbiId, Difference])[],
  all: readonly AbiId[],
  style: RecordSnapshot['style'],
): Change {
  const abis = onAbis.map(([abi]) => abi);
  const texts = new Set(onAbis.map(([, difference]) => difference.text));
  const on = texts.size > 1 ? ` on ${abis[0]}` : abis.length < all.length ? ` on ${abis.join(', ')}` : '';
  const graded = grade(verdict, style);
  return {
    symbol: path === '' ? record.name : `${record.name}.${path}`,
    kind,
    ...graded,
    abis,
    message: `${record.kind} ${record.name}: ${text}${on}${growthNote(verdict, style)}`,
    facts: texts.size > 1 ? factLines(onAbis.map(([abi, difference]) => [abi, difference.fact] as const)) : [],
    ...rangeOf(record, path, abis[0]),
    related: [],
    ...(follows === undefined ? {} : { follows }),
  };
}

function grade(
  verdict: Difference['verdict'],
  style: RecordSnapshot['style'],
): { readonly verdict: Verdict; readonly perStyle: PerStyle } {
  if (verdict !== 'growth') return { verdict, perStyle: inEveryStyle(verdict) };
  // Nothing here tells how it is passed: netlink, getsockopt and system calls say a length, others do not.
  return { verdict: style === undefined ? 'ambiguous' : growthPerStyle[style], perStyle: growthPerStyle };
}

function growthNote(verdict: Difference['verdict'], style: RecordSnapshot['style']): string {
  if (verdict !== 'growth' || style !== undefined) return '';
  return '; that is compatible where its length is passed along with it';
}

export function rangeOf(record: RecordSnapshot, path: string, abi: AbiId): { readonly range?: FileRange } {
  const member = path === '' ? undefined : record.layouts.get(abi)?.members.find((each) => each.path === path);
  const range = member?.range ?? record.range;
  return range === undefined ? {} : { range };
}

/** The same new member in padding on one ABI and behind the end on another. */
function withSkew(changes: readonly Change[]): readonly Change[] {
  const intoPadding: readonly ChangeKind[] = ['tail-padding-reuse', 'hole-filled'];
  const grown = changes.find(({ kind }) => kind === 'struct-grown');
  if (grown === undefined) return changes;
  return changes.map((change) => {
    const beyond = grown.abis.filter((abi) => !change.abis.includes(abi));
    if (!intoPadding.includes(change.kind) || beyond.length === 0) return change;
    return {
      ...change,
      kind: 'padding-abi-skew',
      message: `${change.message}; on ${beyond.join(', ')} it lies behind the old end`,
    };
  });
}

/** Members that had to be zero, of which no comment says so any more, while they are still there. */
function lostPromises(
  old: RecordSnapshot,
  after: RecordSnapshot,
  changes: readonly Change[],
  abis: readonly AbiId[],
): readonly Change[] {
  if (changes.length > 0 || abis.length === 0) return [];
  const kept = new Set(after.layouts.get(abis[0])?.members.map(({ path }) => path));
  return old.mustBeZero
    .filter((path) => kept.has(path) && !after.mustBeZero.includes(path))
    .map((path) => ({
      symbol: `${after.name}.${path}`,
      kind: 'kdoc-weakened' as const,
      verdict: 'ok' as const,
      perStyle: inEveryStyle('ok'),
      abis,
      message: `${after.kind} ${after.name}: the comment on '${path}' no longer says that it must be zero`,
      facts: [],
      ...rangeOf(after, path, abis[0]),
      related: [],
    }));
}

function incomplete(old: RecordSnapshot, after: RecordSnapshot): readonly Change[] {
  const abis = [...old.layouts].flatMap(([abi, layout]) =>
    layout !== undefined && after.layouts.has(abi) && after.layouts.get(abi) === undefined ? [abi] : [],
  );
  if (abis.length === 0) return [];
  return [
    {
      symbol: after.name,
      kind: 'struct-incomplete',
      verdict: 'ambiguous',
      perStyle: inEveryStyle('ambiguous'),
      abis,
      message: `${after.kind} ${after.name} cannot be laid out any more, so it was not compared`,
      facts: [],
      ...(after.range === undefined ? {} : { range: after.range }),
      related: [],
    },
  ];
}
