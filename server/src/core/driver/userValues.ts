/**
 * Which objects of a function hold a value that came from user memory and that no test has bounded from above. A test on
 * any way counts, as does handing the value, or a pointer to its record, to a function that is not known: what remains is
 * a value of which the whole function says nothing. Names are those of `places.ts`.
 */
import type { Expression } from '../surface/ast.js';
import type { FlowEdge, FlowPoint } from '../surface/flow.js';
import { joinMaps, solveFlow } from '../surface/solveFlow.js';
import { calleeName } from '../surface/visit.js';
import { codeType, integerBits, recordTag, typeOf } from './codeTypes.js';
import type { DriverSource } from './driverSource.js';
import { eventsOf, objectPlace } from './events.js';
import { type FunctionFacts, functionFacts } from './functionFacts.js';
import { covers, isRootedIn, placeOf, pointee } from './places.js';
import { type UserAccess, userAccessOf } from './userAccess.js';

export interface UserValue {
  /** The access that brought it. Absent: the dispatcher copied it before the function was called. */
  readonly access?: UserAccess;
  /** The object that it was read into; copies of the value share it. */
  readonly origin: string;
  readonly isBounded: boolean;
  /** A product with it, and no longer the value itself. */
  readonly isProduct?: boolean;
}

export type UserValues = ReadonlyMap<string, UserValue>;

const memo = new WeakMap<FunctionFacts, { readonly before: ReadonlyMap<FlowPoint, UserValues> | undefined }>();

/** What holds before each point; undefined where the function is beyond what is followed. */
export function userValues(facts: FunctionFacts): ReadonlyMap<FlowPoint, UserValues> | undefined {
  let known = memo.get(facts);
  if (known === undefined) {
    // A function that calls itself, or is called by what it calls, knows nothing of its callers.
    memo.set(facts, { before: undefined });
    known = { before: solve(facts, handedOver(facts)) };
    memo.set(facts, known);
  }
  return known.before;
}

function solve(facts: FunctionFacts, entry: UserValues): ReadonlyMap<FlowPoint, UserValues> | undefined {
  return solveFlow<UserValues>(facts.flow, {
    entry,
    after: (point, before) => valuesBehind(facts, point, before),
    along: (point, edge, after) => boundedAlong(facts, point, edge, after),
    join: (a, b) => joinMaps(a, b, (x, y) => (x.isBounded || !y.isBounded ? x : y)),
  });
}

/** Callers of a function beyond which it is a helper of everybody. */
const MAX_CALLERS = 8;

/**
 * Records of commands that every caller of a static function has copied in and not looked at, one call level deep: what
 * their pointers point to is the user's.
 */
function handedOver(facts: FunctionFacts): UserValues {
  const { source, definition } = facts;
  const values = new Map<string, UserValue>();
  const records = commandRecords(source);
  const indexes = facts.parameters.flatMap(({ name, type }, index) =>
    name !== undefined && records.has(recordTag(codeType(type), 1) ?? '') ? [index] : [],
  );
  if (!definition.isStatic || indexes.length === 0) return values;
  const name = definition.name.text;
  const mention = new RegExp(`\\b${name}\\b`);
  const callers = source.surface.functions.filter(
    (each) => each !== definition && mention.test(source.textOf(each.bodySpan)),
  );
  if (callers.length === 0 || callers.length > MAX_CALLERS) return values;
  // A function whose address is taken has callers out of sight.
  if (source.surface.variables.some((variable) => mention.test(source.textOf(variable)))) return values;
  for (const index of indexes) {
    const parameter = facts.parameters[index].name?.text;
    const handed = callers.flatMap((caller) => argumentValues(functionFacts(source, caller), name, index));
    const [first] = handed;
    if (parameter === undefined || first === undefined || handed.includes(undefined)) continue;
    const { access } = first;
    values.set(`*${parameter}`, {
      origin: `*${parameter}`,
      isBounded: false,
      ...(access === undefined ? {} : { access }),
    });
  }
  return values;
}

/** For each call of a function, the value of the record whose address is an argument; undefined where something tested it. */
function argumentValues(caller: FunctionFacts, name: string, index: number): readonly (UserValue | undefined)[] {
  const before = userValues(caller);
  return caller.flow.points.flatMap((point) =>
    caller.eventsAt(point).flatMap((event) => {
      if (event.kind !== 'call' || calleeName(event.call) !== name) return [];
      const argument = event.call.arguments.at(index);
      const place = argument === undefined ? undefined : pointee(argument, caller.targets);
      const values = before?.get(point);
      const value = place === undefined ? undefined : values?.get(place);
      if (place === undefined || values === undefined || value === undefined || value.isBounded) return [undefined];
      const isTested = [...values].some(([part, { isBounded }]) => isBounded && covers(place, part));
      return [isTested ? undefined : value];
    }),
  );
}

/** The value of an object: its own, or that of a record that was read as a whole. */
export function userValueOf(values: UserValues, place: string): UserValue | undefined {
  const own = values.get(place);
  if (own !== undefined) return own;
  for (const [outer, value] of values) {
    if (covers(outer, place)) return { ...value, origin: place };
  }
  return undefined;
}

