import type { RecordOnAbis } from '../../../review/byAbi.js';
import { memberDocs } from '../../../review/memberDocs.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isReservedName, lastName } from '../memberRole.js';
import { passingCommands } from '../sizeHeader.js';

/**
 * A reserved member of an argument whose name does not say so: neither "reserved" nor "pad" is in it, and it does not
 * begin with two underscores. `reserved` without underscores is left alone: whoever knows these names, the comparison of
 * the kernel's check-uapi.sh among them, knows it too.
 */
export const rule: RecordRule = {
  id: 'extensible/reserved-name',
  scope: 'record',
  why:
    'Bytes without a meaning are told by their name: tools that compare two versions of a struct accept a new member in ' +
    'place of one that is called reserved or pad, and programs leave a name with two underscores alone.',
  reference: {
    title: 'UAPI Checker',
    url: 'https://docs.kernel.org/dev-tools/checkuapi.html',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  if (passingCommands(header, record).length === 0) return [];
  const docs = memberDocs(header, record);
  return header.members(record).flatMap(({ path, range, onAbis }) => {
    const name = lastName(path);
    if (/reserved|pad|^__/.test(name)) return [];
    const isReserved = isReservedName(path) || /^(reserved|unused)\b/i.test(docs.get(path)?.text ?? '');
    if (!isReserved || /flag/.test(name)) return [];
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `${record.kind} ${record.name}: the reserved member '${path}' does not have a name that says so`,
        abis: onAbis.map(({ abi }) => abi),
        help: `as long as the ${record.kind} is unpublished, call it __reserved`,
      },
    ];
  });
}
