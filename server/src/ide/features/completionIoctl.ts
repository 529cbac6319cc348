/** Arguments of `_IO`, `_IOR`, `_IOW` and `_IOWR`: the types and free numbers of the header, its records. */
import { bytes } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { commandGroups } from './commandGroups.js';
import type { CompletionItemInfo } from './completion.js';
import type { CursorCall } from './cursor.js';

export function argumentItems(document: HeaderDocument, { name, before }: CursorCall): readonly CompletionItemInfo[] {
  if (!/^_IO(R|W|WR)?$/.test(name)) return [];
  const groups = commandGroups(document.context);
  switch (before.length) {
    case 0:
      return groups.flatMap(({ typeText, type, commands }) =>
        typeText === undefined
          ? []
          : [item(typeText, 'constant', `type 0x${type.toString(16)} of ${commands.length} commands`)],
      );
    case 1: {
      const group =
        groups.find(({ typeText }) => typeText === before[0]) ?? (groups.length === 1 ? groups[0] : undefined);
      if (group === undefined) return [];
      const free = [...(group.nextFree === undefined ? [] : [group.nextFree]), ...group.gaps.slice(0, MAX_GAPS)];
      return free.map((nr, index) => ({
        ...item(
          `0x${nr.toString(16).padStart(2, '0')}`,
          'value',
          index === 0 ? `${nr}, the next free number` : `${nr}, left out so far`,
        ),
        rank: index,
      }));
    }
    case 2:
      return name === '_IO'
        ? []
        : document.context.header.records.map(({ kind, name: tag, onAbis }) => {
            const { layout } = onAbis[0].record;
            return item(`${kind} ${tag}`, 'struct', layout === undefined ? 'no layout' : bytes(layout.sizeBytes));
          });
    default:
      return [];
  }
}

const MAX_GAPS = 8;

function item(label: string, kind: CompletionItemInfo['kind'], detail: string): CompletionItemInfo {
  return { label, kind, detail, insert: label.replace(/[$}\\]/g, '\\$&'), rank: 1 };
}