/** Objects with values from user memory, not bounded, that an expression computes with; calls in it count as tests. */
export function unboundedIn(
  facts: FunctionFacts,
  expression: Expression,
  values: UserValues,
): readonly { readonly place: string; readonly value: UserValue; readonly expression: Expression }[] {
  const events = eventsOf(expression, facts.targets);
  if (events.some(({ kind }) => kind === 'call' || kind === 'write')) return [];
  return events.flatMap((event) => {
    const value = event.kind === 'read' ? userValueOf(values, event.place) : undefined;
    if (event.kind !== 'read' || value === undefined || value.isBounded) return [];
    return [{ place: event.place, value, expression: event.expression }];
  });
}

function valuesBehind(facts: FunctionFacts, point: FlowPoint, before: UserValues): UserValues {
  const { variable } = point;
  let values = before;
  if (variable !== undefined) values = without(values, variable.name.text);
  for (const event of facts.eventsAt(point)) {
    if (event.kind === 'call') values = behindCall(facts, event.call, event.access, values);
    else if (event.kind === 'write') {
      const { place, value, operator } = event;
      if (operator !== '=' || value === undefined) continue;
      const read = readValue(facts, value, values);
      values = cleared(values, place);
      if (read !== undefined) values = assign(values, place, read);
      const pointed = pointedValue(facts, place, value, values);
      if (pointed !== undefined) values = assign(values, `*${place}`, pointed);
    }
  }
  return values;
}

function behindCall(
  facts: FunctionFacts,
  call: Extract<Expression, { kind: 'call' }>,
  access: UserAccess | undefined,
  values: UserValues,
): UserValues {
  if (access !== undefined) {
    const place = access.direction === 'in' ? objectPlace(access, facts.targets) : undefined;
    return place === undefined
      ? values
      : assign(without(values, place), place, { access, origin: place, isBounded: false });
  }
  const name = calleeName(call);
  if (name !== undefined && harmless.test(name)) return values;
  let result = values;
  for (const argument of call.arguments) {
    for (const event of eventsOf(argument, facts.targets)) {
      if (event.kind === 'read') result = bounded(result, event.place, true);
      if (event.kind === 'address') result = boundedRecord(result, event.place);
    }
  }
  return result;
}

/** Calls that neither test nor keep what they are given. */
const harmless =
  /^(?:pr_\w+|dev_\w+|printk\w*|\w*_dbg|trace_\w+|k[mvz]*alloc(?:_node)?|vm?alloc\w*|vzalloc\w*|k?v?free\w*|sizeof|u64_to_user_ptr|compat_ptr|access_ok|might_fault|mutex_\w+|memset|lockdep_\w+|IS_ERR|PTR_ERR|ERR_PTR|ERR_CAST|unlikely|likely)$/;

/** The value that an expression hands on: an object's, or one computed from it. */
function readValue(facts: FunctionFacts, expression: Expression, values: UserValues): UserValue | undefined {
  const [first] = unboundedIn(facts, expression, values);
  if (first === undefined || expression.kind === 'conditional') return undefined;
  if (expression.kind === 'binary' && !['+', '*', '<<', '-'].includes(expression.operator)) return undefined;
  // A narrow value stays small in a wider object.
  const type = typeOf(facts, first.expression);
  const bits = type === undefined ? undefined : integerBits(type);
  if (bits === undefined || bits < 32) return undefined;
  return isProduct(expression) ? { ...first.value, isProduct: true } : first.value;
}

/** Is it computed by multiplying, at the top or as a term of a sum? */
export function isProduct(expression: Expression): boolean {
  if (expression.kind !== 'binary') return false;
  if (expression.operator === '*' || expression.operator === '<<') return true;
  return expression.operator === '+' && (isProduct(expression.left) || isProduct(expression.right));
}

/** What a pointer points to after `p = memdup_user(…)`, and after `cmd = ucmd->cmd` in a handler. */
function pointedValue(
  facts: FunctionFacts,
  place: string,
  value: Expression,
  values: UserValues,
): UserValue | undefined {
  const stripped = value.kind === 'cast' ? value.operand : value;
  if (stripped.kind === 'call') {
    const access = userAccessOf(stripped);
    return access?.result === 'pointer' ? { access, origin: `*${place}`, isBounded: false } : undefined;
  }
  const from = placeOf(stripped, facts.targets);
  const known = from === undefined ? undefined : values.get(`*${from}`);
  if (known !== undefined) return known;
  return isDispatchedRecord(facts, place, stripped) ? { origin: `*${place}`, isBounded: false } : undefined;
}

/**
 * Is this how a handler gets the record that its dispatcher copied in? The pointer is local, its record is that of a command
 * of the headers, and it is set once, from a `void *` parameter or from a `void *` member of a parameter's record.
 */
