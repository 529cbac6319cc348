import { KeptWith } from '../../../base/kept.js';
import type { RecordLayout } from '../../../layout/recordLayout.js';
import type { RecordOnAbis } from '../../../review/byAbi.js';
import { nestedRecords } from '../../../review/nestedRecords.js';
import type { FileRange } from '../../../source/sourceFile.js';
import type { AbiId } from '../../../target/abi.js';
import type { RecordRule, RuleFinding } from '../../rule.js';

/**
 * A bit-field that does not fit what is left of the storage unit before it: most ABIs skip the rest and begin a new unit,
 * m68k and packed structs let it cross. Either way the bits are not where a reader counts them. Where the unnamed rest is
 * written as an unnamed bit-field, nothing is skipped.
 */
export const rule: RecordRule = {
  id: 'layout/bitfield-crosses-unit',
  scope: 'record',
  why:
    'Where a bit-field does not fit what is left of a storage unit, it depends on the ABI and on packed whether it begins ' +
    'the next unit or is cut in two, so the same declaration gives different bits.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: (_context, record) => findingsOf(record),
};

interface Crossing {
  readonly range: FileRange;
  readonly isCut: boolean;
  readonly skippedBits: number;
}

function findingsOf(record: RecordOnAbis): readonly RuleFinding[] {
  const found = new Map<string, { readonly crossing: Crossing; readonly abis: AbiId[] }>();
  for (const { abi, record: declared } of record.onAbis) {
    for (const [path, crossing] of declared.layout === undefined ? [] : crossingsOf(declared.layout)) {
      const other = found.get(path);
      if (other === undefined) found.set(path, { crossing, abis: [abi] });
      else other.abis.push(abi);
    }
  }
  return [...found].map(([path, { crossing, abis }]) => ({
    symbol: `${record.name}.${path}`,
    range: crossing.range,
    message: crossing.isCut
      ? `${record.kind} ${record.name}: bit-field '${path}' lies in two storage units`
      : `${record.kind} ${record.name}: bit-field '${path}' does not fit what is left of the unit: ${crossing.skippedBits === 1 ? '1 bit is' : `${crossing.skippedBits} bits are`} skipped`,
    abis,
    help:
      'as long as the struct is unpublished, use integers of fixed width with masks and shifts, or fill the rest of the ' +
      'unit with a named bit-field',
  }));
}

const known = new KeptWith<RecordLayout, readonly [string, Crossing][]>('layout');

/** Once for each layout: most ABIs share it. */
function crossingsOf(layout: RecordLayout): readonly [string, Crossing][] {
  let found = known.get(layout);
  if (found === undefined) {
    found = [...crossings(layout)];
    known.set(layout, found);
  }
  return found;
}

function* crossings(layout: RecordLayout): Generator<[string, Crossing]> {
  for (const { prefix, layout: owner } of nestedRecords(layout)) {
    if (owner.kind !== 'struct') continue;
    const unnamed = owner.padding.filter(({ kind }) => kind === 'unnamed');
    let next = 0;
    for (const [index, { name, range, offsetBits, sizeBytes, widthBits }] of owner.members.entries()) {
      if (widthBits === undefined) continue;
      const unitBits = sizeBytes * 8;
      const previous = index === 0 ? undefined : owner.members[index - 1];
      const last = offsetBits + widthBits - 1;
      if (Math.floor(offsetBits / unitBits) !== Math.floor(last / unitBits)) {
        yield [prefix + name, { range, isCut: true, skippedBits: 0 }];
      } else if (previous?.widthBits !== undefined && previous.sizeBytes === sizeBytes) {
        const skippedBits = offsetBits - previous.offsetBits - previous.widthBits;
        while (next < unnamed.length && unnamed[next].offsetBits < previous.offsetBits) next++;
        const isWritten = next < unnamed.length && unnamed[next].offsetBits < offsetBits;
        if (skippedBits > 0 && skippedBits < widthBits && !isWritten) {
          yield [prefix + name, { range, isCut: false, skippedBits }];
        }
      }
    }
  }
}
