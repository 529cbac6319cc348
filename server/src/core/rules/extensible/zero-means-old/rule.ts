import type { RecordOnAbis } from '../../../review/byAbi.js';
import { memberDocs } from '../../../review/memberDocs.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isReservedName, memberWay, saysZero } from '../memberRole.js';
import { sizeVersionsOf } from '../sizeVersions.js';

/**
 * An input member that a struct got after its first version, in whose kernel-doc neither zero nor a flag is mentioned.
 * Which members are later is known from the `_SIZE_VERn` constants. Structs without kernel-doc, outputs, lengths of other members, and structs with
 * a request mask (whose bits say which members are meant) are left alone.
 */
export const rule: RecordRule = {
  id: 'extensible/zero-means-old',
  scope: 'record',
  why:
    'A caller that does not know a member passes nothing for it, and the kernel fills in zeros. Zero therefore has to mean ' +
    'what the call did before, or a flag has to say that the member counts.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const versions = sizeVersionsOf(header, record);
  if (versions.length === 0) return [];
  const kernelDoc = header.kernelDocOf(record);
  if (kernelDoc === undefined || versions.length < 2) return [];
  const docs = memberDocs(header, record);
  const members = header.members(record);
  if (members.some(({ path }) => /(^|_)mask$/.test(path))) return [];
  const [first] = versions;
  return members.flatMap(({ path, range, flat, onAbis }) => {
    const doc = docs.get(path);
    if (flat.offsetBits < first.sizeBytes * 8 || path.includes('.') || isReservedName(path)) return [];
    if (/_(size|len|length|count|num)$/.test(path) && members.some((each) => path.startsWith(`${each.path}_`)))
      return [];
    if (doc === undefined || memberWay(path, doc) === 'out' || saysOptional(doc.text)) return [];
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `struct ${record.name}: '${path}' came after ${first.name}, and its comment does not say what 0 means`,
        abis: onAbis.map(({ abi }) => abi),
        help: 'say that 0 gives the previous behaviour, or which flag makes the member count',
      },
    ];
  });
}

function saysOptional(text: string): boolean {
  return (
    saysZero(text) ||
    /\b(null|none|unset|default|absent|optional|if|when|unless|flags?)\b/i.test(text) ||
    /\b[A-Z][A-Z0-9]*_[A-Z0-9_]+/.test(text)
  );
}
