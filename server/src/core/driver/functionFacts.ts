/**
 * What the rules about user memory ask of one function: its flow, what each point does, which object a name means where,
 * and which user address an expression is. Everything is computed when it is asked for and kept with the driver source.
 */
import type { Expression, FunctionDefinition, Parameter, Statement, SurfaceVariable } from '../surface/ast.js';
import { type Flow, type FlowPoint, flowOf } from '../surface/flow.js';
import { calleeName, statementsOf, visitStatement } from '../surface/visit.js';
import type { DriverSource } from './driverSource.js';
import { type Event, eventsOf, objectPlace } from './events.js';
import { placeOf } from './places.js';
import { type UserAccess, userAccessText } from './userAccess.js';

export type Local = SurfaceVariable | Parameter;

export interface AccessAt {
  readonly access: UserAccess;
  readonly point: FlowPoint;
}

interface Scope {
  readonly start: number;
  readonly end: number;
  readonly variables: readonly Local[];
}

interface Assigned {
  readonly at: number;
  /** Absent where something is assigned that is no expression: a parameter, `++`, the object of an access. */
  readonly value?: Expression;
}

export class FunctionFacts {
  readonly source: DriverSource;
  readonly definition: FunctionDefinition;
  readonly flow: Flow;
  readonly #events = new Map<FlowPoint, readonly Event[]>();
  #scopes: readonly Scope[] | undefined;
  #assigned: ReadonlyMap<string, readonly Assigned[]> | undefined;
  #targets: ReadonlyMap<string, string> | undefined;
  #accesses: readonly AccessAt[] | undefined;

  constructor(source: DriverSource, definition: FunctionDefinition) {
    this.source = source;
    this.definition = definition;
    this.flow = flowOf(definition);
  }

  /** Objects that pointers point to which are set once, to the address of an object: `p` is `x` after `p = &x`. */
  get targets(): ReadonlyMap<string, string> {
    if (this.#targets === undefined) {
      const targets = new Map<string, string>();
      for (const [name, [{ value }, ...others]] of this.assigned) {
        if (others.length > 0 || value?.kind !== 'unary' || value.operator !== '&') continue;
        const target = placeOf(value.operand);
        if (target !== undefined && !target.includes('[]') && !target.includes('->')) targets.set(name, target);
      }
      this.#targets = targets;
    }
    return this.#targets;
  }

  /** What a point does, in order. The initialiser of a declaration is written to its object. */
  eventsAt(point: FlowPoint): readonly Event[] {
    let events = this.#events.get(point);
    if (events === undefined) {
      events = point.expression === undefined ? [] : eventsOf(point.expression, this.targets);
      if (point.variable?.initializer !== undefined) {
        const { name, initializer: value } = point.variable;
        const write = { kind: 'write', place: name.text, value, operator: '=', expression: value } as const;
        events = [...events, write];
      }
      this.#events.set(point, events);
    }
    return events;
  }

