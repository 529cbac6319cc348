/**
 * Which members hold a constant: those whose comment names it or its enum, and for a macro the member that it is defined
 * beside, as authors of uapi headers do (`__u32 flags;` with its flags below, or `struct {` with them above a member).
 */
import { memberDocs, type RuleContext } from '../../core/index.js';

type Header = RuleContext['header'];

/** Symbols as findings have them: `vfio_region_info.flags`. */
export function heldBy(names: readonly string[], header: Header, definedAt?: number): readonly string[] {
  const documented = header.part('ide:documentedMembers', () =>
    header.records.flatMap((record) =>
      [...memberDocs(header, record)].map(([path, { text }]) => ({ symbol: `${record.name}.${path}`, text })),
    ),
  );
  const wanted = new RegExp(`\\b(?:${names.join('|')})\\b`);
  const named = documented.filter(({ text }) => wanted.test(text)).map(({ symbol }) => symbol);
  const beside = definedAt === undefined ? undefined : memberBeside(header, definedAt);
  return beside === undefined || named.includes(beside) ? named : [beside, ...named];
}

interface MemberPlace {
  readonly start: number;
  readonly recordStart: number;
  readonly recordEnd: number;
  readonly symbol: string;
  /** Of an array, a record or an address: it holds no flags. */
  readonly isInteger: boolean;
}

function memberBeside(header: Header, at: number): string | undefined {
  const places = header.part('ide:memberPlaces', () => memberPlaces(header));
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (places[middle].start < at) low = middle + 1;
    else high = middle;
  }
  const { text } = header.file;
  const isInside = (place: MemberPlace | undefined): place is MemberPlace =>
    place !== undefined && place.recordStart < at && at < place.recordEnd;
  const [before, after] = [places[low - 1], places[low]];
  const opened = Math.max(before?.start ?? 0, after?.recordStart ?? 0);
  if (isInside(before) && !/[{}]/.test(text.slice(before.start, at))) {
    return before.isInteger ? before.symbol : undefined;
  }
  const isFirst = isInside(after) && text.slice(opened, at).includes('{') && !/[{}]/.test(text.slice(at, after.start));
  return isFirst && after.isInteger ? after.symbol : undefined;
}

function memberPlaces(header: Header): readonly MemberPlace[] {
  const places: MemberPlace[] = [];
  for (const record of header.records) {
    const { range } = record.onAbis[0].record;
    if (range.file !== header.file) continue;
    for (const { path, flat } of header.members(record)) {
      const { type, dimensions, member } = flat;
      const isInteger = dimensions.length === 0 && member.nested === undefined && !/\*|^(struct|union)\b/.test(type);
      places.push({
        start: member.range.start,
        recordStart: range.start,
        recordEnd: range.end,
        symbol: `${record.name}.${path}`,
        isInteger,
      });
    }
  }
  return places.sort((a, b) => a.start - b.start);
}
