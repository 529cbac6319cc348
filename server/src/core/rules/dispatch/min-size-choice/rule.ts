import type { RecordSnapshot } from '../../../compat/headerSnapshot.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { OpEntry } from '../../../driver/opTable.js';
import { type MemberOnAbis, membersOnAbis, type RecordOnAbis } from '../../../review/byAbi.js';
import type { AbiId } from '../../../target/abi.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { publishedTables } from '../tableFacts.js';
import { description } from './description.js';

/**
 * The member up to which an entry demands an argument (`offsetofend(struct x, last)`), against the struct as it was
 * published: a later end refuses those callers (error), an earlier one lets members be left out, which is right only where an
 * older version ended there (hint, since no version that is known need be the first). Without a published version only what is wrong by itself: an end behind the size, a member that is not there.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source).flatMap(({ table }) => table.entries.flatMap((entry) => findingsOf(entry, source))),
};

function findingsOf(entry: OpEntry, source: DriverSource): readonly RuleFinding[] {
  const { last, record, command } = entry;
  if (last === undefined) return [];
  const { member } = last;
  const published = source.record(last.record)?.record;
  const ends = published === undefined ? undefined : endsOf(published, member.text);
  if (published === undefined || ends === undefined) return [];
  const found = { symbol: command.text, range: source.rangeOf(member), abis: [] };
  const { size, end } = ends;
  if (end === undefined) {
    const message = `'struct ${last.record}' has no member '${member.text}'`;
    return [{ ...found, message, help: 'name the last member of its first published version' }];
  }
  const copied =
    record === undefined || record.text === last.record ? undefined : sizeOf(source, record.text, ends.abi);
  if (copied !== undefined && end > copied) {
    const message =
      `${command.text} demands ${end} bytes, up to '${member.text}' of 'struct ${last.record}', ` +
      `and 'struct ${record?.text}' has ${copied}`;
    return [{ ...found, message, help: 'take both from the same struct' }];
  }
  const first = source.publishedRecord(last.record)?.layouts.get(ends.abi);
  if (first === undefined || first.sizeBytes > size) return [];
  if (end > first.sizeBytes) {
    const message =
      `${command.text} demands ${end} bytes, up to '${member.text}'; ` +
      `callers of the published 'struct ${last.record}' pass ${first.sizeBytes} and get EINVAL`;
    return [{ ...found, message, help: `name ${lastMembers(first)}, the last member of that version` }];
  }
  const optional = first.members.filter(
    ({ path, offsetBits, sizeBytes }) =>
      offsetBits >= 8 * end && sizeBytes > 0 && !/(^|\.)_*(reserved|resv|rsvd|pad(ding)?)\d*$/i.test(path),
  );
  if (optional.length === 0) return [];
  const names = optional.map(({ path }) => `'${path}'`).join(', ');
  return [
    {
      ...found,
      message: `${command.text} demands no more than ${end} bytes, up to '${member.text}'; callers may leave ${names} of the published version out`,
      help: `name ${lastMembers(first)}, unless an older version ended at '${member.text}'`,
      severity: 'hint',
    },
  ];
}

type Layout = NonNullable<RecordSnapshot['layouts'] extends ReadonlyMap<AbiId, infer L> ? L : never>;

function lastMembers({ members }: Layout): string {
  const named = members.filter(({ sizeBytes }) => sizeBytes > 0);
  return `'${named.at(-1)?.path ?? ''}'`;
}

/** Bytes up to the end of a member, and those of the whole record, on the first ABI that lays it out. */
function endsOf(
  record: RecordOnAbis,
  name: string,
): { readonly abi: AbiId; readonly end?: number; readonly size: number } | undefined {
  const laidOut = record.onAbis.find((each) => each.record.layout !== undefined);
  if (laidOut?.record.layout === undefined || record.onAbis.some((each) => each.record.layout === undefined))
    return undefined;
  const { abi } = laidOut;
  const size = laidOut.record.layout.sizeBytes;
  const member = membersOnAbis(record).find(({ path }) => path === name);
  const end = member === undefined ? undefined : endOn(member, abi);
  return { abi, size, ...(end === undefined ? {} : { end }) };
}

function endOn({ onAbis }: MemberOnAbis, abi: AbiId): number | undefined {
  const flat = onAbis.find((each) => each.abi === abi)?.flat;
  return flat === undefined ? undefined : Math.floor(flat.offsetBits / 8) + flat.sizeBytes;
}

function sizeOf(source: DriverSource, tag: string, abi: AbiId): number | undefined {
  return source.record(tag)?.record.onAbis.find((each) => each.abi === abi)?.record.layout?.sizeBytes;
}
