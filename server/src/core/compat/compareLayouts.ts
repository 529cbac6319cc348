/**
 * Two layouts of one record on one ABI, and what became of each member. Members are matched by path. A member that only
 * moved because of another one is told with that one; a record that only changed because of a record inside it is one
 * `embedded-changed`.
 */
import type { ChangeKind, Verdict } from './change.js';
import { memberChange } from './compareMembers.js';
import type { LayoutSnapshot, MemberSnapshot } from './headerSnapshot.js';
import { type BitRange, bitsOf, isInElement, isWithin, overlaps, ownedBits } from './occupancy.js';
import { isReservedName } from './publishedNames.js';

/** What holds for a record on all ABIs. */
export interface RecordFacts {
  readonly mustBeZero: ReadonlySet<string>;
  /** The kernel alone writes it: bytes that had no meaning are ignored by programs that do not know them. */
  readonly isToUser: boolean;
  readonly isUnion: boolean;
}

export interface Difference {
  readonly kind: ChangeKind;
  /** Member it is about; empty for the record. */
  readonly path: string;
  /** `growth`: it depends on how the record is passed. */
  readonly verdict: Verdict | 'growth';
  /** What follows the record's name in a message. */
  readonly text: string;
  /** The numbers alone, for one ABI. */
  readonly fact: string;
  /** Records inside it that made it change. */
  readonly causes?: readonly string[];
}

interface Comparison {
  readonly old: LayoutSnapshot;
  readonly new: LayoutSnapshot;
  readonly facts: RecordFacts;
  readonly oldByPath: ReadonlyMap<string, MemberSnapshot>;
  readonly newByPath: ReadonlyMap<string, MemberSnapshot>;
  readonly removed: readonly MemberSnapshot[];
  readonly added: readonly MemberSnapshot[];
  /** Pairs of one path, in the order of the old layout. */
  readonly kept: readonly MemberPair[];
  readonly moved: readonly MemberPair[];
}

export interface MemberPair {
  readonly old: MemberSnapshot;
  readonly new: MemberSnapshot;
}

export function compareLayouts(
  before: LayoutSnapshot,
  after: LayoutSnapshot,
  facts: RecordFacts,
): readonly Difference[] {
  const comparison = matchMembers(before, after, facts);
  const embedded = onlyEmbedded(comparison);
  if (embedded !== undefined) return [embedded];
  const settled = new Set<MemberSnapshot>();
  const found: Difference[] = [];
  found.push(...consumedPlaces(comparison, settled));
  found.push(...renames(comparison, settled));
  for (const pair of comparison.kept) {
    if (settled.has(pair.new)) continue;
    const change = memberChange(pair);
    if (change !== undefined) found.push(change);
  }
  found.push(...reordered(comparison));
  found.push(...removals(comparison, settled));
  found.push(...additions(comparison, settled));
  const isExplained = found.some(({ kind, verdict }) => verdict === 'break' || kind === 'flex-migration');
  if (!isExplained) found.push(...unexplainedMoves(comparison));
  found.push(...sizeChange(comparison, found));
  return withMoves(found, comparison);
}

function matchMembers(before: LayoutSnapshot, after: LayoutSnapshot, facts: RecordFacts): Comparison {
  const oldByPath = new Map(before.members.map((member) => [member.path, member]));
  const newByPath = new Map(after.members.map((member) => [member.path, member]));
  const kept = before.members.flatMap((member) => {
    const same = newByPath.get(member.path);
    return same === undefined ? [] : [{ old: member, new: same }];
  });
  return {
    old: before,
    new: after,
    facts,
    oldByPath,
    newByPath,
    removed: outermost(before.members.filter(({ path }) => !newByPath.has(path))),
    added: outermost(after.members.filter(({ path }) => !oldByPath.has(path))),
    kept,
    moved: kept.filter((pair) => pair.old.offsetBits !== pair.new.offsetBits && !isInElement(pair.old.path)),
  };
}

/** Those that are not inside another one of the list. */
function outermost(members: readonly MemberSnapshot[]): readonly MemberSnapshot[] {
  const paths = new Set(members.map(({ path }) => path));
  return members.filter(({ path }) => {
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (paths.has(path.slice(0, dot).replace(/(?:\[\])+$/, ''))) return false;
    }
    return true;
  });
}

