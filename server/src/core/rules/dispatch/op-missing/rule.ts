import type { DriverSource } from '../../../driver/driverSource.js';
import type { Command } from '../../../review/commands.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { folderMentions, isSizeFirst, type PublishedTable, publishedTables } from '../tableFacts.js';
import { description } from './description.js';

/**
 * A command of a header that has no entry in the op table which dispatches the header's commands, and that no file of the
 * driver names otherwise. A table speaks for the commands of its type whose nr lies between its base and the next one.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source)
      .filter((each) => each.table.isWhole && isSizeFirst(each))
      .flatMap((each) => missingIn(each, source)),
};

function missingIn(published: PublishedTable, source: DriverSource): readonly RuleFinding[] {
  const { table, name, header, known } = published;
  const values = new Set(known.map(({ published: { command } }) => command.ioctl.value));
  return header.commands.filter(isMissing).map((command) => ({
    symbol: command.name,
    range: source.rangeOf(table.variable.name),
    message: `${command.name} of ${header.file.displayName} has no entry in '${name}': each call ends with ENOTTY`,
    abis: [],
    help: `add its entry, or take the command out of the header`,
    related: [{ range: command.range, message: `${command.name} is published here` }],
  }));

  function isMissing(command: Command): boolean {
    const { ioctl, aliasOf } = command;
    if (aliasOf !== undefined || values.has(ioctl.value) || !isOfTable(published, command)) return false;
    return !folderMentions(source, command.name);
  }
}

/** Same type, and a nr from the table's base up to the next base of the header. */
function isOfTable({ base, type, header }: PublishedTable, { ioctl }: Command): boolean {
  if (ioctl.type !== type) return false;
  if (base === undefined) return true;
  const { value } = base;
  if (value === undefined || BigInt(ioctl.nr) < value) return false;
  const [{ macros, enums }] = header.analyses;
  const bases = [...macros, ...enums.flatMap(({ enumerators }) => enumerators)].flatMap((constant) =>
    /(^|_)BASE$/.test(constant.name) && constant.value !== undefined && constant.value > value ? [constant.value] : [],
  );
  return bases.every((next) => BigInt(ioctl.nr) < next);
}
