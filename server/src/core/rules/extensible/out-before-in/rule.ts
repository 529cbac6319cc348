import type { RecordOnAbis } from '../../../review/byAbi.js';
import { memberDocs } from '../../../review/memberDocs.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isReservedName, memberWay } from '../memberRole.js';
import { passingCommands } from '../sizeHeader.js';

/**
 * An output member in front of an input member. Off but in `strict`: a struct that grows appends inputs behind its first
 * outputs (iommufd, fwctl and liveupdate all have such), so the order says something about new structs only.
 */
export const rule: RecordRule = {
  id: 'extensible/out-before-in',
  scope: 'record',
  why:
    'When the inputs of a struct come first, a reader sees what a call needs and what it answers, and the kernel can ' +
    'copy the answer back without the inputs.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: severities('off', { strict: 'hint' }),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  if (passingCommands(header, record).length === 0) return [];
  const docs = memberDocs(header, record);
  const members = header.members(record);
  const ways = members.map(({ path }) => memberWay(path, docs.get(path)));
  const lastIn = members.findLastIndex(({ path }, i) => ways[i] === 'in' && !isReservedName(path));
  const firstOut = ways.indexOf('out');
  if (firstOut < 0 || firstOut > lastIn) return [];
  const { path, range, onAbis } = members[firstOut];
  return [
    {
      symbol: `${record.name}.${path}`,
      range,
      message: `${record.kind} ${record.name}: the output '${path}' stands before the input '${members[lastIn].path}'`,
      abis: onAbis.map(({ abi }) => abi),
      help: 'as long as the struct is unpublished, put the inputs first',
      severity: 'hint',
    },
  ];
}
