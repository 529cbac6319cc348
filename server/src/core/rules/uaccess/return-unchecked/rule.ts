import type { DriverSource } from '../../../driver/driverSource.js';
import type { FunctionFacts } from '../../../driver/functionFacts.js';
import { functionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import { type UserAccess, userAccessOf } from '../../../driver/userAccess.js';
import type { Expression } from '../../../surface/ast.js';
import type { FlowEdge, FlowPoint } from '../../../surface/flow.js';
import { joinMaps, solveFlow } from '../../../surface/solveFlow.js';
import { calleeName, visitExpression } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * A result that nobody looks at, and bytes not copied where an errno is expected: returned, or compared with `< 0`.
 * Functions without any `-E…` may return what was not copied.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source).flatMap((facts) => [...ignoredResults(facts), ...residuesAsErrno(facts)]);
}

function ignoredResults({ source, definition, flow }: FunctionFacts): readonly RuleFinding[] {
  return flow.points.flatMap(({ kind, expression }) => {
    const access = kind === 'expression' && expression?.kind === 'call' ? userAccessOf(expression) : undefined;
    if (expression === undefined || access === undefined || access.result === 'pointer') return [];
    // A value that is told beside an error, as the size in sched_setattr(2), may fail to arrive.
    if (/put_user$/.test(access.name)) return [];
    return [
      {
        symbol: definition.name.text,
        range: source.rangeOf(expression),
        message: `the result of ${access.name}() is ignored`,
        abis: [],
        help: access.name.endsWith('get_user')
          ? 'return -EFAULT where it is not 0: the object is 0 after a fault'
          : 'return -EFAULT where it is not 0',
      },
    ];
  });
}

/** Objects that hold the number of bytes not copied. */
type Residues = ReadonlyMap<string, UserAccess>;

function residuesAsErrno(facts: FunctionFacts): readonly RuleFinding[] {
  const { name, pointers } = facts.definition.returnType;
  if (pointers > 0 || !/^(?:int|long|ssize_t|long int|signed int)$/.test(name)) return [];
  const found = misusedResidues(facts);
  return found.length > 0 && (returnsErrno(facts) || isErrnoForCallers(facts)) ? found : [];
}

function misusedResidues(facts: FunctionFacts): readonly RuleFinding[] {
  const { source, definition, flow } = facts;
  const before = solveFlow<Residues>(flow, {
    entry: new Map(),
    after: (point, residues) => behind(facts, point, residues),
    along: (point, edge, residues) => zeroAlong(point, edge, residues),
    join: (a, b) => joinMaps(a, b, (x) => x),
  });
  if (before === undefined) return [];
  return flow.points.flatMap((point): RuleFinding[] => {
    const { expression, kind } = point;
    const residues = before.get(point);
    if (expression === undefined || residues === undefined) return [];
    const wrong = kind === 'return' ? returned(expression, residues) : comparedNegative(point, residues);
    if (wrong === undefined) return [];
    const what = kind === 'return' ? 'is returned as errno' : 'is tested for being negative, which it never is';
    return [
      {
        symbol: definition.name.text,
        range: source.rangeOf(expression),
        message: `${wrong.name}() returns the number of bytes not copied, and that ${what}`,
        abis: [],
        help: 'write `if (…) return -EFAULT;`',
        related: [{ range: source.rangeOf(wrong.call), message: 'the copy' }],
      },
    ];
  });
}

/** The function gives errno values elsewhere: `return -EINVAL`, `ret = -EINVAL`. */
function returnsErrno({ flow }: FunctionFacts): boolean {
  return flow.points.some(({ kind, expression }) => {
    if (expression === undefined) return false;
    const value = kind === 'return' || kind === 'declaration' ? expression : undefined;
    const assigned = kind === 'expression' && expression.kind === 'assignment' ? expression.right : undefined;
    return isErrno(value ?? assigned);
  });
}

