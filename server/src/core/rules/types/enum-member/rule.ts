import { nameOf } from '../../../base/names.js';
import { question, sameItems } from '../../../review/question.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { TypedMember } from '../../../review/typedMembers.js';
import type { EnumType } from '../../../sema/ctype.js';
import { type RecordRule, severities } from '../../rule.js';
import { asWords, type Judgement, memberFindings, sizeFirstSeverity } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/**
 * A member of an enum type, through typedefs and arrays too. gcc gives such a member 4 bytes on every ABI of Linux, and
 * more as soon as one value needs more.
 */
export const rule: RecordRule = {
  id: 'types/enum-member',
  scope: 'record',
  why:
    "The size and the sign of an enum are the compiler's choice and follow its values: one value beyond 32 bits makes the " +
    'member, and the struct, larger. A C++ program may not store a number that has no name in it.',
  reference: {
    title: 'ioctl based interfaces, "Bitfields and enums"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bitfields-and-enums',
  },
  severity: severities('warning'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const { base } = member.chain;
      return base.kind === 'enum' ? judgement(base, member, header) : undefined;
    }),
};

function judgement(type: EnumType, member: TypedMember, header: ReviewedHeader): Judgement {
  const name = type.tag < 0 ? 'enum' : `enum ${nameOf(type.tag)}`;
  const fixed = integerType(type, header);
  return {
    is: `is ${asWords(name, member)}`,
    help: `write ${fixed ?? '__u32'} and ${type.tag < 0 ? 'say in its kernel-doc which values it has' : `name ${name} in its kernel-doc`}`,
    ...sizeFirstSeverity(header, member),
    ...(fixed === undefined ? {} : retypeFixes(header, member, [[fixed, 'neutral']])),
  };
}

/** What gcc makes of the enum on every ABI; undefined where its values are not all known here. */
function integerType(type: EnumType, header: ReviewedHeader): string | undefined {
  if (type.packed || type.mode !== undefined || type.enumerators === undefined) return undefined;
  const [first] = type.enumerators;
  const values = first === undefined ? undefined : header.ask(valuesOfEnum, nameOf(first.name));
  if (values === undefined || values.length !== type.enumerators.length) return undefined;
  if (values.some((value) => value > 0xffffffffn || value < -0x80000000n)) return undefined;
  const isSigned = values.some((value) => value < 0n);
  if (isSigned && values.some((value) => value > 0x7fffffffn)) return undefined;
  return !isSigned ? '__u32' : '__s32';
}

/** The values of an enum of the header that begins with an enumerator. */
const valuesOfEnum = question((header, name: string): readonly bigint[] | undefined => {
  const byName = header.part('enumsByEnumerator', () => {
    const enums = header.analyses[0].enums.flatMap(({ enumerators }) => {
      const values = enumerators.flatMap(({ value }) => (value === undefined ? [] : [value]));
      const [first] = enumerators;
      return first === undefined ? [] : [[first.name, values] as const];
    });
    return new Map(enums);
  });
  return byName.get(name);
}, sameValues);

function sameValues(a: readonly bigint[] | undefined, b: readonly bigint[] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameItems(a, b));
}
