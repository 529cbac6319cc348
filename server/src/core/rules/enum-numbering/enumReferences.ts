/** Which enum a member holds, as its comment says: `One of enum foo_type`, `Combination of enum foo_flags`. */
import type { MemberOnAbis, RecordOnAbis } from '../../review/byAbi.js';
import { type EnumAsWritten, enumNamed, enumsByName } from '../../review/enums.js';
import { memberDocs } from '../../review/memberDocs.js';
import { question } from '../../review/question.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';

export interface EnumReference {
  readonly enum: EnumAsWritten;
  readonly record: RecordOnAbis;
  readonly member: MemberOnAbis;
  /** `flags`: the member holds several of them at once. */
  readonly holds: 'one' | 'flags';
  /** The comment speaks of a combination, not only of a mask whose bits the enum may number. */
  readonly isCombination: boolean;
  readonly isKernelDoc: boolean;
}

/** What a comment says of a member: the enum by its name. */
interface NamedReference extends Omit<EnumReference, 'enum'> {
  readonly enumName: string;
}

export function enumReferences(header: ReviewedHeader): readonly EnumReference[] {
  return header.part('enumReferences', () =>
    enumsByName(header).size === 0 ? [] : header.records.flatMap((record) => enumReferencesOf(header, record)),
  );
}

/** The references of one record's members, in order. */
export function enumReferencesOf(header: ReviewedHeader, record: RecordOnAbis): readonly EnumReference[] {
  const named = header.saidOf(record, 'enumReferences', () => referencesIn(header, record));
  return named.flatMap(({ enumName, ...reference }) => {
    const each = header.ask(enumNamed, enumName);
    return each === undefined ? [] : [{ enum: each, ...reference }];
  });
}

function referencesIn(header: ReviewedHeader, record: RecordOnAbis): readonly NamedReference[] {
  if (!namesEnum(header, record)) return [];
  const docs = memberDocs(header, record);
  return header.members(record).flatMap((member): readonly NamedReference[] => {
    const doc = docs.get(member.path);
    const text = doc?.text;
    const enumName = text === undefined ? undefined : /\benum\s+([A-Za-z_]\w*)/.exec(text)?.[1];
    if (doc === undefined || text === undefined || enumName === undefined) return [];
    const isFlags = /\b(combination|bitmask|bitmap|bit mask|bitwise|mask of|flags)\b/i.test(text);
    const isOne = /\b(one of|value of|from|type of|defined in|see)\b/i.test(text) || /^\W*enum\s+\w+\W*$/.test(text);
    if (!isFlags && !isOne) return [];
    const isCombination = /\bcombination\b|\bbitwise[- ]or\b|\bor('?ed)? (of|together)\b/i.test(text);
    const holds = isFlags ? 'flags' : 'one';
    return [{ enumName, record, member, holds, isCombination, isKernelDoc: doc.isKernelDoc }];
  });
}

/** A comment on the record or inside it has the word, so that reading it is worth while. */
function namesEnum(header: ReviewedHeader, { onAbis: [{ record }] }: RecordOnAbis): boolean {
  const { text } = header.file;
  const { range, kernelDoc } = record;
  if (range.file !== header.file) return false;
  return text.slice(kernelDoc?.start ?? range.start, range.end).includes('enum ');
}

/** Enums of flags: by name, or since a member holds a combination of them. */
export interface FlagEnum {
  readonly enum: EnumAsWritten;
  /** A member's comment calls itself a combination of them; otherwise only the name tells, or a mask. */
  readonly isCombined: boolean;
}

/** `undefined` for an enum that is none of flags. */
export function flagEnum(header: ReviewedHeader, each: EnumAsWritten): FlagEnum | undefined {
  if (each.name === undefined || header.ask(enumNamed, each.name) !== each) return undefined;
  const isCombined = header.ask(combines, each);
  return isCombined || /_flags?$/.test(each.name) ? { enum: each, isCombined } : undefined;
}

/** Whether a member's comment speaks of a combination of an enum's values. */
const combines = question((header, each: EnumAsWritten) => {
  const combined = header.part(
    'combinedEnums',
    () => new Set(enumReferences(header).flatMap((reference) => (reference.isCombination ? [reference.enum] : []))),
  );
  return combined.has(each);
});

/** The first member that holds one value of an enum, as any comment says. */
export const firstHolder = question(
  (header, each: EnumAsWritten) => holdersOf(header, each)[0] as EnumReference | undefined,
  sameMember,
);

/** The first member that holds one value of an enum, as kernel-doc says. */
export const firstDocumentedHolder = question(
  (header, each: EnumAsWritten) => holdersOf(header, each).find(({ isKernelDoc }) => isKernelDoc),
  sameMember,
);

function holdersOf(header: ReviewedHeader, each: EnumAsWritten): readonly EnumReference[] {
  const byEnum = header.part('enumHolders', () => {
    const known = new Map<EnumAsWritten, EnumReference[]>();
    for (const reference of enumReferences(header)) {
      if (reference.holds !== 'one') continue;
      const holders = known.get(reference.enum);
      if (holders === undefined) known.set(reference.enum, [reference]);
      else holders.push(reference);
    }
    return known;
  });
  return byEnum.get(each) ?? [];
}

function sameMember(a: EnumReference | undefined, b: EnumReference | undefined): boolean {
  return a?.member === b?.member;
}
