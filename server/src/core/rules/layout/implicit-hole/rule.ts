import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { memberAt } from '../divergence.js';
import { type Hole, holesOnAbis, laidAbis, type OnAbis } from '../implicitPadding.js';
import { alignedType, holeFixes } from '../paddingFixes.js';

/**
 * A gap of whole bytes before a member, on any of the ABIs: bytes that the compiler adds and nobody names. What is left
 * over in the storage unit of a bit-field is not a hole in this sense (`layout/bitfield` is about those). Where an
 * unnamed bit-field fills the bytes the author knew of them, so that is only told (info): they still cannot be set or
 * checked, and an initializer leaves them indeterminate (C11 6.7.9p9). Each member of a union is looked at by itself.
 */
export const rule: RecordRule = {
  id: 'layout/implicit-hole',
  scope: 'record',
  why:
    'The compiler fills a hole with bytes that have no name, so nobody can set or check them: the kernel may copy ' +
    'stack contents to user space in them, and they cannot be given a meaning later.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'warning', new: 'error', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  return [...holesOnAbis(record)].map(([path, holes]) => finding(record, path, holes, header));
}

function finding(record: RecordOnAbis, path: string, holes: OnAbis<Hole>, header: ReviewedHeader): RuleFinding {
  const abis = laidAbis(record);
  const [first] = holes.values();
  const isAlike = new Set(abis.map((abi) => holes.get(abi)?.sizeBytes ?? 0)).size === 1;
  const on = holes.size === header.abis.length ? '' : ` on ${[...holes.keys()].join(', ')}`;
  const sizes = new Set([...holes.values()].map((hole) => hole.sizeBytes));
  const amount = `${sizes.size === 1 ? '' : 'up to '}${bytes(Math.max(...sizes))}`;
  const member = memberAt(record, path);
  return {
    symbol: `${record.name}.${path}`,
    range: first.member.range,
    message: first.isUnnamedBitField
      ? `${record.kind} ${record.name} has ${amount} before '${path}' that only an unnamed bit-field covers${on}`
      : `${record.kind} ${record.name} has a hole of ${amount} before '${path}'${on}`,
    abis: [...holes.keys()],
    facts: factLines(abis.map((abi) => [abi, holeText(holes.get(abi))] as const)),
    help: isAlike ? namedPadding(first, path) : differentHoles(first, path),
    ...(first.isUnnamedBitField
      ? { severity: 'info' as const }
      : header.isSizeFirst(record)
        ? { severity: 'error' as const }
        : undefined),
    ...(member === undefined || first.isUnnamedBitField ? undefined : { fixes: holeFixes(record, member, holes) }),
  };
}

function holeText(hole: Hole | undefined): string {
  return hole === undefined ? 'no hole' : `${bytes(hole.sizeBytes)} at offset ${hole.offsetBytes}`;
}

function namedPadding({ sizeBytes }: Hole, path: string): string {
  return `give the bytes a name before '${path}' and require them to be zero: ${reservedMember(sizeBytes)}`;
}

function differentHoles({ member, sizeBytes }: Hole, path: string): string {
  return alignedType(member) !== undefined
    ? `as long as the struct is unpublished, make '${path}' an ${alignedType(member)}, so that all ABIs place it ` +
        `alike, and name the bytes before it: ${reservedMember(sizeBytes)}`
    : `ABIs place '${path}' differently: as long as the struct is unpublished, use types of one width and alignment ` +
        'on all of them, then name the padding';
}

function reservedMember(sizeBytes: number): string {
  for (const width of [8, 4, 2]) {
    if (sizeBytes === width) return `__u${width * 8} __reserved;`;
  }
  return sizeBytes === 1 ? '__u8 __reserved;' : `__u8 __reserved[${sizeBytes}];`;
}
