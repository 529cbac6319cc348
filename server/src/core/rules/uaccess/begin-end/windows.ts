/**
 * Where a window of user access is open in a function: for each point of its flow the begins that may still be open there,
 * and whether it may be reached with none open. A window begins where `user_access_begin()` answers true, or at a begin
 * without an answer; it ends at `user_access_end()`. An access in it jumps to its label when it faults.
 *
 * Nothing is said of a function whose flow may lie: one with text that could not be read, with a begin whose answer is kept
 * in a variable, with another kind of window, or with one condition that is tested both before and behind a begin.
 */
import type { CallExpression, Expression, FunctionDefinition } from '../../../surface/ast.js';
import { type FlowEdge, type FlowPoint, flowOf } from '../../../surface/flow.js';
import { calleeName, visitExpression } from '../../../surface/visit.js';
import { isOtherWindow, plainBegins, tryingBegins, windowEnds } from '../userAccessCalls.js';

export interface Windows {
  readonly begins: ReadonlySet<FlowPoint>;
  readonly ends: ReadonlySet<FlowPoint>;
  /** The begins that may be open when control comes to a point, or leaves it. */
  readonly openAt: (point: FlowPoint, when?: 'before' | 'after') => ReadonlySet<FlowPoint>;
  /** Some path comes to the point with no window open. */
  readonly mayBeClosedAt: (point: FlowPoint) => boolean;
  /** Calls by name, of a window's own functions not. */
  readonly calls: readonly PlacedCall[];
}

export interface PlacedCall {
  readonly call: CallExpression;
  readonly name: string;
  readonly point: FlowPoint;
}

/** More begins than a person writes into one function. */
const maxBegins = 50;

/** Undefined of a function without a begin, and of one that is not judged. */
export function windowsOf(definition: FunctionDefinition): Windows | undefined {
  const { points, entry, labels } = flowOf(definition);
  const begins = new Map<FlowPoint, 'tries' | 'begins'>();
  const ends = new Set<FlowPoint>();
  const calls: PlacedCall[] = [];
  for (const point of points) {
    const here = callsAt(point);
    const own = here.filter(({ name }) => tryingBegins.has(name) || plainBegins.has(name) || windowEnds.has(name));
    const isUnknown = point.kind === 'opaque' || hasOpaque(point) || own.length > 1;
    if (isUnknown || here.some(({ name }) => !own.some((known) => known.name === name) && isOtherWindow(name)))
      return undefined;
    calls.push(...here.filter((call) => !own.includes(call)));
    if (own.length === 0) continue;
    const [{ call, name }] = own;
    if (windowEnds.has(name)) ends.add(point);
    else if (plainBegins.has(name)) begins.set(point, 'begins');
    else if (point.kind === 'branch' && point.expression === call) begins.set(point, 'tries');
    else return undefined;
  }
  if (begins.size === 0 || begins.size > maxBegins || opensForCaller(definition)) return undefined;
  const faults = faultPoints(labels, calls);
  if (hasRepeatedCondition(points, begins, faults)) return undefined;
  return { begins: new Set(begins.keys()), ends, calls, ...solve(entry, begins, ends, faults) };
}

interface State {
  readonly open: ReadonlySet<FlowPoint>;
  readonly mayBeClosed: boolean;
}

const unreached: State = { open: new Set(), mayBeClosed: false };

