import type { MemberOnAbis, RecordOnAbis } from '../../../review/byAbi.js';
import { anyLayout, type ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { Fix, RecordRule, RuleFinding } from '../../rule.js';
import { someMember } from '../divergence.js';
import { isZeroLength } from '../flexArrays.js';

/**
 * An array member written with length 0 (`[0]`), wherever it stands. A length that a macro or sizeof makes 0 on some ABI is
 * padding, and left alone.
 */
export const rule: RecordRule = {
  id: 'layout/zero-length-array',
  scope: 'record',
  why:
    'An array of length 0 is how data of unknown length was declared before C99. Compilers and fortified memcpy() take ' +
    'its size for 0, and nothing keeps members from being added after it.',
  reference: {
    title: 'Deprecated Interfaces, "Zero-length and one-element arrays"',
    url: 'https://docs.kernel.org/process/deprecated.html#zero-length-and-one-element-arrays',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  if (!record.onAbis.some(({ record: { layout } }) => layout !== undefined && someMember(layout, isZeroLength)))
    return [];
  return header
    .members(record)
    .filter(({ flat }) => isZeroLength(flat.member))
    .map((member) => {
      const fix = flexibleFix(record, member, header);
      return {
        symbol: `${record.name}.${member.path}`,
        range: member.range,
        message: `${record.kind} ${record.name}: '${member.path}' is an array of length 0`,
        abis: member.onAbis.map(({ abi }) => abi),
        help: 'write it as a flexible array []; in a union, with __DECLARE_FLEX_ARRAY(): size and offsets stay',
        ...(fix === undefined ? undefined : { fixes: [fix] }),
      };
    });
}

/** `[0]` to `[]`, where C allows it: last in a struct, not alone there, and in no other record of the header. */
function flexibleFix(record: RecordOnAbis, member: MemberOnAbis, header: ReviewedHeader): Fix | undefined {
  const layout = anyLayout(record);
  if (
    layout?.kind !== 'struct' ||
    layout.members.length < 2 ||
    layout.members.at(-1)?.range !== member.flat.member.range
  ) {
    return undefined;
  }
  if (header.use(record).embedders.length > 0) return undefined;
  const { file, end } = member.range;
  const written = /^\s*\[(\s*0\s*)\]\s*;/.exec(file.text.slice(end, end + 80));
  if (written === null || file !== header.file) return undefined;
  const start = end + written[0].indexOf('[') + 1;
  return {
    title: `Make '${member.path}' a flexible array`,
    edits: [{ range: { file, start, end: start + written[1].length }, newText: '' }],
    effect: 'neutral',
  };
}
