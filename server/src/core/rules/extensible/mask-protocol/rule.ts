import type { RecordOnAbis } from '../../../review/byAbi.js';
import { typeChain } from '../../../review/typeChain.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { sizeVersionsOf } from '../sizeVersions.js';

/**
 * A request mask (`mask`, `request_mask`) in a struct with published sizes: 64 bits wide, with a second mask for what the
 * kernel supports. Masks of other structs are mostly sets of events or interrupts and no requests.
 */
export const rule: RecordRule = {
  id: 'extensible/mask-protocol',
  scope: 'record',
  why:
    'A caller asks by the bits of a mask, and an old kernel ignores those that it does not know. The caller learns what ' +
    'was meant only if the mask comes back, and what is possible only from a mask of supported bits.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const versions = sizeVersionsOf(header, record);
  if (versions.length === 0) return [];
  const members = header.members(record);
  const mask = members.find(({ path }) => /^(request_|req_|want_)?mask$/.test(path));
  if (mask === undefined) return [];
  const { fixedWidth } = typeChain(mask.flat.member.ctype);
  const isWide = fixedWidth === '__u64' || fixedWidth === '__aligned_u64';
  const isSupportedTold = members.some(({ path }) => /supported/.test(path));
  if (isWide && isSupportedTold) return [];
  const missing = isWide
    ? "no member says which bits the kernel supports ('supported_mask')"
    : 'it has less than 64 bits';
  return [
    {
      symbol: `${record.name}.${mask.path}`,
      range: mask.range,
      message: `struct ${record.name}: '${mask.path}' is a request mask, but ${missing}`,
      abis: mask.onAbis.map(({ abi }) => abi),
      help: isWide
        ? 'append __aligned_u64 supported_mask as a new version of the struct, and document that unknown bits are ignored'
        : 'as long as the struct is unpublished, make it an __aligned_u64 at the start of the struct',
    },
  ];
}