/** The same members in the same order; what differs comes from the size or alignment of records inside. */
function onlyEmbedded({ old, new: after, removed, added, kept, moved }: Comparison): Difference | undefined {
  if (removed.length > 0 || added.length > 0) return undefined;
  const resized = kept.filter((pair) => pair.old.sizeBytes !== pair.new.sizeBytes);
  const differ = kept.filter((pair) => memberChange(pair) !== undefined);
  if (differ.some((pair) => !resized.includes(pair) || !isSameRecord(pair))) return undefined;
  const causes = resized.length > 0 ? resized : moved.filter(isSameRecord).slice(0, 1);
  const isMoved = moved.length > 0;
  const isResized = old.sizeBytes !== after.sizeBytes;
  if (causes.length === 0 || !(isMoved || isResized || resized.length > 0)) return undefined;
  const names = [...new Set(causes.map((pair) => pair.old.shape.slice('record '.length)))];
  const isArray = resized.some((pair) => pair.old.dimensions.length > 0);
  const [first] = moved;
  const effects = [
    isMoved ? `'${first.old.path}' moves from ${place(first.old)} to ${place(first.new)}` : '',
    isArray ? `the elements of '${resized[0].old.path}' move` : '',
    isResized ? sizeText(old, after) : '',
  ].filter((effect) => effect !== '');
  return {
    kind: 'embedded-changed',
    path: '',
    verdict: isMoved || isArray ? 'break' : 'growth',
    text: `changes with struct ${names.join(' and struct ')}, which it holds: ${effects.join(', ')}`,
    fact: effects.join(', '),
    causes: names,
  };
}

function isSameRecord({ old, new: after }: MemberPair): boolean {
  return old.shape === after.shape && old.shape.startsWith('record ') && old.shape !== 'record ';
}

function isReserved({ facts }: Comparison, path: string): boolean {
  return isReservedName(path) || facts.mustBeZero.has(path);
}

/** Reserved members that gave bytes to new ones: gone, or smaller and within the bytes they had. */
function consumedPlaces(comparison: Comparison, settled: Set<MemberSnapshot>): readonly Difference[] {
  const found: Difference[] = [];
  const { facts, newByPath, old, added } = comparison;
  for (const member of old.members) {
    if (!isReserved(comparison, member.path) || isInElement(member.path)) continue;
    const bits = bitsOf(member);
    const left = newByPath.get(member.path);
    if (left !== undefined && (!isWithin(bits, bitsOf(left)) || left.sizeBytes === member.sizeBytes)) continue;
    if (left === undefined && !comparison.removed.includes(member)) continue;
    const takers = added.filter((taker) => isWithin(bits, bitsOf(taker)) && !settled.has(taker));
    if (takers.length === 0) continue;
    settled.add(member);
    if (left !== undefined) settled.add(left);
    for (const taker of takers) settled.add(taker);
    const named = takers.filter(({ path }) => !isReserved(comparison, path));
    if (named.length === 0) continue;
    const isPromised = facts.mustBeZero.has(member.path);
    const names = named.map(({ path }) => `'${path}'`).join(', ');
    const why = isPromised
      ? 'which had to be zero'
      : facts.isToUser
        ? 'which only the kernel writes'
        : 'and no comment had said that it must be zero: old programs may have left anything there';
    found.push({
      kind: 'reserved-consumed',
      path: named[0].path,
      verdict: isPromised || facts.isToUser ? 'ok' : 'ambiguous',
      text: `${names} ${named.length === 1 ? 'takes' : 'take'} bytes of '${member.path}', ${why}`,
      fact: `${names} at ${place(named[0])}`,
    });
  }
  return found;
}

/** A member that went and one that came, of one kind and at one place. */
function renames({ removed, added, facts }: Comparison, settled: Set<MemberSnapshot>): readonly Difference[] {
  const found: Difference[] = [];
  for (const gone of removed) {
    if (settled.has(gone)) continue;
    const heir = added.find(
      (taker) =>
        !settled.has(taker) &&
        taker.offsetBits === gone.offsetBits &&
        taker.widthBits === gone.widthBits &&
        taker.sizeBytes === gone.sizeBytes,
    );
    if (heir === undefined || (isReservedName(heir.path) && !isReservedName(gone.path))) continue;
    settled.add(gone);
    settled.add(heir);
    if (isReservedName(gone.path) && isReservedName(heir.path)) continue;
    found.push({
      kind: 'member-renamed',
      path: heir.path,
      verdict: 'ambiguous',
      text:
        `'${gone.path}' is called '${heir.path}' now: programs that use the old name no longer compile` +
        (facts.isUnion || gone.shape === heir.shape ? '' : `, and its type went from ${gone.type} to ${heir.type}`),
      fact: `${place(heir)}`,
    });
  }
  return found;
}

