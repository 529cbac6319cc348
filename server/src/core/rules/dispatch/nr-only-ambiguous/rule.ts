import { type Dispatcher, dispatchersOf, isEntry, namedCommands, nrVariables } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { isCommandOrNr } from '../../../driver/unknownCommand.js';
import type { Command } from '../../../review/commands.js';
import type { Expression } from '../../../surface/ast.js';
import { identifierOf, isIdentifier } from '../../../surface/match.js';
import { calleeName, visitStatement } from '../../../surface/visit.js';
import { hex, hexNumber } from '../../ioctl/commandFacts.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * A `switch (_IOC_NR(cmd))` with a case for one of two commands of a header that share type and nr and differ in direction
 * or size, where nothing in the function looks at the rest of the number.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) => dispatchersOf(source).flatMap((dispatcher) => findingsOf(dispatcher, source)),
};

function findingsOf(dispatcher: Dispatcher, source: DriverSource): readonly RuleFinding[] {
  const { definition, command } = dispatcher;
  if (!isEntry(dispatcher)) return [];
  const nrs = nrVariables(dispatcher);
  if (!dispatchesByNr(dispatcher, nrs) || looksAtRest(dispatcher, nrs)) return [];
  const named = namedCommands(source, { ...dispatcher, definition });
  return [...named].flatMap(([name, span]) => {
    const published = source.command(name);
    if (published === undefined) return [];
    const { header, command: handled } = published;
    const other = header.commands.find((each) => isAmbiguous(handled, each) && !named.has(each.name));
    if (other === undefined) return [];
    return [
      {
        symbol: name,
        range: source.rangeOf(span),
        message:
          `${definition.name.text}() looks at the nr of '${command}' alone: ${other.name} (${hexNumber(other.ioctl.value)}) ` +
          `reaches the case of ${name} (${hexNumber(handled.ioctl.value)}), nr ${hex(handled.ioctl.nr)} too`,
        abis: [],
        help: `switch (${command}), or compare the direction and the size with those of the command`,
        related: [{ range: other.range, message: `${other.name} is defined here` }],
      },
    ];
  });
}

function isAmbiguous({ ioctl }: Command, other: Command): boolean {
  if (other.aliasOf !== undefined || other.ioctl.value === ioctl.value) return false;
  return other.ioctl.type === ioctl.type && other.ioctl.nr === ioctl.nr;
}

function dispatchesByNr({ definition, command }: Dispatcher, nrs: ReadonlySet<string>): boolean {
  let byNr = 0;
  visitStatement(definition.body, (statement) => {
    if (statement.kind !== 'switch') return true;
    const { subject } = statement;
    if (!isIdentifier(subject, command) && isCommandOrNr(subject, command, nrs)) byNr++;
    return true;
  });
  return byNr === 1;
}

/** Whether the command is used in any way but for its type and nr. */
function looksAtRest({ definition, command }: Dispatcher, nrs: ReadonlySet<string>): boolean {
  const allowed = new Set<Expression>();
  let found = false;
  visitStatement(
    definition.body,
    (statement) => {
      found ||= statement.kind === 'opaque';
      return true;
    },
    (part) => {
      if (part.kind === 'call' && /(^|_)IOC(TL)?_(NR|TYPE)$/.test(calleeName(part) ?? '')) {
        for (const argument of part.arguments) allowed.add(argument);
      }
      if (part.kind === 'call' && /^(pr|dev)_\w+$|^printk$/.test(calleeName(part) ?? '')) return false;
      found ||= part.kind === 'identifier' && part.name === command && !allowed.has(part);
      // A nr that is changed is none any more.
      found ||= part.kind === 'postfix' && nrs.has(identifierOf(part.operand) ?? '');
      return true;
    },
  );
  return found;
}
