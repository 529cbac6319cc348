/**
 * Members that came and members that went, by the bytes that they have: what had been kept free, padding, the end of the
 * old struct, the place of another member.
 */
import { type Comparison, type Difference, from, type MemberPair, place, type ReservedBits } from './compareLayouts.js';
import type { LayoutSnapshot, MemberSnapshot } from './headerSnapshot.js';
import { type BitRange, bitsOf, isInElement, isWithin, overlaps, ownedBits } from './occupancy.js';
import { isReservedName } from './publishedNames.js';

interface Removals {
  readonly differences: readonly Difference[];
  /** New members that took the place of old ones. */
  readonly replacements: ReadonlySet<MemberSnapshot>;
}

export function removals(comparison: Comparison): Removals {
  const { removed, added, new: after } = comparison;
  const replacements = new Set<MemberSnapshot>();
  const retired = after.members.filter(({ path }) => isReservedName(path));
  const differences = removed.map((gone): Difference => {
    const bits = bitsOf(gone);
    const heirs = added.filter(
      (member) =>
        !replacements.has(member) &&
        member.sizeBytes > 0 &&
        isWithin(bits, bitsOf(member)) &&
        !isInElement(member.path),
    );
    if (isInElement(gone.path) || bits.start === bits.end || !covers(heirs, bits)) {
      const holder = retired.find((member) => isWithin(bitsOf(member), bits) || covers([member], bits));
      return goneMember(gone, bits.start === bits.end ? undefined : holder);
    }
    for (const heir of heirs) replacements.add(heir);
    return renamedMember(gone, heirs);
  });
  return { differences, replacements };
}

/** Members that fill all of the bits, without a gap. */
function covers(members: readonly MemberSnapshot[], { start, end }: BitRange): boolean {
  let reached = start;
  for (const bits of members.map(bitsOf).sort((a, b) => a.start - b.start)) {
    if (bits.start > reached) return false;
    reached = Math.max(reached, bits.end);
  }
  return reached === end;
}

function renamedMember(gone: MemberSnapshot, heirs: readonly MemberSnapshot[]): Difference {
  const [heir] = heirs;
  const names = heirs.map(({ path }) => `'${path}'`).join(' and ');
  const isSame = heirs.length === 1 && (heir.shape === gone.shape || heir.type === gone.type);
  return {
    kind: 'member-renamed',
    path: heir.path,
    verdict: 'ambiguous',
    text:
      `'${gone.path}' is called ${names} now: programs that use the old name no longer compile` +
      (isSame ? '' : ` (${gone.type}, now ${heirs.map(({ type }) => type).join(' and ')})`),
    fact: place(heir),
  };
}

function goneMember(gone: MemberSnapshot, holder: MemberSnapshot | undefined): Difference {
  const was = `${gone.type} at ${place(gone)}`;
  return holder === undefined
    ? { kind: 'member-removed', path: gone.path, verdict: 'break', text: `'${gone.path}' is gone (${was})`, fact: was }
    : {
        kind: 'member-removed',
        path: gone.path,
        verdict: 'ambiguous',
        text: `'${gone.path}' is gone (${was}), and '${holder.path}' keeps its place: the kernel no longer looks at it`,
        fact: was,
      };
}

export function additions(comparison: Comparison, replacements: ReadonlySet<MemberSnapshot>): readonly Difference[] {
  const { old, new: after, added, removed, facts, moved, reserved } = comparison;
  const paths = new Set(after.members.map(({ path }) => path));
  const live = ownedBits(old, (path) => isReservedName(path) || !paths.has(path));
  const goneBits = removed.map(bitsOf);
  const lastOwned = ownedBits(old, () => false).at(-1)?.end ?? 0;
  const found: Difference[] = [];
  const appended: MemberSnapshot[] = [];
  const takers = new Map<ReservedBits, MemberSnapshot[]>();
  for (const member of added) {
    const bits = bitsOf(member);
    if (replacements.has(member) || isInElement(member.path) || bits.start === bits.end) continue;
    const behind = facts.isUnion ? undefined : moved.find((pair) => pair.old.offsetBits >= bits.start);
    if (behind !== undefined && bits.start < old.sizeBytes * 8) {
      found.push(inserted(member, behind));
    } else if (bits.start >= old.sizeBytes * 8) {
      appended.push(member);
    } else if (overlaps(live, bits)) {
      found.push(otherName(member));
    } else if (!overlaps(goneBits, bits)) {
      const giver = reserved.find((range) => range.start < bits.end && bits.start < range.end);
      if (giver === undefined || !keepFree(reserved, bits, old))
        found.push(intoPadding(member, bits, lastOwned, comparison));
      else takers.set(giver, [...(takers.get(giver) ?? []), member]);
    }
  }
  for (const [giver, members] of takers) found.push(consumed(giver, members, comparison));
  if (appended.length > 0) found.push(grown(comparison, appended));
  return found;
}

/** Reserved bits hold all of these that lie within the old struct. */
function keepFree(reserved: readonly BitRange[], { start, end }: BitRange, { sizeBytes }: LayoutSnapshot): boolean {
  let reached = start;
  const last = Math.min(end, sizeBytes * 8);
  for (const range of [...reserved].sort((a, b) => a.start - b.start)) {
    if (range.start <= reached && range.end > reached) reached = range.end;
  }
  return reached >= last;
}

function consumed(giver: ReservedBits, members: readonly MemberSnapshot[], { facts }: Comparison): Difference {
  const isPromised = facts.mustBeZero.has(giver.path);
  const names = members
    .slice(0, 4)
    .map(({ path }) => `'${path}'`)
    .join(', ');
  const more = members.length > 4 ? ` and ${members.length - 4} more` : '';
  const source = giver.path === '' ? 'an unnamed bit-field' : `'${giver.path}'`;
  const why = isPromised
    ? 'which had to be zero'
    : facts.isToUser
      ? 'which only the kernel writes'
      : 'and no comment had said that it must be zero: old programs may have left anything there';
  return {
    kind: 'reserved-consumed',
    path: members[0].path,
    verdict: isPromised || facts.isToUser ? 'ok' : 'ambiguous',
    text: `${names}${more} ${members.length === 1 ? 'takes' : 'take'} bytes of ${source}, ${why}`,
    fact: `${names} at ${place(members[0])}`,
  };
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
  lastOwned: number,
  { old, facts }: Comparison,
): Difference {
  const isTail = bits.start >= lastOwned;
  // Only an attribute aligns a struct to more than 8: it keeps its tail free on purpose.
  const isMeant = isTail && old.alignBytes > 8;
  const where = isTail
    ? `the padding at the end of the old struct of ${old.sizeBytes} bytes`
    : 'a hole of the old struct';
  const why = facts.isToUser
    ? 'an old kernel leaves there what lay on its stack'
    : 'old programs pass whatever lay on their stack there';
  return {
    kind: isTail ? 'tail-padding-reuse' : 'hole-filled',
    path: member.path,
    verdict: facts.isToUser || isMeant ? 'ambiguous' : 'break',
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