function reordered({ kept, moved }: Comparison): readonly Difference[] {
  if (moved.length < 2) return [];
  let furthest: MemberPair | undefined;
  for (const pair of kept) {
    if (isInElement(pair.old.path) || pair.old.offsetBits === furthest?.old.offsetBits) continue;
    if (
      furthest !== undefined &&
      pair.old.offsetBits > furthest.old.offsetBits &&
      pair.new.offsetBits < furthest.new.offsetBits
    ) {
      return [
        {
          kind: 'member-reordered',
          path: pair.new.path,
          verdict: 'break',
          text: `'${pair.new.path}' stands before '${furthest.new.path}' now`,
          fact: `'${pair.new.path}' ${from(pair)}`,
        },
      ];
    }
    furthest = pair;
  }
  return [];
}

function removals(comparison: Comparison, settled: ReadonlySet<MemberSnapshot>): readonly Difference[] {
  return comparison.removed
    .filter((member) => !settled.has(member))
    .map((member) => {
      const isPlaceholder = isReserved(comparison, member.path);
      const isHarmless =
        isPlaceholder && comparison.new.sizeBytes === comparison.old.sizeBytes && comparison.moved.length === 0;
      return {
        kind: 'member-removed',
        path: member.path,
        verdict: isHarmless ? 'ok' : 'break',
        text: `'${member.path}' is gone (${member.type} at ${place(member)})`,
        fact: `${member.type} at ${place(member)}`,
      };
    });
}

function additions(comparison: Comparison, settled: ReadonlySet<MemberSnapshot>): readonly Difference[] {
  const { old, added, facts } = comparison;
  const owned = ownedBits(old, () => false);
  const oldEnd = old.sizeBytes * 8;
  const lastOwned = owned.at(-1)?.end ?? 0;
  const found: Difference[] = [];
  const appended: MemberSnapshot[] = [];
  for (const member of added) {
    if (settled.has(member)) continue;
    const bits = bitsOf(member);
    if (isInElement(member.path) || bits.start === bits.end) continue;
    const behind = comparison.moved.find((pair) => pair.old.offsetBits >= bits.start && !facts.isUnion);
    if (behind !== undefined && bits.start < oldEnd) {
      found.push(inserted(member, behind));
    } else if (bits.start >= oldEnd) {
      appended.push(member);
    } else if (overlaps(owned, bits)) {
      found.push(otherName(member));
    } else if (!isReserved(comparison, member.path)) {
      found.push(intoPadding(member, bits, { lastOwned, isToUser: facts.isToUser, old }));
    }
  }
  if (appended.length > 0) found.push(grown(comparison, appended));
  return found;
}

function inserted(member: MemberSnapshot, behind: MemberPair): Difference {
  return {
    kind: 'inserted-middle',
    path: member.path,
    verdict: 'break',
    text: `'${member.path}' was put before '${behind.old.path}', which moves from ${place(behind.old)} to ${place(behind.new)}`,
    fact: `'${behind.old.path}' ${from(behind)}`,
  };
}

/** A new member of a union, or a named group around members that are still there. */
function otherName(member: MemberSnapshot): Difference {
  return {
    kind: 'member-added',
    path: member.path,
    verdict: 'ok',
    text: `'${member.path}' is a new name for bytes that other members have as well`,
    fact: place(member),
  };
}

function intoPadding(
  member: MemberSnapshot,
  bits: BitRange,
  {
    lastOwned,
    isToUser,
    old,
  }: { readonly lastOwned: number; readonly isToUser: boolean; readonly old: LayoutSnapshot },
): Difference {
  const isTail = bits.start >= lastOwned;
  const where = isTail
    ? `the padding at the end of the old struct of ${old.sizeBytes} bytes`
    : 'a hole of the old struct';
  const why = isToUser
    ? 'an old kernel leaves there what lay on its stack'
    : 'old programs pass whatever lay on their stack there';
  return {
    kind: isTail ? 'tail-padding-reuse' : 'hole-filled',
    path: member.path,
    verdict: isToUser ? 'ambiguous' : 'break',
    text: `'${member.path}' lies in ${where} (${place(member)}): ${why}`,
    fact: `in ${isTail ? 'tail padding' : 'a hole'}, ${place(member)}`,
  };
}

