/**
 * What can be written at the cursor: kernel-doc of members that have none, types of members, reserved bytes that fill the
 * hole at hand, arguments of `_IOWR`, and whole declarations in the style of the header. Insertions are snippets in the
 * syntax of LSP; `plainSnippet` gives the text for clients that know none.
 */
import type { HeaderDocument } from '../headerDocument.js';
import { argumentItems } from './completionIoctl.js';
import { kernelDocItems } from './completionKernelDoc.js';
import { memberItems } from './completionMember.js';
import { topLevelItems } from './completionTopLevel.js';
import { cursorAt } from './cursor.js';
import { recordText } from './hoverRecord.js';

export type CompletionKind = 'snippet' | 'type' | 'struct' | 'member' | 'constant' | 'value';

export interface CompletionItemInfo {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** A snippet: `$1`, `${1:text}`, `$0`. */
  readonly insert: string;
  /** Sorts before others where it is lower. */
  readonly rank: number;
  /** What is written elsewhere in the header at the same time, as plain text. */
  readonly also?: { readonly at: number; readonly text: string };
}

export interface Completion {
  /** What the insertion replaces: the word before the cursor. */
  readonly replace: { readonly start: number; readonly end: number };
  readonly items: readonly CompletionItemInfo[];
}

/** Snippets are the group of whole declarations; an editor with another server may want those alone. */
export type CompletionMode = 'all' | 'snippets' | 'off';

export function completionAt(document: HeaderDocument, offset: number, mode: CompletionMode): Completion {
  const cursor = cursorAt(document.file, offset);
  const replace = { start: cursor.wordStart, end: offset };
  if (mode === 'off') return { replace, items: [] };
  const items = itemsAt(document, offset, cursor);
  return { replace, items: mode === 'all' ? items : items.filter(({ kind }) => kind === 'snippet') };
}

function itemsAt(
  document: HeaderDocument,
  offset: number,
  cursor: ReturnType<typeof cursorAt>,
): readonly CompletionItemInfo[] {
  switch (cursor.place) {
    case 'comment':
      return kernelDocItems(document, cursor);
    case 'directive':
    case 'argument':
      return cursor.call === undefined ? [] : argumentItems(document, cursor.call);
    case 'record':
      return memberItems(document, offset);
    case 'top':
      return topLevelItems(document);
    case 'other':
      return [];
  }
}

/** More about an item: for a record its hover. */
export function completionDocumentation(document: HeaderDocument, kind: string, label: string): string | undefined {
  if (kind !== 'struct') return undefined;
  const { header } = document.onAllAbis;
  const record = header.recordsByName.get(label.replace(/^(?:struct|union)\s+/, ''));
  return record === undefined ? undefined : recordText(record, document.onAllAbis);
}

/** The text of a snippet with its defaults in place. */
export function plainSnippet(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([$}\\])/g, '$1');
}
