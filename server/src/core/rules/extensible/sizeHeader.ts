/**
 * The member with which a struct of a growing interface begins: `__u32 size` (iommufd, fwctl) or `__u32 argsz` (vfio).
 * The kernel reads these four bytes first and learns how much of the struct the caller knows.
 */
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import type { RecordOnAbis } from '../../review/byAbi.js';
import type { Command } from '../../review/commands.js';
import { plainText } from '../../review/memberDocs.js';
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
  return header.part('growth', () => {
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
  });
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
  return recordName === undefined ? undefined : header.recordsByName.get(recordName);
}

/** Records that commands pass, each once, with the commands that are no other command's second name. */
export function passedRecords(
  header: ReviewedHeader,
): readonly { readonly record: RecordOnAbis; readonly commands: readonly Command[] }[] {
  return header.part('passedRecords', () => {
    const joined = new Map<RecordOnAbis, Command[]>();
    for (const command of header.commands) {
      const record = commandRecord(header, command);
      if (record === undefined || command.aliasOf !== undefined) continue;
      const known = joined.get(record);
      if (known === undefined) joined.set(record, [command]);
      else known.push(command);
    }
    return [...joined].map(([record, commands]) => ({ record, commands }));
  });
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
