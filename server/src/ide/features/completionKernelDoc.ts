/** In the kernel-doc above a record: an entry for each member that has none yet. */
import type { RecordOnAbis, RuleContext } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import type { CompletionItemInfo } from './completion.js';
import type { Cursor } from './cursor.js';

export function kernelDocItems({ context }: HeaderDocument, { comment }: Cursor): readonly CompletionItemInfo[] {
  if (comment === undefined || !/^\/\*\*(?![*/])/.test(context.file.text.slice(comment.start, comment.start + 4)))
    return [];
  const record = recordBelow(context, comment);
  if (record === undefined) return [];
  const documented = context.header.documentedMembers(record);
  const missing = context.header
    .members(record)
    .filter(({ path }) => !documented.has(path) && !path.includes('['))
    .map(({ path, flat }) => ({ path, type: flat.type }));
  const items = missing.map(
    ({ path, type }, index): CompletionItemInfo => ({
      label: `@${path}`,
      kind: 'member',
      detail: type,
      insert: `@${path}: $0`,
      rank: 1 + index,
    }),
  );
  if (missing.length < 2) return items;
  const all = missing.map(({ path }, index) => `@${path}: \${${index + 1}:What it is}`).join('\n * ');
  return [
    {
      label: '@ all members',
      kind: 'snippet',
      detail: `${missing.length} members without kernel-doc`,
      insert: all,
      rank: 0,
    },
    ...items,
  ];
}

/** The record whose declaration follows the comment, or that the comment stands in. */
function recordBelow(
  { header, file }: RuleContext,
  { start, end }: { readonly start: number; readonly end: number },
): RecordOnAbis | undefined {
  return header.records.find(({ onAbis }) => {
    const { kernelDoc, range } = onAbis[0].record;
    if (kernelDoc?.start === start) return true;
    // While its entries are being written the comment may not be taken for the record's yet.
    return range.start >= end && file.text.slice(end, range.start).trim() === '';
  });
}
