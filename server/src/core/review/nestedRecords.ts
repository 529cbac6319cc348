import { KeptWith } from '../base/kept.js';
import type { RecordLayout } from '../layout/recordLayout.js';

/** A record, or an untagged record inside it, with the path and place at which it lies. */
export interface PlacedRecord {
  /** Empty, or a path with its dot: `regs[].`. */
  readonly prefix: string;
  /** From the start of the outermost record. */
  readonly offsetBits: number;
  readonly layout: RecordLayout;
}

const known = new KeptWith<RecordLayout, readonly PlacedRecord[]>('layout');

/** The record itself, then every untagged record written inside it, outer before inner. */
export function nestedRecords(layout: RecordLayout): readonly PlacedRecord[] {
  let records = known.get(layout);
  if (records === undefined) {
    const found: PlacedRecord[] = [];
    place(layout, '', 0, found);
    records = found;
    known.set(layout, records);
  }
  return records;
}

function place(layout: RecordLayout, prefix: string, offsetBits: number, found: PlacedRecord[]): void {
  found.push({ prefix, offsetBits, layout });
  for (const member of layout.members) {
    if (member.nested === undefined) continue;
    const inner = member.name === '' ? prefix : `${prefix}${member.name}${'[]'.repeat(member.dimensions.length)}.`;
    place(member.nested, inner, offsetBits + member.offsetBits, found);
  }
}