function grown({ old, new: after }: Comparison, appended: readonly MemberSnapshot[]): Difference {
  const names = appended.slice(0, 4).map(({ path }) => `'${path}'`);
  const more = appended.length > names.length ? ` and ${appended.length - names.length} more` : '';
  return {
    kind: 'struct-grown',
    path: '',
    verdict: 'growth',
    text: `grew from ${old.sizeBytes} to ${after.sizeBytes} bytes: ${names.join(', ')}${more} came at the end`,
    fact: `${old.sizeBytes} → ${after.sizeBytes} bytes`,
  };
}

/** Members that moved while nothing before them came, went or changed its size: another alignment. */
function unexplainedMoves({ old, new: after, moved }: Comparison): readonly Difference[] {
  if (moved.length === 0) return [];
  const [first] = moved;
  const isAlignment = old.alignBytes !== after.alignBytes;
  const why = isAlignment
    ? `, since the alignment of the struct went from ${old.alignBytes} to ${after.alignBytes}`
    : '';
  return [
    {
      kind: isAlignment ? 'alignment-changed' : 'member-offset-changed',
      path: isAlignment ? '' : first.new.path,
      verdict: 'break',
      text: `'${first.new.path}' moves from ${place(first.old)} to ${place(first.new)}${why}`,
      fact: `'${first.new.path}' ${from(first)}`,
    },
  ];
}

function sizeChange({ old, new: after }: Comparison, found: readonly Difference[]): readonly Difference[] {
  const isTold = found.some(({ kind }) => kind === 'struct-grown' || kind === 'flex-migration');
  const sizes = `${old.sizeBytes} → ${after.sizeBytes} bytes`;
  if (after.sizeBytes < old.sizeBytes && !isTold) {
    return [
      {
        kind: 'struct-shrunk',
        path: '',
        verdict: 'break',
        text: `shrank from ${old.sizeBytes} to ${after.sizeBytes} bytes`,
        fact: sizes,
      },
    ];
  }
  const isBroken = found.some(({ verdict }) => verdict === 'break');
  if (after.sizeBytes > old.sizeBytes && !isTold && !isBroken) {
    const isAlignment = old.alignBytes !== after.alignBytes && found.length === 0;
    const why = isAlignment ? `, since its alignment went from ${old.alignBytes} to ${after.alignBytes}` : '';
    return [
      {
        kind: isAlignment ? 'alignment-changed' : 'struct-grown',
        path: '',
        verdict: 'growth',
        text: `grew from ${old.sizeBytes} to ${after.sizeBytes} bytes${why}`,
        fact: sizes,
      },
    ];
  }
  if (old.alignBytes !== after.alignBytes && old.sizeBytes === after.sizeBytes && found.length === 0) {
    return [
      {
        kind: 'alignment-changed',
        path: '',
        verdict: 'ambiguous',
        text: `its alignment went from ${old.alignBytes} to ${after.alignBytes}: structs of programs that hold it may change`,
        fact: `alignment ${old.alignBytes} → ${after.alignBytes}`,
      },
    ];
  }
  return [];
}

/** Says with the first break how many members it moved, and what became of the size. */
function withMoves(found: readonly Difference[], { old, new: after, moved, facts }: Comparison): readonly Difference[] {
  const at = found.findIndex(({ verdict }) => verdict === 'break');
  if (at < 0 || facts.isUnion) return found;
  const cause = found[at];
  const tellsSize = old.sizeBytes !== after.sizeBytes && !/ bytes/.test(cause.text);
  const others =
    moved.filter((pair) => pair.new.path !== cause.path).length - (cause.kind === 'inserted-middle' ? 1 : 0);
  const parts = [
    others > 0 && cause.kind !== 'tail-padding-reuse' && cause.kind !== 'hole-filled'
      ? `${others}${cause.kind === 'inserted-middle' || cause.kind === 'member-offset-changed' ? ' more' : ''} ${others === 1 ? 'member moves' : 'members move'}`
      : '',
    tellsSize ? sizeText(old, after) : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return found;
  return found.map((each, index) => (index === at ? { ...each, text: `${each.text}; ${parts.join(', ')}` } : each));
}

function sizeText(old: LayoutSnapshot, after: LayoutSnapshot): string {
  return `the size goes from ${old.sizeBytes} to ${after.sizeBytes}`;
}

function place({ offsetBits, widthBits }: MemberSnapshot): string {
  return widthBits === undefined ? `offset ${offsetBits / 8}` : `bit ${offsetBits}`;
}

function from(pair: MemberPair): string {
  return `${place(pair.old)} → ${place(pair.new).replace(/^\w+ /, '')}`;
}
