/** In a record: types of fixed width, records of the header, and reserved bytes that make the padding at hand explicit. */
import { bytes, membersOf } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import type { CompletionItemInfo } from './completion.js';

export function memberItems({ context }: HeaderDocument, offset: number): readonly CompletionItemInfo[] {
  const records = context.header.records.map(({ kind, name, onAbis }): CompletionItemInfo => {
    const { layout } = onAbis[0].record;
    const label = `${kind} ${name}`;
    return {
      label,
      kind: 'struct',
      detail: layout === undefined ? 'no layout' : bytes(layout.sizeBytes),
      insert: label,
      rank: 3,
    };
  });
  return [...reservedItems(context, offset), ...types, ...records];
}

const types: readonly CompletionItemInfo[] = [
  ...['__u8', '__u16', '__u32', '__s8', '__s16', '__s32', '__be16', '__be32', '__le16', '__le32'].map((label) => ({
    label,
    detail: 'the same size and alignment on every ABI',
  })),
  ...['__aligned_u64', '__aligned_s64', '__aligned_be64', '__aligned_le64'].map((label) => ({
    label,
    detail: '8 bytes, aligned to 8 on every ABI',
  })),
  ...['__u64', '__s64', '__be64', '__le64'].map((label) => ({
    label,
    detail: '8 bytes; aligned to 4 on i386, and to 2 on m68k',
  })),
].map(({ label, detail }) => ({ label, kind: 'type', detail, insert: label, rank: 2 }));

/** `__u32 __reserved;` of the size of the hole after the member before the cursor, or up to the next 8 bytes. */
function reservedItems({ analyses, file }: HeaderDocument['context'], offset: number): readonly CompletionItemInfo[] {
  for (const { records } of analyses) {
    const record = records.find(({ range }) => range.file === file && range.start <= offset && offset <= range.end);
    if (record?.layout === undefined || record.layout.kind !== 'struct') continue;
    const { layout } = record;
    const before = layout.members.filter(({ range }) => range.end <= offset).at(-1);
    if (before === undefined || before.widthBits !== undefined) return [];
    const end = before.offsetBits / 8 + before.sizeBytes;
    const gap = layout.padding.find(({ offsetBits }) => offsetBits === end * 8);
    const width = gap === undefined || gap.widthBits % 8 !== 0 ? (8 - (end % 8)) % 8 : gap.widthBits / 8;
    if (width === 0) return [];
    const names = new Set(membersOf(layout).map(({ path }) => path));
    const name =
      ['__reserved', '__reserved2', '__reserved3', '__reserved4'].find((each) => !names.has(each)) ?? '__reserved5';
    const insert = `${reservedType(end, width, name)};`;
    const why = gap === undefined ? `up to a multiple of 8 bytes` : `in place of the hole of ${bytes(width)}`;
    return [{ label: insert, kind: 'snippet', detail: `${why}; must be 0`, insert, rank: 0 }];
  }
  return [];
}

/** One integer where its alignment fits, else bytes: nothing moves. */
function reservedType(offset: number, width: number, name: string): string {
  if (width === 1) return `__u8 ${name}`;
  if ((width === 2 || width === 4) && offset % width === 0) return `__u${width * 8} ${name}`;
  if (width % 4 === 0 && offset % 4 === 0) return `__u32 ${name}[${width / 4}]`;
  return `__u8 ${name}[${width}]`;
}
