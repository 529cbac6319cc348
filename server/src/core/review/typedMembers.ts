/**
 * The named members of a record with what they are made of: the view of all rules about types. A member stands here once
 * for each type that it has on the ABIs, which is nearly always one. Members of a record without layout are listed too,
 * since a type can be judged without a number.
 */
import { KeptWith } from '../base/kept.js';
import type { MemberLayout, RecordLayout } from '../layout/recordLayout.js';
import type { CType } from '../sema/ctype.js';
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import { type MemberOnAbis, membersOnAbis, type RecordOnAbis } from './byAbi.js';
import { nestedRecords } from './nestedRecords.js';
import { type TypeChain, typeChain } from './typeChain.js';

export interface TypedMember {
  readonly record: RecordOnAbis;
  /** As in the flat view: `regs[].lo`. */
  readonly path: string;
  readonly range: FileRange;
  readonly ctype: CType;
  readonly chain: TypeChain;
  readonly isBitField: boolean;
  /** Those on which it has this type. */
  readonly abis: readonly AbiId[];
  /** Where it lies on them; undefined in a record without layout. */
  readonly placed: MemberOnAbis | undefined;
}

const known = new KeptWith<RecordOnAbis, readonly TypedMember[]>('record');

export function typedMembers(record: RecordOnAbis): readonly TypedMember[] {
  let members = known.get(record);
  if (members === undefined) {
    members = membersOf(record);
    known.set(record, members);
  }
  return members;
}

function membersOf(record: RecordOnAbis): readonly TypedMember[] {
  const placed = membersOnAbis(record).flatMap((member) => byType(record, member));
  return record.onAbis.some(({ record: { layout } }) => layout !== undefined) ? placed : unplacedMembers(record);
}

function byType(record: RecordOnAbis, member: MemberOnAbis): readonly TypedMember[] {
  const { path, onAbis } = member;
  const types = new Set(onAbis.map(({ flat }) => flat.member.ctype));
  return [...types].map((ctype) => {
    const places = types.size === 1 ? onAbis : onAbis.filter(({ flat }) => flat.member.ctype === ctype);
    const [{ flat }] = places;
    return {
      record,
      path,
      range: flat.member.range,
      ctype,
      chain: typeChain(ctype),
      isBitField: flat.widthBits !== undefined,
      abis: places.map(({ abi }) => abi),
      placed: types.size === 1 ? member : { path, range: flat.member.range, flat, onAbis: places },
    };
  });
}

function unplacedMembers(record: RecordOnAbis): readonly TypedMember[] {
  const joined = new Map<string, TypedMember & { abis: AbiId[] }>();
  for (const { abi, record: declared } of record.onAbis) {
    for (const { path, range, ctype, isBitField } of declared.unplaced ?? []) {
      const known = joined.get(path);
      if (known !== undefined) known.abis.push(abi);
      else {
        const chain = typeChain(ctype);
        joined.set(path, { record, path, range, ctype, chain, isBitField, abis: [abi], placed: undefined });
      }
    }
  }
  return [...joined.values()];
}

/** The untagged or outermost record that directly holds a member, on one ABI. */
export interface Holder {
  readonly layout: RecordLayout;
  readonly member: MemberLayout;
}

/** By path, who holds each named member of a layout directly. */
export function holdersOf(layout: RecordLayout): ReadonlyMap<string, Holder> {
  const holders = new Map<string, Holder>();
  for (const { prefix, layout: holder } of nestedRecords(layout)) {
    for (const member of holder.members) {
      if (member.name !== '') holders.set(prefix + member.name, { layout: holder, member });
    }
  }
  return holders;
}
