import { flattenMembers } from '../../../layout/flatten.js';
import type { FlatMember, MemberLayout, PaddingRange, RecordLayout } from '../../../layout/recordLayout.js';
import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import { nestedRecords } from '../../../review/nestedRecords.js';
import type { AbiId } from '../../../target/abi.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * A gap of whole bytes before a member, on any of the ABIs: bytes that the compiler adds and nobody names. What is left
 * over in the storage unit of a bit-field is not a hole in this sense (`layout/bitfield` is about those), and neither
 * is an unnamed bit-field, which the author wrote. Each member of a union is looked at by itself.
 */
export const rule: FileRule = {
  id: 'layout/implicit-hole',
  scope: 'file',
  why:
    'The compiler fills a hole with bytes that have no name, so nobody can set or check them: the kernel may copy ' +
    'stack contents to user space in them, and they cannot be given a meaning later.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'warning', new: 'error', legacy: 'off', strict: 'warning' },
  check: (context) => context.header.records.flatMap((record) => findingsOf(record, context)),
};

interface Hole {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** The member after it. */
  readonly member: MemberLayout;
}

function findingsOf(record: RecordOnAbis, { analyses }: RuleContext): readonly RuleFinding[] {
  const holesByPath = new Map<string, Map<AbiId, Hole>>();
  for (const { abi, record: declared } of record.onAbis) {
    if (declared.layout === undefined) continue;
    for (const [path, hole] of holesOf(declared.layout)) {
      const onAbis = holesByPath.get(path);
      if (onAbis === undefined) holesByPath.set(path, new Map([[abi, hole]]));
      else onAbis.set(abi, hole);
    }
  }
  const abis = record.onAbis.filter(({ record: declared }) => declared.layout !== undefined).map(({ abi }) => abi);
  return [...holesByPath].map(([path, holes]) => finding(record, path, holes, abis, analyses.length));
}

function finding(
  { kind, name }: RecordOnAbis,
  path: string,
  holes: ReadonlyMap<AbiId, Hole>,
  abis: readonly AbiId[],
  abiCount: number,
): RuleFinding {
  const [first] = holes.values();
  const sizes = new Set(abis.map((abi) => holes.get(abi)?.sizeBytes ?? 0));
  const isAlike = sizes.size === 1;
  const on = holes.size === abiCount ? '' : ` on ${[...holes.keys()].join(', ')}`;
  const largest = Math.max(...[...holes.values()].map((hole) => hole.sizeBytes));
  const amount =
    new Set([...holes.values()].map((hole) => hole.sizeBytes)).size === 1 ? bytes(largest) : `up to ${bytes(largest)}`;
  return {
    symbol: `${name}.${path}`,
    range: first.member.range,
    message: `${kind} ${name} has a hole of ${amount} before '${path}'${on}`,
    abis: [...holes.keys()],
    facts: factLines(abis.map((abi) => [abi, holeText(holes.get(abi))] as const)),
    help: isAlike ? namedPadding(first, path) : differentHoles(first, path),
  };
}

function holeText(hole: Hole | undefined): string {
  return hole === undefined ? 'no hole' : `${bytes(hole.sizeBytes)} at offset ${hole.offsetBytes}`;
}

function namedPadding({ sizeBytes }: Hole, path: string): string {
  return `give the bytes a name before '${path}' and require them to be zero: ${reservedMember(sizeBytes)}`;
}

function differentHoles({ member, sizeBytes }: Hole, path: string): string {
  const isScalar =
    member.nested === undefined && member.dimensions.length === 0 && !/^(struct|union) /.test(member.type);
  return member.sizeBytes === 8 && isScalar
    ? `as long as the struct is unpublished, make '${path}' an __aligned_u64, so that all ABIs place it alike, and ` +
        `name the bytes before it: ${reservedMember(sizeBytes)}`
    : `ABIs place '${path}' differently: as long as the struct is unpublished, use types of one width and alignment ` +
        'on all of them, then name the padding';
}

function reservedMember(sizeBytes: number): string {
  for (const width of [8, 4, 2]) {
    if (sizeBytes === width) return `__u${width * 8} __reserved;`;
  }
  return sizeBytes === 1 ? '__u8 __reserved;' : `__u8 __reserved[${sizeBytes}];`;
}

/** Holes by the path of the member after them. */
function holesOf(layout: RecordLayout): ReadonlyMap<string, Hole> {
  const holes = new Map<string, Hole>();
  let members: ReadonlyMap<string, FlatMember> | undefined;
  for (const { prefix, offsetBits, layout: nested } of nestedRecords(layout)) {
    for (const range of nested.padding) {
      if (range.kind !== 'hole' || range.before === undefined) continue;
      members ??= new Map(flattenMembers(layout).map((member) => [member.path, member]));
      const next = members.get(prefix + range.before);
      const previous = range.after === undefined ? undefined : members.get(prefix + range.after);
      const startBits = offsetBits + startOfWholeBytes(range, previous);
      const sizeBits = offsetBits + range.offsetBits + range.widthBits - startBits;
      if (next === undefined || next.widthBits !== undefined || sizeBits < 8) continue;
      // A record lists the holes of its anonymous members too; under the same path it is the same hole.
      holes.set(next.path, { offsetBytes: startBits / 8, sizeBytes: sizeBits / 8, member: next.member });
    }
  }
  return holes;
}

/** Where a hole begins when the rest of a bit-field's storage unit is left out, in bits. */
function startOfWholeBytes({ offsetBits }: PaddingRange, previous: FlatMember | undefined): number {
  const unitBits = previous?.widthBits === undefined ? 8 : previous.sizeBytes * 8;
  return Math.ceil(offsetBits / unitBits) * unitBits;
}
