import type { RecordOnAbis } from '../../../review/byAbi.js';
import { memberDocs } from '../../../review/memberDocs.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { memberWay } from '../memberRole.js';
import { passingCommands } from '../sizeHeader.js';

/**
 * A version of the interface that a caller passes in an argument. Answers of the kernel are left alone (`GET_VERSION`,
 * `_IOR`, a member that is said to be an output), and so are versions of something else: of hardware, firmware, a
 * protocol.
 */
export const rule: RecordRule = {
  id: 'extensible/version-field',
  scope: 'record',
  why:
    'With a version in the argument, every change of the interface makes a new one, and the kernel has to carry all of ' +
    'them. A new command or a new flag says exactly what is meant.',
  reference: {
    title: 'ioctl based interfaces, "Interface versions"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#interface-versions',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  const asking = commands.filter(
    ({ name, ioctl: { direction } }) =>
      direction !== 'r' && !/VERSION|_VER(_|$)|(^|_)(GET|G|QUERY|QUERIES|INFO|CAPS?|READ)/.test(name),
  );
  if (asking.length === 0) return [];
  const docs = memberDocs(header, record);
  return header.members(record).flatMap(({ path, range, onAbis }) => {
    if (!/^((api|abi|interface|struct|uapi)_)?(version|ver)$/.test(path)) return [];
    const doc = docs.get(path);
    const way = memberWay(path, doc);
    if (
      way === 'out' ||
      /\b(hardware|hw|firmware|fw|microcode|protocol|ip|chip|device|driver|out)\b/i.test(doc?.text ?? '')
    ) {
      return [];
    }
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `${record.kind} ${record.name}: '${path}' is a version that ${asking[0].name} takes from the caller`,
        abis: onAbis.map(({ abi }) => abi),
        help: `as long as the ${record.kind} is unpublished, leave it out: flags, the struct's size or a new command can tell callers apart`,
      },
    ];
  });
}
