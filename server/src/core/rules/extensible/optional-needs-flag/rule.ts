import type { RecordOnAbis } from '../../../review/byAbi.js';
import { memberDocs } from '../../../review/memberDocs.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isFlagsName, isReservedName } from '../memberRole.js';
import { passingCommands, sizeName } from '../sizeHeader.js';

/**
 * Structs of the vfio kind (`argsz` first): their tail is not checked for zeros, so only a flag bit can tell whether a
 * member is there. Found are structs without any flags member, and members that their comment calls optional without
 * naming a constant.
 */
export const rule: RecordRule = {
  id: 'extensible/optional-needs-flag',
  scope: 'record',
  why:
    'In an argsz interface neither side can tell from the size alone whether the other filled in a member. A bit in ' +
    'flags says it; without one, garbage is taken for a value.',
  reference: { title: 'VFIO, "VFIO User API"', url: 'https://docs.kernel.org/driver-api/vfio.html#vfio-user-api' },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  if (sizeName(record) !== 'argsz') return [];
  const members = header.members(record);
  const abis = record.onAbis.map(({ abi }) => abi);
  if (!members.some(({ path }) => isFlagsName(path))) {
    return [
      {
        symbol: record.name,
        range: record.onAbis[0].record.nameRange,
        message: `struct ${record.name}, the argument of ${commands[0].name}, has argsz but no flags`,
        abis,
        help: 'as long as the struct is unpublished, put __u32 flags behind argsz, with a bit for each member added later',
      },
    ];
  }
  const docs = memberDocs(header, record);
  return members.flatMap(({ path, range }) => {
    const text = docs.get(path)?.text;
    if (text === undefined || isFlagsName(path) || isReservedName(path)) return [];
    if (!/\boptional(ly)?\b|\bif (present|provided|supported)\b|\bmay be absent\b/i.test(text)) return [];
    if (/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+|\bflags?\b/.test(text)) return [];
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `struct ${record.name}: '${path}' is optional, and no flag says whether it is there`,
        abis,
        help: 'define a bit of flags for the member and name it in the comment',
      },
    ];
  });
}