export function isDispatchedRecord(facts: FunctionFacts, pointer: string, value: Expression): boolean {
  const variable = facts.variable(pointer, value.start);
  const tag = variable === undefined ? undefined : recordTag(codeType(variable.type), 1);
  if (tag === undefined || facts.onlyValue(pointer) === undefined) return false;
  if (!commandRecords(facts.source).has(tag)) return false;
  if (value.kind === 'identifier') {
    const parameter = facts.isParameter(value.name) ? facts.variable(value.name, value.start) : undefined;
    return parameter?.type.name === 'void' && parameter.type.pointers === 1 && !parameter.type.isUser;
  }
  if (value.kind !== 'member' || !value.isArrow || value.object.kind !== 'identifier') return false;
  if (!facts.isParameter(value.object.name)) return false;
  const owner = facts.variable(value.object.name, value.start);
  const ownerTag = owner === undefined ? undefined : recordTag(codeType(owner.type), 1);
  return facts.source.surfaces.some(({ records }) =>
    records.some(
      (record) =>
        record.tag.text === ownerTag &&
        record.members.some(
          ({ name, type }) =>
            name.text === value.member.text && type.name === 'void' && type.pointers === 1 && !type.isUser,
        ),
    ),
  );
}

const recordsMemo = new WeakMap<DriverSource, ReadonlySet<string>>();

/** Tags of the records that commands of the headers pass. */
export function commandRecords(source: DriverSource): ReadonlySet<string> {
  let tags = recordsMemo.get(source);
  if (tags === undefined) {
    tags = new Set(
      source.headers.flatMap(({ commands }) =>
        commands.flatMap(({ recordName }) => (recordName === undefined ? [] : [recordName])),
      ),
    );
    recordsMemo.set(source, tags);
  }
  return tags;
}

/** A condition bounds the objects that it compares, on the way on which they are the smaller ones. */
function boundedAlong(facts: FunctionFacts, point: FlowPoint, edge: FlowEdge, after: UserValues): UserValues {
  const { expression } = point;
  if (point.kind !== 'branch' || expression === undefined || after.size === 0) return after;
  if (edge.cases !== undefined) return edge.cases.length > 0 ? boundedReads(facts, expression, after) : after;
  if (expression.kind === 'binary' && edge.when !== undefined) {
    const { operator, left, right } = expression;
    const smaller =
      operator.startsWith('<') && !operator.startsWith('<<') ? left : operator.startsWith('>') ? right : undefined;
    if (smaller !== undefined) {
      const greater = smaller === left ? right : left;
      // `count > MAX / size` is a test of both, whichever way is taken.
      const computed = [left, right].filter((side) => side.kind === 'binary' && side.operator === '/');
      const values = computed.reduce((known, side) => boundedReads(facts, side, known), after);
      return boundedReads(facts, edge.when ? smaller : greater, values);
    }
    if (operator === '==' || operator === '!=') {
      return edge.when === (operator === '==') ? boundedReads(facts, expression, after) : after;
    }
  }
  // `if (size)` says nothing of how large it is.
  if (placeOf(expression) !== undefined) return after;
  return boundedReads(facts, expression, after);
}

function boundedReads(facts: FunctionFacts, expression: Expression, values: UserValues): UserValues {
  let result = values;
  for (const event of eventsOf(expression, facts.targets)) {
    if (event.kind === 'read') result = bounded(result, event.place, false);
    if (event.kind === 'address') result = boundedRecord(result, event.place);
  }
  return result;
}

/** The object's value and its copies are bounded; with `isWhole`, of a pointer all that it points to. */
function bounded(values: UserValues, place: string, isWhole: boolean): UserValues {
  let result = values;
  if (isWhole) result = boundedRecord(boundedRecord(result, place), `*${place}`);
  const value = userValueOf(result, place);
  if (value === undefined || value.isBounded) return result;
  const changed = new Map(result);
  for (const [name, each] of result) {
    if (each.origin === value.origin) changed.set(name, { ...each, isBounded: true });
  }
  changed.set(place, { ...value, isBounded: true });
  return changed;
}

function boundedRecord(values: UserValues, place: string): UserValues {
  const changed = new Map(values);
  for (const [name, each] of values) {
    if (covers(place, name) || (name !== place && covers(name, place) && each.origin === name)) {
      changed.set(name, { ...each, isBounded: true });
    }
  }
  return changed;
}

function assign(values: UserValues, place: string, value: UserValue): UserValues {
  return new Map(values).set(place, value);
}

/** The object gets a value that is not the user's. Of a member, the record's value no longer says anything of it. */
function cleared(values: UserValues, place: string): UserValues {
  const left = without(values, place);
  return userValueOf(left, place) === undefined ? left : assign(left, place, { origin: place, isBounded: true });
}

/** The object is written: what was known of it and its parts is gone. */
function without(values: UserValues, place: string): UserValues {
  const names = [...values.keys()].filter((name) => covers(place, name) || isRootedIn(name, place));
  if (names.length === 0) return values;
  const left = new Map(values);
  for (const name of names) left.delete(name);
  return left;
}
