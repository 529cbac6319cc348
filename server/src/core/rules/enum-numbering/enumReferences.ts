/** Which enum a member holds, as its comment says: `One of enum foo_type`, `Combination of enum foo_flags`. */
import type { MemberOnAbis, RecordOnAbis } from '../../review/byAbi.js';
import { type EnumAsWritten, enumsByName } from '../../review/enums.js';
import { memberDocs } from '../../review/memberDocs.js';
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

export function enumReferences(header: ReviewedHeader): readonly EnumReference[] {
  return header.part('enumReferences', () => {
    const enums = enumsByName(header);
    if (enums.size === 0) return [];
    return header.records.flatMap((record) => {
      if (!namesEnum(header, record)) return [];
      const docs = memberDocs(header, record);
      return header.members(record).flatMap((member): readonly EnumReference[] => {
        const doc = docs.get(member.path);
        const text = doc?.text;
        const name = text === undefined ? undefined : /\benum\s+([A-Za-z_]\w*)/.exec(text)?.[1];
        const named = name === undefined ? undefined : enums.get(name);
        if (doc === undefined || text === undefined || named === undefined) return [];
        const isFlags = /\b(combination|bitmask|bitmap|bit mask|bitwise|mask of|flags)\b/i.test(text);
        const isOne =
          /\b(one of|value of|from|type of|defined in|see)\b/i.test(text) || /^\W*enum\s+\w+\W*$/.test(text);
        if (!isFlags && !isOne) return [];
        const isCombination = /\bcombination\b|\bbitwise[- ]or\b|\bor('?ed)? (of|together)\b/i.test(text);
        return [
          {
            enum: named,
            record,
            member,
            holds: isFlags ? 'flags' : 'one',
            isCombination,
            isKernelDoc: doc.isKernelDoc,
          },
        ];
      });
    });
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

export function flagEnums(header: ReviewedHeader): readonly FlagEnum[] {
  return header.part('flagEnums', () => {
    const combined = new Set(enumReferences(header).flatMap((each) => (each.isCombination ? [each.enum] : [])));
    return [...enumsByName(header).values()].flatMap((each) => {
      const isCombined = combined.has(each);
      return isCombined || /_flags?$/.test(each.name ?? '') ? [{ enum: each, isCombined }] : [];
    });
  });
}
