import { type Dispatcher, deputyOf, dispatchersOf, isEntry, nrVariables } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { answerToUnknown, isCommandOrNr } from '../../../driver/unknownCommand.js';
import type { Expression, FunctionDefinition } from '../../../surface/ast.js';
import { type FlowPoint, flowOf } from '../../../surface/flow.js';
import { findCall, isIdentifier, negatedErrno, someExpression } from '../../../surface/match.js';
import type { Fix, RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * An ioctl entry that answers a command it does not know with EINVAL or ENOSYS: in the default of its switch, where the
 * type differs, where the nr lies outside of its table, or where the number differs from the table's. Functions of the same file to which the entry
 * hands the command are followed. Only where every way that such a command can take ends in that answer.
 */
export const rule: SourceRule = {
  ...description,
  check,
};

const wrong = new Set(['EINVAL', 'ENOSYS']);
/** How many functions are followed from an entry. */
const MAX_DEPTH = 4;

type Judged = Pick<Dispatcher, 'definition' | 'command'>;

function check(source: DriverSource): readonly RuleFinding[] {
  const found = new Map<number, RuleFinding>();
  const judged = new Set<FunctionDefinition>();
  for (const dispatcher of dispatchersOf(source)) {
    if (isEntry(dispatcher)) judge(dispatcher, 0);
  }
  return [...found.values()];

  function judge({ definition, command }: Judged, depth: number): void {
    if (judged.has(definition)) return;
    judged.add(definition);
    const nrs = nrVariables({ definition, command, uses: [] });
    for (const [value, about] of refusedNumbers({ definition, command }, nrs)) note(definition.name.text, value, about);
    const answer = answerToUnknown(definition, command, nrs);
    if (answer === undefined) return;
    const { values, isDispatched } = answer;
    if (isDispatched && values.length > 0 && values.every((value) => wrong.has(negatedErrno(value) ?? ''))) {
      for (const value of values) note(definition.name.text, value, 'default');
    }
    if (depth === MAX_DEPTH) return;
    for (const value of values) {
      const deputy = value.kind === 'call' ? deputyOf(source, value, command) : undefined;
      if (deputy !== undefined) judge(deputy, depth + 1);
    }
  }

  function note(name: string, value: Expression, about: 'default' | 'number' | 'type'): void {
    const errno = negatedErrno(value) ?? '';
    const fix: Fix = {
      title: 'Return -ENOTTY',
      edits: [{ range: source.rangeOf(value), newText: '-ENOTTY' }],
      effect: 'choice',
    };
    // A value that is not set by the default itself may serve other returns too.
    const isOwn = about !== 'default' || isOfDefault(source, value);
    const unknown = about === 'type' ? 'a command of another type' : 'an unknown command';
    found.set(value.start, {
      symbol: name,
      range: source.rangeOf(value),
      message: `${name}() answers ${unknown} with ${errno}, not ENOTTY`,
      abis: [],
      help:
        'return -ENOTTY, or -ENOIOCTLCMD, of which the VFS makes ENOTTY; where programs already rely on ' +
        `${errno}, leave it and suppress the finding`,
      ...(isOwn ? { fixes: [fix] } : {}),
      ...(about === 'type' ? { severity: 'hint' as const } : {}),
    });
  }
}

/** Whether a value is returned or assigned by the statements of a `default:`. */
function isOfDefault({ file: { text } }: DriverSource, { start }: Expression): boolean {
  const before = text.slice(Math.max(0, start - 400), start);
  const label = before.lastIndexOf('default');
  return label >= 0 && /^default\s*:/.test(before.slice(label)) && !/[{}]|\b(case|break)\b/.test(before.slice(label));
}

/** What is returned at once where the type differs, the nr is outside of a table, or the number is not the table's. */
function refusedNumbers(
  { definition, command }: Judged,
  nrs: ReadonlySet<string>,
): readonly (readonly [Expression, 'number' | 'type'])[] {
  return flowOf(definition).points.flatMap((point) => {
    const { expression } = point;
    if (point.kind !== 'branch' || expression?.kind !== 'binary') return [];
    const { operator, left, right } = expression;
    const isRange =
      (operator === '>=' || operator === '>') &&
      findCall(right, (name) => name === 'ARRAY_SIZE') !== undefined &&
      someExpression(left, (part) => isCommandOrNr(part, command, nrs));
    const isNumber =
      operator === '!=' &&
      ((left.kind === 'member' && isIdentifier(right, command)) ||
        (right.kind === 'member' && isIdentifier(left, command)));
    const isType = operator === '!=' && (isTypeOf(left, command) || isTypeOf(right, command));
    if (!isRange && !isNumber && !isType) return [];
    const value = returnedAtOnce(point);
    if (value === undefined || !wrong.has(negatedErrno(value) ?? '')) return [];
    return [[value, isType ? 'type' : 'number'] as const];
  });
}

/** `_IOC_TYPE(cmd)`. */
function isTypeOf(expression: Expression, command: string): boolean {
  const call = findCall(expression, (name) => /(^|_)IOC(TL)?_TYPE$/.test(name));
  return call === expression && isIdentifier(call.arguments[0], command);
}

function returnedAtOnce({ next }: FlowPoint): Expression | undefined {
  let point = next.find(({ when }) => when === true)?.to;
  while (point?.kind === 'join' && point.next.length === 1) point = point.next[0].to;
  return point?.kind === 'return' ? point.expression : undefined;
}
