import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { AbiId } from '../../../target/abi.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { divergenceOf, isUsual, memberAt } from '../divergence.js';
import { type Hole, holesOnAbis, laidAbis, type OnAbis } from '../implicitPadding.js';
import { holeFixes } from '../paddingFixes.js';

/**
 * A hole that some of the usual ABIs have and others do not: why a record differs, in one place. Where a rule about
 * divergence speaks of the record already, this one only explains (info).
 */
export const rule: RecordRule = {
  id: 'layout/hole-differs',
  scope: 'record',
  why:
    'A hole that only some ABIs have moves what follows it, or takes from the record what other ABIs have at its end. ' +
    'A program and a kernel of two such ABIs do not mean the same bytes.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: ({ header }, record) => (header.abis.length < 2 ? [] : findingsOf(record, header)),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const holes = holesOnAbis(record);
  if (holes.size === 0) return [];
  const abis = laidAbis(record).filter(isUsual);
  return [...holes].flatMap(([path, onAbis]) => {
    const member = memberAt(record, path);
    const place = new Set(member?.onAbis.map(({ abi }) => abi));
    const having = abis.filter((abi) => onAbis.has(abi));
    const lacking = abis.filter((abi) => !onAbis.has(abi) && place.has(abi));
    return having.length === 0 || lacking.length === 0
      ? []
      : [finding(record, header, { path, onAbis, having, lacking, abis })];
  });
}

interface DifferentHole {
  readonly path: string;
  readonly onAbis: OnAbis<Hole>;
  readonly having: readonly AbiId[];
  readonly lacking: readonly AbiId[];
  readonly abis: readonly AbiId[];
}

function finding(
  record: RecordOnAbis,
  header: ReviewedHeader,
  { path, onAbis, having, lacking, abis }: DifferentHole,
): RuleFinding {
  const [{ member, sizeBytes }] = onAbis.values();
  const known = memberAt(record, path);
  return {
    symbol: `${record.name}.${path}`,
    range: member.range,
    message:
      `${record.kind} ${record.name}: the hole of ${bytes(sizeBytes)} before '${path}' is there on ` +
      `${having.join(', ')} and not on ${lacking.join(', ')}`,
    abis: having,
    facts: factLines(
      abis.map((abi) => {
        const hole = onAbis.get(abi);
        return [abi, hole === undefined ? 'no hole' : `${bytes(hole.sizeBytes)} at offset ${hole.offsetBytes}`];
      }),
    ),
    help:
      `as long as the ${record.kind} is unpublished, name the bytes, and use types that all ABIs align alike ` +
      '(__aligned_u64)',
    ...(divergenceOf(header, record) === undefined ? undefined : { severity: 'info' as const }),
    ...(known === undefined ? undefined : { fixes: holeFixes(record, known, onAbis) }),
  };
}