function solve(
  entry: FlowPoint,
  begins: ReadonlyMap<FlowPoint, 'tries' | 'begins'>,
  ends: ReadonlySet<FlowPoint>,
  faults: ReadonlyMap<FlowPoint, readonly FlowPoint[]>,
): Pick<Windows, 'openAt' | 'mayBeClosedAt'> {
  const states = new Map<FlowPoint, State>([[entry, { open: new Set(), mayBeClosed: true }]]);
  const before = (point: FlowPoint): State => states.get(point) ?? unreached;
  const after = (point: FlowPoint, edge?: FlowEdge): State => {
    if (ends.has(point)) return { open: new Set(), mayBeClosed: true };
    const kind = begins.get(point);
    const opens = kind === 'begins' || (kind === 'tries' && edge?.when === true);
    return opens ? { open: new Set([point]), mayBeClosed: false } : before(point);
  };
  const work = [entry];
  const merge = (to: FlowPoint, state: State): void => {
    const old = states.get(to);
    const open = new Set([...(old?.open ?? []), ...state.open]);
    const mayBeClosed = old?.mayBeClosed === true || state.mayBeClosed;
    if (old !== undefined && open.size === old.open.size && mayBeClosed === old.mayBeClosed) return;
    states.set(to, { open, mayBeClosed });
    work.push(to);
  };
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    for (const edge of point.next) merge(edge.to, after(point, edge));
    for (const label of faults.get(point) ?? []) merge(label, before(point));
  }
  return {
    openAt: (point, when = 'before') => (when === 'before' ? before(point) : after(point)).open,
    mayBeClosedAt: (point) => before(point).mayBeClosed,
  };
}

function callsAt(point: FlowPoint): PlacedCall[] {
  const found: PlacedCall[] = [];
  if (point.expression === undefined) return found;
  visitExpression(point.expression, (expression) => {
    if (expression.kind === 'sizeof') return false;
    const name = expression.kind === 'call' ? calleeName(expression) : undefined;
    if (expression.kind === 'call' && name !== undefined) found.push({ call: expression, name, point });
    return true;
  });
  return found;
}

function hasOpaque({ expression }: FlowPoint): boolean {
  let isOpaque = false;
  if (expression !== undefined && expression.end > expression.start) {
    visitExpression(expression, ({ kind }) => {
      isOpaque ||= kind === 'opaque' || kind === 'statementExpression';
    });
  }
  return isOpaque;
}

/** `static bool foo_access_begin(…)`: the window is its caller's. */
function opensForCaller({ name }: FunctionDefinition): boolean {
  return name.text.includes('begin');
}

/** The points that an access jumps to when it faults: its last argument, where that is a label. */
function faultPoints(
  labels: ReadonlyMap<string, FlowPoint>,
  calls: readonly PlacedCall[],
): ReadonlyMap<FlowPoint, readonly FlowPoint[]> {
  const faults = new Map<FlowPoint, FlowPoint[]>();
  for (const { call, point } of calls) {
    const last = call.arguments.at(-1);
    const target = last?.kind === 'identifier' ? labels.get(last.name) : undefined;
    if (target !== undefined) faults.set(point, [...(faults.get(point) ?? []), target]);
  }
  return faults;
}

/** Two branches with the same condition, one before a begin and one behind it: their answers go together. */
function hasRepeatedCondition(
  points: readonly FlowPoint[],
  begins: ReadonlyMap<FlowPoint, unknown>,
  faults: ReadonlyMap<FlowPoint, readonly FlowPoint[]>,
): boolean {
  const behind = reachedFrom([...begins.keys()], faults);
  const conditions = points.filter(({ kind, expression }) => kind === 'branch' && expression !== undefined);
  const text = ({ expression }: FlowPoint): string => keyOf(expression!);
  const before = new Set(conditions.filter((point) => !behind.has(point) && !begins.has(point)).map(text));
  return conditions.some((point) => behind.has(point) && !begins.has(point) && before.has(text(point)));
}

function reachedFrom(
  starts: readonly FlowPoint[],
  faults: ReadonlyMap<FlowPoint, readonly FlowPoint[]>,
): ReadonlySet<FlowPoint> {
  const met = new Set(starts.flatMap(({ next }) => next.map(({ to }) => to)));
  for (const point of met) {
    for (const { to } of point.next) met.add(to);
    for (const to of faults.get(point) ?? []) met.add(to);
  }
  return met;
}

/** Names and operators of an expression in order: equal for equal text, whatever the spaces. */
function keyOf(expression: Expression): string {
  const words: string[] = [];
  visitExpression(expression, (part) => {
    if (part.kind === 'identifier') words.push(part.name);
    else if (part.kind === 'member') words.push(`.${part.member.text}`);
    else if ('operator' in part) words.push(part.operator);
    else if ('value' in part) words.push(`${part.value}`);
    else words.push(part.kind);
  });
  return words.join(' ');
}
