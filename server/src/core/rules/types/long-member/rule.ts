import { nameOf } from '../../../base/names.js';
import { flattenMembers } from '../../../layout/flatten.js';
import type { FlatMember } from '../../../layout/recordLayout.js';
import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { CType } from '../../../sema/ctype.js';
import type { AbiId } from '../../../target/abi.js';
import type { FileRule, RuleFinding } from '../../rule.js';

/**
 * A member whose type is `long` or `unsigned long` in the end: through typedefs, qualifiers and arrays, but not through
 * the fixed-width types, which are made from `long` on some ABIs (`__u64` on alpha, mips64 and powerpc64).
 */
export const rule: FileRule = {
  id: 'types/long-member',
  scope: 'file',
  why:
    'A long has 4 bytes in a 32-bit program and 8 bytes in the 64-bit kernel that runs it. The struct then has two ' +
    'layouts, and the kernel has to translate between them.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: ({ header }) => header.records.flatMap(findingsOf),
};

interface LongMember {
  readonly member: FlatMember;
  readonly long: LongType;
}

function findingsOf(record: RecordOnAbis): readonly RuleFinding[] {
  const byPath = new Map<string, Map<AbiId, LongMember>>();
  for (const { abi, record: declared } of record.onAbis) {
    if (declared.layout === undefined) continue;
    for (const member of flattenMembers(declared.layout)) {
      const long = longType(member.member.ctype);
      if (long === undefined) continue;
      const onAbis = byPath.get(member.path);
      if (onAbis === undefined) byPath.set(member.path, new Map([[abi, { member, long }]]));
      else onAbis.set(abi, { member, long });
    }
  }
  return [...byPath].map(([path, onAbis]) => finding(record, path, onAbis));
}

function finding({ kind, name }: RecordOnAbis, path: string, onAbis: ReadonlyMap<AbiId, LongMember>): RuleFinding {
  const [{ member, long }] = onAbis.values();
  const answers = [...onAbis].map(([abi, { member: onAbi }]) => [abi, placeText(onAbi)] as const);
  return {
    symbol: `${name}.${path}`,
    range: member.member.range,
    message: `${kind} ${name}: '${path}' is ${longText(long)}`,
    abis: [...onAbis.keys()],
    facts: factLines(answers),
    help:
      long.name === 'long'
        ? `${UNPUBLISHED} use __s64, or __s32 where 32 bits are enough`
        : `${UNPUBLISHED} use __aligned_u64, which is aligned alike on every ABI, or __u32 where 32 bits are enough`,
  };
}

/** What changes a layout is for structs that nobody uses yet. */
const UNPUBLISHED = 'as long as the struct is unpublished,';

function placeText({ offsetBits, sizeBytes, widthBits }: FlatMember): string {
  if (widthBits !== undefined) return `${widthBits} of ${sizeBytes * 8} bits, from bit ${offsetBits}`;
  return `${bytes(sizeBytes)} at offset ${offsetBits / 8}`;
}

function longText({ name, isArray, typedefs }: LongType): string {
  const article = name === 'long' ? 'a' : 'an';
  const through = typedefs.length === 0 ? '' : ` (through ${typedefs.join(', ')})`;
  return `${isArray ? 'an array of' : article} ${name}${through}`;
}

interface LongType {
  readonly name: 'long' | 'unsigned long';
  readonly isArray: boolean;
  /** Names on the way, outermost first. */
  readonly typedefs: readonly string[];
}

/**
 * Names that promise a width: those of linux/types.h, C11 7.20.1 and BSD. What they are made from is the ABI's matter.
 */
const fixedWidth = new RegExp(
  `^(${[
    '__[us](8|16|32|64|128)',
    '__[lb]e(16|32|64)',
    '__aligned_([us]|[lb]e)64',
    '__(sum16|wsum|poll_t)',
    '(u|u_)?int(8|16|32|64)_t',
  ].join('|')})$`,
);

function longType(type: CType): LongType | undefined {
  const typedefs: string[] = [];
  let isArray = false;
  let current = type;
  for (;;) {
    switch (current.kind) {
      case 'basic':
        return current.name === 'long' || current.name === 'unsigned long'
          ? { name: current.name, isArray, typedefs }
          : undefined;
      case 'typedef': {
        const name = nameOf(current.name);
        if (fixedWidth.test(name)) return undefined;
        typedefs.push(name);
        current = current.type;
        break;
      }
      case 'array':
        isArray = true;
        current = current.of;
        break;
      case 'qualified':
      case 'aligned':
        current = current.type;
        break;
      default:
        return undefined;
    }
  }
}
