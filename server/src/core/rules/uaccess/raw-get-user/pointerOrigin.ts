/**
 * Where a pointer to user memory comes from. Fresh is one that the kernel's caller gave in this very call: a parameter of a
 * system call or of an ioctl, or a number that becomes a user pointer. One that was stored before may have been checked when
 * it was stored, and one that goes to code elsewhere first may have been checked there: of these nothing is known.
 */
import type { CallEdge, CallNode } from '../../../callGraph/callGraph.js';
import { reached } from '../../../callGraph/chains.js';
import type { Expression, FunctionDefinition } from '../../../surface/ast.js';
import { type FlowPoint, flowOf } from '../../../surface/flow.js';
import { calleeName, visitExpression, visitStatement } from '../../../surface/visit.js';
import { isUnsafeAccess, uncheckedPointer } from '../userAccessCalls.js';

/** Members of op tables whose functions get user pointers as they are; those of read and write are checked (fs/read_write.c). */
const entryMembers = new Set(['unlocked_ioctl', 'compat_ioctl', 'ioctl']);

/** A number that becomes a user pointer. */
const conversions = new Set(['u64_to_user_ptr', 'compat_ptr', 'as_user_ptr']);

/** Callers above one another that are looked at. */
const maxCallers = 8;

/** The kernel's caller reaches it with its own arguments. */
export function isUserEntry({ definition, uses }: CallNode): boolean {
  if (definition?.definedBy?.includes('SYSCALL') === true) return true;
  return uses.some(({ into }) => into.kind === 'member' && entryMembers.has(into.member));
}

/** A function on the way of a pointer, and where in it the way goes on: the call, or the access itself. */
export interface Step {
  readonly node: CallNode;
  readonly at: number;
}

/** The way of a fresh pointer to where it is used; undefined where it is not known to be fresh. */
export function wayFromCaller(pointer: Expression, access: Step): readonly Step[] | undefined {
  return follow(pointer, access, new Set());
}

function follow(pointer: Expression, step: Step, met: Set<CallNode>): readonly Step[] | undefined {
  const { node } = step;
  const { definition, facts } = node;
  if (definition === undefined || facts === undefined || met.has(node) || met.size > maxCallers) return undefined;
  const origin = originIn(definition, pointer);
  if (origin === undefined || isGivenAway(origin.names, node, callsBefore(step))) return undefined;
  met.add(node);
  // A number from a record: the callers may have checked it.
  if (origin.parameter === undefined) return [step, ...stepsAbove(node)];
  if (isUserEntry(node)) return [step];
  for (const { from, at, kind } of node.callers) {
    const call = kind === 'call' ? from.facts?.calls.find((each) => each.at.start === at.start) : undefined;
    const argument = call?.arguments[origin.parameter];
    const above = argument && follow(argument, { node: from, at: at.start }, new Set(met));
    if (above !== undefined) return [...above, step];
  }
  return undefined;
}

function stepsAbove(node: CallNode): readonly Step[] {
  return [...reached([node], 'callers')].flatMap(({ callers }) =>
    callers.map(({ from, at }) => ({ node: from, at: at.start })),
  );
}

/** The calls of a function that may come before a place in it; of a macro, all. */
export function callsBefore({ node, at }: Step): readonly CallEdge[] {
  const { definition, calls } = node;
  if (definition === undefined) return calls;
  const { pointAt, from } = placesOf(node, definition);
  const target = pointAt.get(at);
  if (target === undefined) return calls;
  const before = new Set(from.get(target));
  for (const point of before) for (const each of from.get(point) ?? []) before.add(each);
  return calls.filter((call) => {
    const point = pointAt.get(call.at.start);
    return point === undefined || before.has(point) || (point === target && call.at.start !== at);
  });
}

interface Places {
  /** The innermost point of the flow that a call stands in, by the call's offset. */
  readonly pointAt: ReadonlyMap<number, FlowPoint>;
  /** Points before each point. */
  readonly from: ReadonlyMap<FlowPoint, readonly FlowPoint[]>;
}

const memo = new WeakMap<CallNode, Places>();

function placesOf(node: CallNode, definition: FunctionDefinition): Places {
  let places = memo.get(node);
  if (places === undefined) {
    const { points } = flowOf(definition);
    const from = new Map<FlowPoint, FlowPoint[]>();
    for (const point of points) {
      for (const { to } of point.next) {
        const before = from.get(to);
        if (before === undefined) from.set(to, [point]);
        else before.push(point);
      }
    }
    const pointAt = new Map<number, FlowPoint>();
    const offsets = node.calls.map(({ at: { start } }) => start);
    for (const point of points) {
      for (let i = firstFrom(offsets, point.start); i < offsets.length && offsets[i] < point.end; i++) {
        const known = pointAt.get(offsets[i]);
        if (known === undefined || point.end - point.start < known.end - known.start) pointAt.set(offsets[i], point);
      }
    }
    places = { pointAt, from };
    memo.set(node, places);
  }
  return places;
}

