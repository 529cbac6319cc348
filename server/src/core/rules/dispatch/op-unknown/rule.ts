import { didYouMean } from '../../../base/nearestName.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { OpEntry } from '../../../driver/opTable.js';
import { typeText } from '../../ioctl/commandFacts.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { isSizeFirst, type PublishedTable, publishedTables } from '../tableFacts.js';
import { description } from './description.js';

/**
 * An entry of an op table for a name that nothing defines: no header that the driver uses, no file of it. Only where all its
 * own headers are known and the name begins as those of the table do. And an entry for a command of another type than
 * the others.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source)
      .filter(isSizeFirst)
      .flatMap((each) => [...undefinedIn(each, source), ...foreignIn(each, source)]),
};

function undefinedIn({ table, name, header, known }: PublishedTable, source: DriverSource): readonly RuleFinding[] {
  if (!hasAllOwnHeaders(source)) return [];
  const published = new Set(known.map(({ entry }) => entry));
  const prefixes = new Set(known.map(({ entry }) => firstWord(entry)));
  return table.entries
    .filter(
      (entry) => !published.has(entry) && prefixes.has(firstWord(entry)) && !isDefined(source, entry.command.text),
    )
    .map(({ command }) => ({
      symbol: command.text,
      range: source.rangeOf(command),
      message:
        `'${name}' has an entry for ${command.text}, which neither ${header.file.displayName} nor the driver defines` +
        didYouMean(
          command.text,
          header.commands.map((each) => each.name),
        ),
      abis: [],
      help: 'name the command as its header does, or define it there',
    }));
}

function foreignIn({ name, known, type }: PublishedTable, source: DriverSource): readonly RuleFinding[] {
  const foreign = known.filter(({ published }) => published.command.ioctl.type !== type);
  if (known.length - foreign.length < 2) return [];
  return foreign.map(({ entry, published: { command, header } }) => ({
    symbol: command.name,
    range: source.rangeOf(entry.command),
    message:
      `${command.name} of ${header.file.displayName} has type ${typeText(command.ioctl.type)}, ` +
      `the other commands of '${name}' ${typeText(type)}`,
    abis: [],
    help: 'dispatch it by the table of its own file, or give it the type of this one',
    related: [{ range: command.range, message: `${command.name} is defined here` }],
  }));
}

function firstWord({ command }: OpEntry): string {
  return command.text.split('_')[0];
}

function isDefined(source: DriverSource, name: string): boolean {
  return (
    source.surfaces.some(({ macros }) => macros.some((macro) => macro.name.text === name)) ||
    source.headers.some(
      ({ analyses }) =>
        analyses[0].unresolvedIoctls.some((each) => each.name === name) ||
        analyses[0].macros.some((each) => each.name === name),
    )
  );
}

/** Whether each `#include "x.h"` of the file was read. */
function hasAllOwnHeaders({ surface, surfaces }: DriverSource): boolean {
  const names = new Set(surfaces.map(({ file }) => file.path.slice(file.path.lastIndexOf('/') + 1)));
  return surface.includes.every(
    ({ isAngled, spelling }) => isAngled || names.has(spelling.slice(spelling.lastIndexOf('/') + 1)),
  );
}
