import type { Dispatcher } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { OpTable } from '../../../driver/opTable.js';
import type { CallExpression } from '../../../surface/ast.js';
import { type FlowPoint, flowOf } from '../../../surface/flow.js';
import { findCall, isIdentifier } from '../../../surface/match.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { dispatchersOfTable, publishedTables } from '../tableFacts.js';
import { description } from './description.js';

/**
 * A dispatcher that reads the caller's memory before it compares the number of the slot with the command. iommufd does so;
 * fwctl compares first.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source).flatMap(({ table }) =>
      dispatchersOfTable(source, table).flatMap((dispatcher) => findingsOf(dispatcher, table, source)),
    ),
};

const reads = new Set([
  'get_user',
  '__get_user',
  'copy_from_user',
  '__copy_from_user',
  'copy_struct_from_user',
  'memdup_user',
]);

function findingsOf(dispatcher: Dispatcher, { entries }: OpTable, source: DriverSource): readonly RuleFinding[] {
  const { definition } = dispatcher;
  const { number } = entries[0].fields;
  const { points } = flowOf(definition);
  const checks = points.filter((point) => number !== undefined && comparesNumber(point, number, dispatcher));
  if (checks.length !== 1) return [];
  const [check] = checks;
  const read = points.flatMap((point) => readIn(point) ?? []).find((call) => call.start < check.start);
  if (read === undefined) return [];
  return [
    {
      symbol: definition.name.text,
      range: source.rangeOf(read),
      message: `${definition.name.text}() reads the caller's memory before it compares the number: an unknown command with a bad pointer gives EFAULT, not ENOTTY`,
      abis: [],
      help: `move the comparison with '${number}' above it`,
      related: [{ range: source.rangeOf(check), message: 'the comparison' }],
    },
  ];
}

function comparesNumber({ kind, expression }: FlowPoint, number: string, { command }: Dispatcher): boolean {
  if (kind !== 'branch' || expression?.kind !== 'binary') return false;
  const { operator, left, right } = expression;
  if (operator !== '!=' && operator !== '==') return false;
  const isNumber = (part: typeof left): boolean => part.kind === 'member' && part.member.text === number;
  return (isNumber(left) && isIdentifier(right, command)) || (isNumber(right) && isIdentifier(left, command));
}

function readIn({ expression }: FlowPoint): CallExpression | undefined {
  return expression === undefined ? undefined : findCall(expression, (name) => reads.has(name));
}
