import type { Dispatcher } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { OpTable } from '../../../driver/opTable.js';
import type { CallExpression, Expression } from '../../../surface/ast.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { dispatchersOfTable, type PublishedTable, publishedTables, slotOf } from '../tableFacts.js';
import { description } from './description.js';

/**
 * A gap between the entries of an op table, where the dispatcher calls the handler of a slot without a look at the number
 * or the handler it holds. A dispatcher that reads either of them in any other way than by the call is left alone.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) => publishedTables(source).flatMap((each) => findingsOf(each, source)),
};

function findingsOf(published: PublishedTable, source: DriverSource): readonly RuleFinding[] {
  const { table, name, known } = published;
  const slots = new Set<number>();
  for (const each of known) {
    const slot = slotOf(published, each.published);
    if (slot !== undefined) slots.add(slot);
  }
  // Of an entry without a known number the slot is not known either.
  if (!table.isWhole || known.length !== table.entries.length || slots.size !== known.length) return [];
  const gaps = Array.from({ length: Math.max(...slots) }, (_, slot) => slot).filter((slot) => !slots.has(slot));
  if (gaps.length === 0) return [];
  const text =
    gaps.length === 1 ? `slot ${gaps[0]}` : `slots ${gaps.slice(0, 4).join(', ')}${gaps.length > 4 ? ', …' : ''}`;
  return dispatchersOfTable(source, table).flatMap((dispatcher) => {
    const call = uncheckedCall(dispatcher, table);
    if (call === undefined) return [];
    const check = table.entries[0].fields.number ?? table.entries[0].fields.handler;
    return [
      {
        symbol: dispatcher.definition.name.text,
        range: source.rangeOf(call),
        message: `${text} of '${name}' ${gaps.length === 1 ? 'is' : 'are'} empty, and the handler is called without a check: NULL is called`,
        abis: [],
        help: `compare '${check}' of the slot with the command first, and return -ENOTTY where they differ`,
        related: [{ range: source.rangeOf(table.variable.name), message: `'${name}' is here` }],
      },
    ];
  });
}

/** The call of the slot's handler, where nothing in the function looks at what the slot holds. */
function uncheckedCall({ definition }: Dispatcher, { entries }: OpTable): CallExpression | undefined {
  const { handler, number } = entries[0].fields;
  if (handler === undefined) return undefined;
  const members = new Set(Object.values(entries[0].fields));
  const callees = new Set<Expression>();
  let call: CallExpression | undefined;
  let isChecked = false;
  visitStatement(
    definition.body,
    (statement) => {
      isChecked ||= statement.kind === 'opaque';
      return true;
    },
    (part) => {
      if (part.kind === 'call' && part.callee.kind === 'member' && part.callee.member.text === handler) {
        call ??= part;
        callees.add(part.callee);
      }
      const isLookedAt = part.kind === 'member' && (part.member.text === handler || part.member.text === number);
      isChecked ||= part.kind === 'opaque' || (isLookedAt && !callees.has(part));
      // `!op->size` tells an empty slot too.
      if (part.kind === 'unary' && part.operator === '!' && part.operand.kind === 'member') {
        isChecked ||= members.has(part.operand.member.text);
      }
      return true;
    },
  );
  return isChecked ? undefined : call;
}
