/**
 * Two layouts of one record on one ABI, and what became of each member. Members are matched by path. A member that only
 * moved because of another one is told with that one; a record that only changed because of a record inside it is one
 * change.
 */
import type { ChangeKind, Verdict } from './change.js';
import { memberChange } from './compareMembers.js';
import type { LayoutSnapshot, MemberSnapshot } from './headerSnapshot.js';
import { type BitRange, bitsOf, isInElement, isWithin, ownedBits } from './occupancy.js';
import { additions, removals } from './placedMembers.js';
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
  /** Records inside it that alone made it change. */
  readonly follows?: readonly string[];
}

/** The members of both layouts that mean something: those that only hold a place are `reserved`. */
export interface Comparison {
  readonly old: LayoutSnapshot;
  readonly new: LayoutSnapshot;
  readonly facts: RecordFacts;
  readonly removed: readonly MemberSnapshot[];
  readonly added: readonly MemberSnapshot[];
  /** Pairs of one path, in the order of the old layout. */
  readonly kept: readonly MemberPair[];
  readonly moved: readonly MemberPair[];
  /** What the old layout kept free, unnamed bit-fields (with an empty path) among it. */
  readonly reserved: readonly ReservedBits[];
}

export interface ReservedBits extends BitRange {
  readonly path: string;
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
  const { differences: gone, replacements } = removals(comparison);
  const found = [
    ...comparison.kept.flatMap((pair) => keptChange(pair, comparison) ?? []),
    ...reordered(comparison),
    ...gone,
    ...additions(comparison, replacements),
  ];
  const isExplained = found.some(({ verdict, kind }) => verdict === 'break' || kind === 'flex-migration');
  if (!isExplained) found.push(...unexplainedMoves(comparison));
  found.push(...sizeChange(comparison, found));
  return withMoves(found, comparison);
}

function matchMembers(before: LayoutSnapshot, after: LayoutSnapshot, facts: RecordFacts): Comparison {
  const isLive = ({ path }: MemberSnapshot): boolean => !isReservedName(path);
  const oldByPath = new Map(before.members.map((member) => [member.path, member]));
  const newByPath = new Map(after.members.map((member) => [member.path, member]));
  const kept = before.members.filter(isLive).flatMap((member) => {
    const same = newByPath.get(member.path);
    return same === undefined ? [] : [{ old: member, new: same }];
  });
  const named = new Set(kept.filter(gotTag).map((pair) => pair.old.path));
  const isInNamed = ({ path }: MemberSnapshot): boolean => ancestors(path).some((above) => named.has(above));
  return {
    old: before,
    new: after,
    facts,
    removed: outermost(
      before.members.filter((member) => isLive(member) && !newByPath.has(member.path) && !isInNamed(member)),
    ),
    added: outermost(
      after.members.filter((member) => isLive(member) && !oldByPath.has(member.path) && !isInNamed(member)),
    ),
    kept,
    moved: kept.filter((pair) => pair.old.offsetBits !== pair.new.offsetBits && !isInElement(pair.old.path)),
    reserved: [
      ...before.members.flatMap((member) =>
        isLive(member) || isInElement(member.path) ? [] : [{ path: member.path, ...bitsOf(member) }],
      ),
      ...before.padding.flatMap(({ offsetBits, widthBits, isWritten }) =>
        isWritten === true ? [{ path: '', start: offsetBits, end: offsetBits + widthBits }] : [],
      ),
    ],
  };
}

/** A record written inside got a tag, or lost it: its members are listed elsewhere, or here. */
function gotTag({ old, new: after }: MemberPair): boolean {
  const isRecord = (shape: string): boolean => shape.startsWith('record ');
  return (
    isRecord(old.shape) &&
    isRecord(after.shape) &&
    (old.shape === 'record ') !== (after.shape === 'record ') &&
    old.sizeBytes === after.sizeBytes
  );
}

/** A change of size inside a union that had the room moves nothing. */
function keptChange(pair: MemberPair, { old, new: after, moved, facts }: Comparison): Difference | undefined {
  const change = memberChange(pair);
  if (change?.kind !== 'member-size-changed' && change?.kind !== 'array-bound-changed') return change;
  const [before, now] = [bitsOf(pair.old), bitsOf(pair.new)];
  const isAlone = moved.length === 0 && old.sizeBytes === after.sizeBytes && now.end > before.end;
  if (!isAlone || facts.isUnion || pair.new.offsetBits !== pair.old.offsetBits) return change;
  const others = ownedBits(old, (path) => path === pair.old.path);
  if (!others.some((range) => isWithin(range, { start: before.end, end: now.end }))) return change;
  return { ...change, verdict: 'ambiguous', text: `${change.text}, in bytes that another member has as well` };
}

/** Those that are not inside another one of the list. */
function outermost(members: readonly MemberSnapshot[]): readonly MemberSnapshot[] {
  const paths = new Set(members.map(({ path }) => path));
  return members.filter(({ path }) => !ancestors(path).some((above) => paths.has(above)));
}

/** Paths of the members that a member is in. */
function ancestors(path: string): readonly string[] {
  const found: string[] = [];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    found.push(path.slice(0, dot).replace(/(?:\[\])+$/, ''));
  }
  return found;
}

/** The same members in the same order; what differs comes from the size or alignment of records inside. */
function onlyEmbedded({ old, new: after, removed, added, kept, moved }: Comparison): Difference | undefined {
  if (removed.length > 0 || added.length > 0) return undefined;
  const resized = kept.filter((pair) => pair.old.sizeBytes !== pair.new.sizeBytes && isSameRecord(pair));
  if (kept.some((pair) => memberChange(pair) !== undefined && !resized.includes(pair))) return undefined;
  const causes = resized.length > 0 ? resized : moved.filter(isSameRecord).slice(0, 1);
  const isMoved = moved.length > 0;
  const isResized = old.sizeBytes !== after.sizeBytes;
  if (causes.length === 0) return undefined;
  const names = [...new Set(causes.map((pair) => pair.old.shape.slice('record '.length)))];
  const isArray = resized.some((pair) => pair.old.dimensions.length > 0);
  const [first] = moved;
  const effects = [
    isMoved ? `'${first.old.path}' moves from ${place(first.old)} to ${place(first.new)}` : '',
    isArray ? `the elements of '${resized[0].old.path}' move` : '',
    isResized ? sizeText(old, after) : '',
  ].filter((effect) => effect !== '');
  return {
    kind: isMoved || isArray ? 'member-offset-changed' : 'struct-grown',
    path: '',
    verdict: isMoved || isArray ? 'break' : isResized ? 'growth' : 'ok',
    text: `changes with struct ${names.join(' and struct ')}, which it holds: ${effects.join(', ') || 'no other member moves'}`,
    fact: effects.join(', ') || 'no other member moves',
    follows: names,
  };
}

function isSameRecord({ old, new: after }: MemberPair): boolean {
  return old.shape === after.shape && old.shape.startsWith('record ') && old.shape !== 'record ';
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
  const isBroken = found.some(({ verdict }) => verdict === 'break');
  if (after.sizeBytes < old.sizeBytes && !isTold && !isBroken) {
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
  const tellsSize = old.sizeBytes !== after.sizeBytes && !/from \d+ to \d+ bytes/.test(cause.text);
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

export function place({ offsetBits, widthBits }: MemberSnapshot): string {
  return widthBits === undefined ? `offset ${offsetBits / 8}` : `bit ${offsetBits}`;
}

export function from(pair: MemberPair): string {
  return `${place(pair.old)} → ${place(pair.new).replace(/^\w+ /, '')}`;
}
