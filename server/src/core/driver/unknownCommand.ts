/**
 * What a dispatcher answers to a command that it does not know. The flow is followed with such a command: a `switch` on it
 * goes to its default, a comparison with a constant does not hold; every other question may go either way. On the way the
 * assignments that reach each point are kept for the variables that the function returns.
 */
import type { Expression, FunctionDefinition } from '../surface/ast.js';
import { type FlowEdge, type FlowPoint, flowOf } from '../surface/flow.js';
import { findCall, identifierOf, isIdentifier, someExpression } from '../surface/match.js';
import { isNrMacro } from './opTable.js';

/** The last assignments to each returned variable; `unknown` stands for what is not an assignment. */
type Values = ReadonlyMap<string, ReadonlySet<Expression | 'unknown'>>;

export interface UnknownAnswer {
  /** The expressions that the function may return then. */
  readonly values: readonly Expression[];
  /** Whether a `switch` or comparison on the command was met: else the values are all that the function returns. */
  readonly isDispatched: boolean;
}

/** How many points may be looked at again before the answer is given up. */
const MAX_STEPS = 20_000;
/** How many switches on the command one function may have. */
const MAX_SWITCHES = 30;

/**
 * @param command name of the variable with the command
 * @param nrs names of variables with its nr
 * @returns undefined where the answer is not known: something could not be read, or a value is not an expression
 */
export function answerToUnknown(
  definition: FunctionDefinition,
  command: string,
  nrs: ReadonlySet<string>,
): UnknownAnswer | undefined {
  const flow = flowOf(definition);
  const isCommand = (expression: Expression): boolean => isCommandOrNr(expression, command, nrs);
  const returned = returnedNames(flow.points);
  const subjects = flow.points.filter((point) => isSwitchOn(point, isCommand));
  const before = spread(flow.entry, new Map([...returned].map((name) => [name, new Set(['unknown' as const])])));
  if (before === undefined) return undefined;
  const starts = subjects.filter((subject) => before.has(subject));
  if (starts.length > MAX_SWITCHES) return undefined;
  // Behind the last of them: a default that leads to another switch is answered by that.
  const last = starts.filter((subject) => !leadsToOther(subject, starts));
  const values = new Set<Expression>();
  if (last.length === 0) return collect(before) ? { values: [...values], isDispatched: false } : undefined;
  for (const subject of last) {
    const reached = spread(subject, before.get(subject) ?? new Map());
    if (reached === undefined || !collect(reached)) return undefined;
  }
  return { values: [...values], isDispatched: true };

  function edgesOf(point: FlowPoint): readonly FlowEdge[] {
    const { expression, next } = point;
    if (point.kind !== 'branch' || expression === undefined) return next;
    if (isSwitchOn(point, isCommand)) return next.filter(({ cases }) => cases?.length === 0);
    const holds = comparisonHolds(expression, isCommand);
    return holds === undefined ? next : next.filter(({ when }) => when === holds);
  }

  /** The values at each point that is reached; undefined where something opaque is. */
  function spread(from: FlowPoint, initial: Values): ReadonlyMap<FlowPoint, Values> | undefined {
    const at = new Map<FlowPoint, Values>([[from, initial]]);
    const work = [from];
    for (let steps = 0; work.length > 0; steps++) {
      const point = work.pop();
      if (point === undefined) break;
      if (point.kind === 'opaque' || steps > MAX_STEPS) return undefined;
      const after = valuesAfter(point, at.get(point) ?? new Map(), returned);
      for (const { to } of edgesOf(point)) {
        const known = at.get(to);
        const joined = known === undefined ? after : join(known, after);
        if (joined === known) continue;
        at.set(to, joined);
        work.push(to);
      }
    }
    return at;
  }

  function leadsToOther(subject: FlowPoint, all: readonly FlowPoint[]): boolean {
    const reached = spread(subject, new Map());
    return all.some((other) => other !== subject && reached?.has(other) === true);
  }

  function collect(reached: ReadonlyMap<FlowPoint, Values>): boolean {
    for (const [point, known] of reached) {
      if (point.kind !== 'return') continue;
      const { expression } = point;
      if (expression === undefined) return false;
      const name = identifierOf(expression);
      const assigned = name === undefined ? undefined : known.get(name);
      if (assigned === undefined) values.add(expression);
      else {
        for (const value of assigned) {
          if (value === 'unknown') return false;
          values.add(value);
        }
      }
    }
    return true;
  }
}

/** The command itself, `_IOC_NR(cmd)`, or a variable with the nr. */
export function isCommandOrNr(expression: Expression, command: string, nrs: ReadonlySet<string>): boolean {
  const name = identifierOf(expression);
  if (name !== undefined) return name === command || nrs.has(name);
  return expression.kind === 'call' && findCall(expression, isNrMacro) === expression
    ? isIdentifier(expression.arguments[0], command)
    : false;
}

function isSwitchOn({ kind, expression, next }: FlowPoint, isCommand: (expression: Expression) => boolean): boolean {
  return kind === 'branch' && expression !== undefined && isCommand(expression) && next.some(({ cases }) => cases);
}

/** What a comparison of the command with a constant says for a command that is none of the constants. */
function comparisonHolds(expression: Expression, isCommand: (expression: Expression) => boolean): boolean | undefined {
  if (expression.kind !== 'binary') return undefined;
  const { operator, left, right } = expression;
  if (operator !== '==' && operator !== '!=') return undefined;
  const constant = isCommand(left) ? right : isCommand(right) ? left : undefined;
  const name = identifierOf(constant);
  return name !== undefined && /^[A-Z]/.test(name) ? operator === '!=' : undefined;
}

function returnedNames(points: readonly FlowPoint[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, expression } of points) {
    const name = kind === 'return' ? identifierOf(expression) : undefined;
    if (name !== undefined) names.add(name);
  }
  return names;
}

function valuesAfter(point: FlowPoint, before: Values, returned: ReadonlySet<string>): Values {
  const { variable, expression } = point;
  const after = new Map(before);
  if (variable !== undefined && returned.has(variable.name.text)) {
    after.set(variable.name.text, new Set([expression ?? 'unknown']));
    return after;
  }
  if (expression === undefined) return before;
  if (expression.kind === 'assignment' && expression.operator === '=') {
    const name = identifierOf(expression.left);
    if (name !== undefined && returned.has(name)) {
      after.set(name, new Set([expression.right]));
      return after;
    }
  }
  let isChanged = false;
  for (const name of returned) {
    if (!someExpression(expression, (part) => changes(part, name))) continue;
    after.set(name, new Set(['unknown']));
    isChanged = true;
  }
  return isChanged ? after : before;
}

function changes(part: Expression, name: string): boolean {
  if (part.kind === 'assignment') return isIdentifier(part.left, name);
  if (part.kind === 'postfix') return isIdentifier(part.operand, name);
  if (part.kind !== 'unary' || !['++', '--', '&'].includes(part.operator)) return false;
  return isIdentifier(part.operand, name);
}

/** The same object where nothing is added. */
function join(known: Values, other: Values): Values {
  let joined: Map<string, ReadonlySet<Expression | 'unknown'>> | undefined;
  for (const [name, values] of other) {
    const had = known.get(name) ?? new Set();
    const all = new Set([...had, ...values]);
    if (all.size === had.size) continue;
    joined ??= new Map(known);
    joined.set(name, all);
  }
  return joined ?? known;
}