  /** User accesses, in the order in which they are written. */
  get accesses(): readonly AccessAt[] {
    this.#accesses ??= this.flow.points.flatMap((point) =>
      this.eventsAt(point).flatMap((event) =>
        event.kind === 'call' && event.access !== undefined ? [{ access: event.access, point }] : [],
      ),
    );
    return this.#accesses;
  }

  /** Something in it could not be read. */
  get hasOpaque(): boolean {
    return this.flow.points.some(({ kind }) => kind === 'opaque');
  }

  /** The parameter or the variable of a block that a name means at an offset. */
  variable(name: string, at: number): Local | undefined {
    let found: Local | undefined;
    let size = Number.POSITIVE_INFINITY;
    for (const { start, end, variables } of this.#allScopes) {
      if (at < start || at >= end || end - start >= size) continue;
      const own = variables.find((variable) => variable.name?.text === name && variable.start <= at);
      if (own === undefined) continue;
      found = own;
      size = end - start;
    }
    return found;
  }

  /** Is it declared in this function, once? Then its name always means the same. */
  isDeclaredOnce(name: string): boolean {
    const all = this.#allScopes.flatMap(({ variables }) =>
      variables.filter((variable) => variable.name?.text === name),
    );
    return all.length === 1;
  }

  get parameters(): readonly Parameter[] {
    return this.definition.parameters;
  }

  isParameter(name: string): boolean {
    return this.parameters.some((parameter) => parameter.name?.text === name);
  }

  /** What is assigned to each local object, in the order in which it is written. */
  get assigned(): ReadonlyMap<string, readonly Assigned[]> {
    if (this.#assigned === undefined) {
      const assigned = new Map<string, Assigned[]>();
      const note = (name: string, at: number, value?: Expression): void => {
        const entry = value === undefined ? { at } : { at, value };
        const known = assigned.get(name);
        if (known === undefined) assigned.set(name, [entry]);
        else known.push(entry);
      };
      for (const { name } of this.parameters) if (name !== undefined) note(name.text, name.start);
      for (const point of this.flow.points) {
        const { variable } = point;
        const initializer = variable?.initializer;
        // `= NULL` only says that the value comes later.
        const isNull = initializer?.kind === 'identifier' && initializer.name === 'NULL';
        if (variable !== undefined && initializer !== undefined && !isNull) {
          note(variable.name.text, variable.start, initializer);
        }
        if (point.expression === undefined) continue;
        for (const event of eventsOf(point.expression)) {
          if (event.kind === 'write') {
            const { operator, value } = event;
            note(event.place, event.expression.start, operator === '=' ? value : undefined);
          } else if (event.kind === 'address') note(event.place, event.expression.start);
          else if (event.kind === 'call' && event.access?.direction === 'in') {
            const object = objectPlace(event.access);
            if (object !== undefined) note(object, event.call.start);
          }
        }
      }
      this.#assigned = assigned;
    }
    return this.#assigned;
  }

  /** The one value that a local object ever has; undefined where there are several, or none that is known. */
  onlyValue(name: string): Expression | undefined {
    const all = this.assigned.get(name) ?? [];
    return all.length === 1 && this.isDeclaredOnce(name) ? all[0].value : undefined;
  }

  /** The value of the last assignment that is written before an offset: what a reader takes it for. */
  valueBefore(name: string, at: number): Expression | undefined {
    return this.assigned.get(name)?.findLast((assigned) => assigned.at < at)?.value;
  }

  /**
   * A user address as text: the object that it comes from, and the member where it is one: `arg`, `arg->size`. Casts,
   * `compat_ptr` and variables that are set once are seen through.
   */
  userAddress(expression: Expression, depth = 0): string | undefined {
    if (depth > 8) return undefined;
    switch (expression.kind) {
      case 'cast':
        return this.userAddress(expression.operand, depth + 1);
      case 'identifier': {
        const value = this.onlyValue(expression.name);
        if (value === undefined) return expression.name;
        return this.userAddress(value, depth + 1) ?? expression.name;
      }
      case 'call': {
        const name = calleeName(expression);
        const [argument] = expression.arguments;
        if (argument === undefined || expression.arguments.length > 1) return undefined;
        if (name === 'compat_ptr') return this.userAddress(argument, depth + 1);
        if (name !== 'u64_to_user_ptr') return undefined;
        const place = placeOf(argument, this.targets);
        return place === undefined ? undefined : `u64 ${place}`;
      }
      case 'unary': {
        if (expression.operator !== '&') return undefined;
        const { operand } = expression;
        if (operand.kind !== 'member' || !operand.isArrow) return undefined;
        const base = this.userAddress(operand.object, depth + 1);
        return base === undefined ? undefined : `${base}->${operand.member.text}`;
      }
      case 'member': {
        const place = placeOf(expression, this.targets);
        const value = place === undefined ? undefined : this.#onlyMemberValue(place);
        return value === undefined ? place : (this.userAddress(value, depth + 1) ?? place);
      }
      default:
        return undefined;
    }
  }

  #onlyMemberValue(place: string): Expression | undefined {
    const all = this.assigned.get(place) ?? [];
    return all.length === 1 ? all[0].value : undefined;
  }

  get #allScopes(): readonly Scope[] {
    if (this.#scopes === undefined) {
      const { body, bodySpan, start } = this.definition;
      const scopes: Scope[] = [{ start, end: bodySpan.end, variables: this.parameters }];
      visitStatement(body, (statement) => {
        const variables = declaredIn(statement);
        if (variables.length > 0) scopes.push({ start: statement.start, end: statement.end, variables });
        return true;
      });
      this.#scopes = scopes;
    }
    return this.#scopes;
  }
}

/** Variables whose scope is a statement. */
function declaredIn(statement: Statement): readonly SurfaceVariable[] {
  if (statement.kind !== 'compound' && statement.kind !== 'for') return [];
  return statementsOf(statement).flatMap((part) => (part.kind === 'declaration' ? part.variables : []));
}

const memo = new WeakMap<DriverSource, Map<FunctionDefinition, FunctionFacts>>();

export function functionFacts(source: DriverSource, definition: FunctionDefinition): FunctionFacts {
  let known = memo.get(source);
  if (known === undefined) {
    known = new Map();
    memo.set(source, known);
  }
  let facts = known.get(definition);
  if (facts === undefined) {
    facts = new FunctionFacts(source, definition);
    known.set(definition, facts);
  }
  return facts;
}

/** The functions of the file whose text has what is looked for; the others are not read. */
export function functionsWith(source: DriverSource, text: RegExp = userAccessText): readonly FunctionFacts[] {
  return source.surface.functions
    .filter(({ bodySpan }) => text.test(source.textOf(bodySpan)))
    .map((definition) => functionFacts(source, definition));
}
