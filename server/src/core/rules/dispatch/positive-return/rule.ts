import { type Dispatcher, dispatchersOf, isEntry } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { readOpTables } from '../../../driver/opTable.js';
import type { Expression, FunctionDefinition } from '../../../surface/ast.js';
import { identifierOf } from '../../../surface/match.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * An ioctl entry, or a handler of an op table, that returns a positive constant. In the profiles for new interfaces only:
 * what is published stays.
 */
export const rule: SourceRule = {
  ...description,
  check,
};

function check(source: DriverSource): readonly RuleFinding[] {
  const entries = dispatchersOf(source)
    .filter(isEntry)
    .map((each: Dispatcher) => each.definition);
  const handlers = readOpTables(source).flatMap(({ entries: each }) =>
    each.flatMap(({ handler }) => {
      const found = handler === undefined ? undefined : source.functionNamed(handler.text);
      return found?.surface === source.surface ? [found.definition] : [];
    }),
  );
  return [...new Set([...entries, ...handlers])].flatMap((definition) =>
    positiveReturns(definition, source).map((value) => ({
      symbol: definition.name.text,
      range: source.rangeOf(value),
      message: `${definition.name.text}() returns ${source.textOf(value)} to the caller of ioctl()`,
      abis: [],
      help: 'return 0, and give the value a member of the struct',
    })),
  );
}

function positiveReturns({ body }: FunctionDefinition, source: DriverSource): readonly Expression[] {
  const found: Expression[] = [];
  visitStatement(body, (statement) => {
    if (statement.kind === 'return' && statement.value !== undefined && isPositive(statement.value, source)) {
      found.push(statement.value);
    }
    return true;
  });
  return found;
}

/** A number, or a macro of a header the driver uses. */
function isPositive(value: Expression, { headers }: DriverSource): boolean {
  if (value.kind === 'number') return value.value !== undefined && value.value > 0n;
  const name = identifierOf(value);
  if (name === undefined || !/^[A-Z]/.test(name)) return false;
  const macro = headers.flatMap(({ analyses }) => analyses[0].macros).find((each) => each.name === name);
  return macro !== undefined && macro.value > 0n;
}
