import { membersOf, type RecordOnAbis } from '../../../review/byAbi.js';
import { anyLayout, type ReviewedHeader } from '../../../review/reviewedHeader.js';
import { typeChain } from '../../../review/typeChain.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { isFlexible } from '../flexArrays.js';

/**
 * A struct that ends in a flexible array and has no member whose name reads like a count, a length or a size. Bytes of a
 * string are left alone, whose end may be a NUL.
 */
export const rule: RecordRule = {
  id: 'layout/flex-no-count',
  scope: 'record',
  why:
    'A reader of the struct cannot tell how many elements follow, so the kernel, a tracer and a checker each need to be ' +
    'told from elsewhere.',
  reference: {
    title: 'Deprecated Interfaces, "Zero-length and one-element arrays"',
    url: 'https://docs.kernel.org/process/deprecated.html#zero-length-and-one-element-arrays',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

const countName =
  /(?:^|_)(?:n|nr|num|no|cnt|counts?|len|length|size|sz|n?bytes|total|max|entries|elements|capacity|slots)(?:_|\d*$)|(?:len|length|size|count|cnt|num|sz)\d*$|^n_?[a-z]+s$|^b?n(?:um|r)/i;

function findingsOf(record: RecordOnAbis, _header: ReviewedHeader): readonly RuleFinding[] {
  const layout = anyLayout(record);
  const member = layout?.members.at(-1);
  if (layout?.kind !== 'struct' || member === undefined || !isFlexible(member)) return [];
  const { base, typedefs } = typeChain(member.ctype);
  if (typedefs.length === 0 && base.kind === 'basic' && base.name === 'char') return [];
  const hasCount = membersOf(layout).some(({ path, member: other }) => {
    return other !== member && countName.test(path.slice(path.lastIndexOf('.') + 1));
  });
  if (hasCount) return [];
  return [
    {
      symbol: `${record.name}.${member.name}`,
      range: member.range,
      message: `${record.kind} ${record.name}: no member says how many elements '${member.name}' has`,
      abis: record.onAbis.map(({ abi }) => abi),
      help:
        'as long as the struct is unpublished, add a member for the number of elements and name it with ' +
        '__counted_by() on the array',
    },
  ];
}