/** Index of the first of ascending numbers that is not below another. */
function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (ascending[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Origin {
  /** Index of the parameter; absent where it is a number that a record holds. */
  readonly parameter?: number;
  /** Names through which it goes in the function. */
  readonly names: ReadonlySet<string>;
}

function originIn(definition: FunctionDefinition, pointer: Expression): Origin | undefined {
  const names = new Set<string>();
  let expression: Expression | undefined = pointer;
  for (let steps = 0; expression !== undefined && steps < 20; steps++) {
    const base = baseOf(expression);
    if (base === undefined) return undefined;
    if (base.kind === 'member') return { names: new Set([...names, ...namesIn(base)]) };
    if (names.has(base.name)) return undefined;
    names.add(base.name);
    const parameter = definition.parameters.findIndex(({ name }) => name?.text === base.name);
    const others = assignmentsTo(base.name, definition).filter((each) => !isComputedFrom(each, base.name));
    if (parameter >= 0) {
      const { type } = definition.parameters[parameter];
      const mayBeAddress = type.isUser || (type.pointers === 0 && type.keyword === undefined);
      return others.length === 0 && mayBeAddress ? { parameter, names } : undefined;
    }
    // Of a variable with several values, one may be checked.
    expression = others.length === 1 ? others[0] : undefined;
  }
  return undefined;
}

function isComputedFrom(expression: Expression, name: string): boolean {
  const base = baseOf(expression);
  return base?.kind === 'identifier' && base.name === name;
}

type Base = Extract<Expression, { kind: 'identifier' | 'member' }>;

/** What an address is computed from: a name, or the member that holds it as a number. A pointer in a member is stored. */
function baseOf(expression: Expression): Base | undefined {
  let at = expression;
  let isNumber = false;
  for (;;) {
    if (at.kind === 'identifier') return at as Base;
    if (at.kind === 'member') return isNumber ? (at as Base) : undefined;
    if (at.kind === 'cast') at = at.operand;
    else if (at.kind === 'postfix' || (at.kind === 'unary' && (at.operator === '++' || at.operator === '--')))
      at = at.operand;
    else if (at.kind === 'binary' && (at.operator === '+' || at.operator === '-')) at = at.left;
    else if (at.kind === 'unary' && at.operator === '&') {
      // &p->m and &p[i] are computed from p; &x.m is the address of something here.
      let inner = at.operand;
      while (inner.kind === 'member' && !inner.isArrow) inner = inner.object;
      if (inner.kind !== 'member' && inner.kind !== 'index') return undefined;
      at = inner.object;
    } else if (at.kind === 'call' && conversions.has(calleeName(at) ?? '') && at.arguments.length === 1) {
      isNumber = true;
      at = at.arguments[0];
    } else return undefined;
  }
}

function assignmentsTo(name: string, { body }: FunctionDefinition): readonly Expression[] {
  const found: Expression[] = [];
  visitStatement(
    body,
    (statement) => {
      if (statement.kind !== 'declaration') return;
      for (const { name: declared, initializer } of statement.variables) {
        if (declared.text === name && initializer !== undefined) found.push(initializer);
      }
    },
    (expression) => {
      if (expression.kind !== 'assignment' || expression.left.kind !== 'identifier' || expression.left.name !== name)
        return;
      // p += n stays what it was.
      if (expression.operator === '=') found.push(expression.right);
    },
  );
  return found;
}

/** Code outside of the folder gets the pointer by one of the calls, also by way of a function here: it may be checked there. */
function isGivenAway(names: ReadonlySet<string>, { facts }: CallNode, calls: readonly CallEdge[], depth = 0): boolean {
  const isGiven = (given: readonly Expression[]): boolean => given.some((argument) => hasName(argument, names));
  if (facts?.memberCalls.some((call) => isGiven(call.arguments))) return true;
  return calls.some(({ to, at }) => {
    const given = facts?.calls.find((each) => each.at.start === at.start)?.arguments ?? [];
    if (!isGiven(given)) return false;
    if (to.kind === 'external') {
      return !uncheckedPointer.has(to.name) && !isUnsafeAccess(to.name) && !conversions.has(to.name);
    }
    if (to.definition === undefined || depth >= 3) return true;
    const { parameters } = to.definition;
    const inner = given.flatMap((argument, index) =>
      hasName(argument, names) ? (parameters[index]?.name?.text ?? []) : [],
    );
    return isGivenAway(new Set(inner), to, to.calls, depth + 1);
  });
}

function hasName(argument: Expression, names: ReadonlySet<string>): boolean {
  return namesIn(argument).some((name) => names.has(name));
}

function namesIn(expression: Expression): readonly string[] {
  const names: string[] = [];
  visitExpression(expression, (part) => {
    if (part.kind === 'sizeof') return false;
    if (part.kind === 'identifier') names.push(part.name);
    return true;
  });
  return names;
}