/** Other functions of the file hand its result on as their own, and none uses it as a condition. */
function isErrnoForCallers({ source, definition }: FunctionFacts): boolean {
  const name = definition.name.text;
  let isHandedOn = false;
  for (const caller of source.surface.functions) {
    if (caller === definition || !new RegExp(`\\b${name}\\s*\\(`).test(source.textOf(caller.bodySpan))) continue;
    const facts = functionFacts(source, caller);
    for (const { kind, expression, next } of facts.flow.points) {
      if (expression === undefined) continue;
      const value = expression.kind === 'assignment' ? expression.right : expression;
      const isCall = value.kind === 'call' && calleeName(value) === name;
      if (kind === 'branch' && callsOf(expression, name)) return false;
      if (!isCall) continue;
      const isTested = next.some(({ to }) => to.kind === 'branch');
      if (isTested) return false;
      if (kind === 'return' || expression.kind === 'assignment') isHandedOn ||= returnsErrno(facts);
    }
  }
  return isHandedOn;
}

function callsOf(expression: Expression, name: string): boolean {
  let found = false;
  visitExpression(expression, (part) => {
    if (part.kind === 'call' && calleeName(part) === name) found = true;
  });
  return found;
}

function isErrno(value: Expression | undefined): boolean {
  if (value?.kind !== 'unary' || value.operator !== '-' || value.operand.kind !== 'identifier') return false;
  return /^E[A-Z0-9]+$/.test(value.operand.name);
}

function returned(expression: Expression, residues: Residues): UserAccess | undefined {
  const access = residueOf(expression);
  if (access !== undefined) return access;
  const place = placeOf(expression);
  return place === undefined ? undefined : residues.get(place);
}

function residueOf(expression: Expression): UserAccess | undefined {
  const access = expression.kind === 'call' ? userAccessOf(expression) : undefined;
  return access?.result === 'residue' ? access : undefined;
}

function comparedNegative({ kind, expression }: FlowPoint, residues: Residues): UserAccess | undefined {
  if (kind !== 'branch' || expression?.kind !== 'binary' || expression.operator !== '<') return undefined;
  const { left, right } = expression;
  if (right.kind !== 'number' || right.value !== 0n) return undefined;
  if (left.kind === 'assignment') return residueOf(left.right);
  const place = placeOf(left);
  return residueOf(left) ?? (place === undefined ? undefined : residues.get(place));
}

function behind(facts: FunctionFacts, point: FlowPoint, before: Residues): Residues {
  let residues = before;
  for (const event of facts.eventsAt(point)) {
    if (event.kind === 'address' && residues.has(event.place)) residues = without(residues, event.place);
    if (event.kind !== 'write') continue;
    const access = event.value === undefined ? undefined : residueOf(event.value);
    if (access !== undefined && /^\|?=$/.test(event.operator)) residues = new Map(residues).set(event.place, access);
    else if (residues.has(event.place)) residues = without(residues, event.place);
  }
  return residues;
}

/** On the way on which all bytes were copied, 0 is a good errno. */
function zeroAlong({ expression }: FlowPoint, { when }: FlowEdge, residues: Residues): Residues {
  if (expression === undefined || when === undefined || residues.size === 0) return residues;
  const tested = expression.kind === 'assignment' ? expression.left : expression;
  const plain = placeOf(tested);
  if (plain !== undefined) return when ? residues : without(residues, plain);
  if (tested.kind !== 'binary') return residues;
  const place = placeOf(tested.left);
  const isZero = tested.right.kind === 'number' && tested.right.value === 0n;
  if (place === undefined || !isZero) return residues;
  const zeroWhen =
    tested.operator === '==' ? true : tested.operator === '!=' || tested.operator === '>' ? false : undefined;
  return zeroWhen === when ? without(residues, place) : residues;
}

function without(residues: Residues, place: string): Residues {
  if (!residues.has(place)) return residues;
  const left = new Map(residues);
  left.delete(place);
  return left;
}
