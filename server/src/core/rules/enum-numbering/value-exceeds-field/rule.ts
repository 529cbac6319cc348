import { bytes, type RecordOnAbis } from '../../../review/byAbi.js';
import { enumText, isSentinelName } from '../../../review/enums.js';
import { typeChain } from '../../../review/typeChain.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { enumReferencesOf } from '../enumReferences.js';

/**
 * An enumerator that does not fit the member that holds it, as the member's comment says ("One of enum foo"). Sentinels
 * are left alone: they are no value that is passed. So is -1 in an unsigned member, a common way to say "none".
 */
export const rule: RecordRule = {
  id: 'enum-numbering/value-exceeds-field',
  scope: 'record',
  why: 'A value that does not fit its member is cut off without a word, and the kernel sees another one.',
  reference: { title: 'ioctl based interfaces', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: severities('error', { legacy: 'error' }),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  return enumReferencesOf(header, record).flatMap(({ enum: each, member }) => {
    const { flat, path } = member;
    const { fixedWidth } = typeChain(flat.member.ctype);
    if (fixedWidth === undefined || flat.dimensions.length > 0) return [];
    const bits = flat.widthBits ?? flat.sizeBytes * 8;
    const isSigned = /^(__s|int)/.test(fixedWidth);
    const limit = 2n ** BigInt(isSigned ? bits - 1 : bits) - 1n;
    const beyond = each.enumerators.find(
      ({ name, value }) => value !== undefined && value > limit && !isSentinelName(name),
    );
    if (beyond === undefined || bits >= 64) return [];
    const room = flat.widthBits === undefined ? bytes(flat.sizeBytes) : `${flat.widthBits} bits`;
    return [
      {
        symbol: beyond.name,
        range: beyond.range,
        message:
          `${beyond.name} of ${enumText(each)} is ${beyond.value}, which does not fit '${path}' of ${record.kind} ` +
          `${record.name} (${fixedWidth}, ${room})`,
        abis: member.onAbis.map(({ abi }) => abi),
        help: `as long as ${beyond.name} is unpublished, give it a value of at most ${limit}`,
        related: [{ range: member.range, message: `'${path}' holds the values of ${enumText(each)}` }],
      },
    ];
  });
}
