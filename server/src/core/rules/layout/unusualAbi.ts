/**
 * The rules about ABIs that align unlike all others: m68k, sh4, the old ABI of arm, and x32. Each speaks of records that
 * the usual ABIs agree on, so that a record that differs anyway is reported once, with the ABI that a user meets first.
 */
import type { RecordOnAbis } from '../../review/byAbi.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { AbiId } from '../../target/abi.js';
import type { RecordRule, RuleFinding, RuleSeverity } from '../rule.js';
import {
  differenceText,
  divergenceAmong,
  divergenceFacts,
  divergenceOf,
  layoutsOf,
  usualLayouts,
} from './divergence.js';

export function unusualAbiRule(
  abi: AbiId,
  texts: { readonly why: string; readonly because: string; readonly help: string },
  severity: RuleSeverity,
): RecordRule {
  return {
    id: `layout/abi-divergent-${abi}`,
    scope: 'record',
    why: texts.why,
    reference: {
      title: 'ioctl based interfaces, "Structure layout"',
      url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
    },
    severity: { recommended: severity, new: severity, legacy: 'off', strict: 'info' },
    check: ({ header }, record) => (header.abiIds.includes(abi) ? findingsOf(record, header, abi, texts) : []),
  };
}

function findingsOf(
  record: RecordOnAbis,
  header: ReviewedHeader,
  abi: AbiId,
  { because, help }: { readonly because: string; readonly help: string },
): readonly RuleFinding[] {
  if (divergenceOf(header, record) !== undefined) return [];
  const [usual] = usualLayouts(header, record);
  const [unusual] = layoutsOf(header, record, (each) => each === abi);
  if (usual === undefined || unusual === undefined) return [];
  const divergence = divergenceAmong([usual, unusual], record);
  if (divergence === undefined || divergence.isDeclaredTwice) return [];
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: `${record.kind} ${record.name} differs on ${abi}, ${because}: ${differenceText(divergence)}`,
      abis: [abi],
      facts: divergenceFacts(divergence),
      help,
    },
  ];
}
