/**
 * The member with which a struct of a growing interface begins: `__u32 size` (iommufd, fwctl) or `__u32 argsz` (vfio).
 * The kernel reads these four bytes first and learns how much of the struct the caller knows.
 */
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import type { RecordOnAbis } from '../../review/byAbi.js';
import type { Command } from '../../review/commands.js';
import { plainText } from '../../review/memberDocs.js';
import { question } from '../../review/question.js';
import { anyLayout, type ReviewedHeader } from '../../review/reviewedHeader.js';
import { typeChain } from '../../review/typeChain.js';

export type SizeName = 'size' | 'argsz';

export interface Growth {
  /** The name that the header's structs use for the size. */
  readonly sizeName: SizeName;
  /** The header's comment or the settings say so; otherwise most of its commands do. */
  readonly isSet: boolean;
}

/** The first member of a struct; undefined for unions, empty and incomplete structs. */
export function firstMember(record: RecordOnAbis): MemberLayout | undefined {
  const layout: RecordLayout | undefined = anyLayout(record);
  return layout?.kind === 'struct' ? layout.members[0] : undefined;
}

/** `__u32`, and no array of them. */
export function isU32({ ctype, dimensions, widthBits }: MemberLayout): boolean {
  return dimensions.length === 0 && widthBits === undefined && typeChain(ctype).fixedWidth === '__u32';
}

/** The struct begins with its size. */
export function sizeName(record: RecordOnAbis): SizeName | undefined {
  const first = firstMember(record);
  if (first === undefined || !isU32(first)) return undefined;
  return first.name === 'size' || first.name === 'argsz' ? first.name : undefined;
}

/**
 * Whether the structs of the header's commands begin with their size: the header is set to such a style, a DOC block
 * says so, or at least half of its commands with an argument are so, with more than one struct. Numbers of `_IOWR` count too: they carry the size a
 * second time, which is another rule's matter.
 */
export function growth(header: ReviewedHeader): Growth | undefined {
  return header.ask(growthOf, undefined);
}

const growthOf = question(
  (header, _: undefined) => header.part('growth', () => findGrowth(header)),
  (a, b) => a?.sizeName === b?.sizeName && a?.isSet === b?.isSet,
);

function findGrowth(header: ReviewedHeader): Growth | undefined {
  const { style, isSet } = header.style;
  if (isSet) {
    if (style === 'argsz') return { sizeName: 'argsz', isSet };
    return style === 'size-first' ? { sizeName: 'size', isSet } : undefined;
  }
  if (header.commands.length > 0 && describesSize(header)) return { sizeName: 'size', isSet };
  const counts = { size: 0, argsz: 0 };
  const structs = new Set<string>();
  let commands = 0;
  for (const command of header.commands) {
    if (command.recordName === undefined && command.ioctl.argumentType === undefined) continue;
    if (command.aliasOf !== undefined) continue;
    commands++;
    const name = commandSizeName(header, command);
    if (name !== undefined) {
      counts[name]++;
      structs.add(`${name} ${command.recordName}`);
    }
  }
  const sizeName = counts.size >= counts.argsz ? 'size' : 'argsz';
  const isCommon = [...structs].filter((each) => each.startsWith(`${sizeName} `)).length > 1;
  return isCommon && counts[sizeName] * 2 >= commands ? { sizeName, isSet: false } : undefined;
}

/** A DOC block says it, as those of iommufd, fwctl and liveupdate do. */
function describesSize(header: ReviewedHeader): boolean {
  return header.kernelDocs.some(
    ({ kind, range: { file, start, end } }) =>
      kind === 'doc' &&
      /\bsize of the struct(ure)? in the first (u32|__u32|four bytes|4 bytes)\b/.test(
        plainText(file.text.slice(start, end)),
      ),
  );
}

function commandSizeName(header: ReviewedHeader, command: Command): SizeName | undefined {
  const record = commandRecord(header, command);
  if (record === undefined || command.ioctl.wrapper?.startsWith('DRM_IO') === true) return undefined;
  return sizeName(record);
}

/** The record that the command passes, where the header itself declares it. */
export function commandRecord(header: ReviewedHeader, { recordName }: Command): RecordOnAbis | undefined {
  return recordName === undefined ? undefined : header.recordNamed(recordName);
}

/** Commands that pass the record itself, those left out that are another command's second name. */
export function passingCommands(header: ReviewedHeader, record: RecordOnAbis): readonly Command[] {
  // A struct and a union may have one tag by mistake: then only the last of them is known by it.
  if (header.recordNamed(record.name) !== record) return [];
  return header.use(record).commands.filter(({ aliasOf }) => aliasOf === undefined);
}

/**
 * A struct to which members can be added without breaking callers: it begins with its size, has published sizes, or its
 * commands are matched without it.
 */
export function canGrow(header: ReviewedHeader, record: RecordOnAbis): boolean {
  if (sizeName(record) !== undefined && growth(header) !== undefined) return true;
  const style = header.recordStyle(record);
  return style !== undefined && style !== 'classic' && style !== 'mux-attr';
}
