import { bytes, type RecordOnAbis } from '../../../review/byAbi.js';
import { anyLayout, type ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';

/**
 * An array of length 1 at the end of a struct, with a member before it that reads like its length or with a name that
 * says data: how data of unknown length was declared before C99. Padding (`reserved[1]`) is left alone, an array whose length is
 * a macro, and a struct of byte arrays only, which describes a file byte by byte.
 */
export const rule: RecordRule = {
  id: 'layout/fake-flex-1',
  scope: 'record',
  why:
    'sizeof counts one element that may not be there, compilers take the array for one element long, and each user has to ' +
    'subtract one when a size is computed.',
  reference: {
    title: 'Deprecated Interfaces, "Zero-length and one-element arrays"',
    url: 'https://docs.kernel.org/process/deprecated.html#zero-length-and-one-element-arrays',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

const paddingName = /^_*(?:reserved|rsvd?|res|pad|padding|spare|unused|dummy|fill(?:er)?)\d*$/i;

function findingsOf(record: RecordOnAbis, { file }: ReviewedHeader): readonly RuleFinding[] {
  const layout = anyLayout(record);
  const member = layout?.members.at(-1);
  if (layout?.kind !== 'struct' || layout.members.length < 2 || member === undefined) return [];
  if (member.dimensions.length !== 1 || member.dimensions[0] !== 1 || paddingName.test(member.name)) return [];
  if (layout.members.every(({ sizeBytes, dimensions }) => dimensions.length > 0 && sizeBytes === dimensions[0]))
    return [];
  const { end } = member.range;
  if (member.range.file !== file || !/^\s*\[\s*1\s*\]/.test(file.text.slice(end, end + 40))) return [];
  return [
    {
      symbol: `${record.name}.${member.name}`,
      range: member.range,
      message: `${record.kind} ${record.name}: '${member.name}' has one element and stands last, as arrays of unknown length were once declared`,
      abis: record.onAbis.map(({ abi }) => abi),
      help:
        `as long as the struct is unpublished, write ${member.name}[]; in a published one keep the ${bytes(member.sizeBytes)} ` +
        `in a union with __DECLARE_FLEX_ARRAY(), so that sizeof stays`,
    },
  ];
}
