import type { DriverSource } from '../../../driver/driverSource.js';
import type { OpEntry } from '../../../driver/opTable.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { type PublishedTable, publishedTables, slotOf } from '../tableFacts.js';
import { description } from './description.js';

/**
 * Two entries of an op table with one slot, of which only the later stays; and an entry that lies in the slot of one command
 * and holds the number of another.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source).flatMap((each) => [...overridden(each, source), ...misplaced(each, source)]),
};

function overridden(published: PublishedTable, source: DriverSource): readonly RuleFinding[] {
  const firsts = new Map<number, OpEntry>();
  return published.known.flatMap(({ entry }) => {
    const placed = source.command(entry.place?.text ?? '');
    const slot = placed === undefined ? undefined : slotOf(published, placed);
    if (slot === undefined) return [];
    const first = firsts.get(slot);
    firsts.set(slot, entry);
    if (first === undefined || isConditional(source, first, entry)) return [];
    const [before, now] = [first.command.text, entry.command.text];
    const message =
      before === now
        ? `'${published.name}' has two entries for ${now}; the first is overridden`
        : `${now} has slot ${slot} of '${published.name}', as ${before}, whose entry it overrides`;
    return [
      {
        symbol: now,
        range: source.rangeOf(entry.command),
        message,
        abis: [],
        help:
          before === now ? 'remove one of them' : 'give one of the commands a nr of its own, while it is unpublished',
        related: [{ range: source.rangeOf(first.command), message: 'the entry that is overridden' }],
      },
    ];
  });
}

/** Whether a directive stands between two entries: then the build may have only one of them. */
function isConditional({ file: { text } }: DriverSource, first: OpEntry, second: OpEntry): boolean {
  return /^[ \t]*#[ \t]*(if|el|endif)/m.test(text.slice(first.end, second.start));
}

function misplaced(published: PublishedTable, source: DriverSource): readonly RuleFinding[] {
  return published.table.entries.flatMap(({ place, command }) => {
    if (place === undefined || place.text === command.text) return [];
    const [slot, number] = [source.command(place.text), source.command(command.text)];
    if (slot === undefined || number === undefined || slot.command.ioctl.nr === number.command.ioctl.nr) return [];
    return [
      {
        symbol: command.text,
        range: source.rangeOf(command),
        message:
          `the entry at ${place.text} (nr ${slot.command.ioctl.nr}) holds the number of ${command.text} ` +
          `(nr ${number.command.ioctl.nr}): neither is found`,
        abis: [],
        help: 'let one command give the entry its place and its number',
      },
    ];
  });
}
