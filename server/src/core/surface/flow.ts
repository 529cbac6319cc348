/**
 * The flow of control through a function: points in the order of execution, with their successors. A point evaluates one
 * expression, or declares, or returns. `&&`, `||` and `?:` inside an expression are one point with it, except at the top
 * of a condition, where each side is a point of its own. A body of a macro that takes a statement may run any number of
 * times. What was opaque is a point too: whoever follows the flow knows that something unknown happens there.
 */
import type { Expression, FunctionDefinition, Span, Statement, SurfaceVariable, SwitchStatement } from './ast.js';
import { statementsOf } from './visit.js';

export interface FlowPoint extends Span {
  /** `branch` decides by its expression; `entry`, `exit` and `join` do nothing. */
  readonly kind: 'entry' | 'exit' | 'join' | 'expression' | 'declaration' | 'branch' | 'return' | 'opaque';
  readonly expression?: Expression;
  readonly variable?: SurfaceVariable;
  readonly next: FlowEdge[];
}

export interface FlowEdge {
  readonly to: FlowPoint;
  /** From a branch: which answer goes this way. */
  readonly when?: boolean;
  /** From the subject of a `switch`: the labels that go this way; none of `default`. */
  readonly cases?: readonly Expression[];
}

export interface Flow {
  readonly entry: FlowPoint;
  readonly exit: FlowPoint;
  /** In the order in which they are written, entry first and exit last. */
  readonly points: readonly FlowPoint[];
  /** Where a label leads, by its name. */
  readonly labels: ReadonlyMap<string, FlowPoint>;
}

const memo = new WeakMap<FunctionDefinition, Flow>();

export function flowOf(definition: FunctionDefinition): Flow {
  let flow = memo.get(definition);
  if (flow === undefined) {
    flow = new FlowBuilder(definition).build();
    memo.set(definition, flow);
  }
  return flow;
}

/** An edge whose end is not known yet. */
type OpenEnd = (to: FlowPoint) => void;

interface Surroundings {
  readonly breakTo?: FlowPoint;
  readonly continueTo?: FlowPoint;
  readonly labels?: CaseLabels;
}

interface CaseLabels {
  readonly subject: FlowPoint;
  hasDefault: boolean;
}

class FlowBuilder {
  readonly #definition: FunctionDefinition;
  readonly #points: FlowPoint[] = [];
  readonly #labels = new Map<string, FlowPoint>();
  readonly #exit: FlowPoint;

  constructor(definition: FunctionDefinition) {
    this.#definition = definition;
    this.#exit = { kind: 'exit', start: definition.end, end: definition.end, next: [] };
  }

  build(): Flow {
    const { body, bodySpan } = this.#definition;
    const entry = this.#point({ kind: 'entry', start: bodySpan.start, end: bodySpan.start });
    const ends = this.#statement(body, [leave(entry)], {});
    for (const end of ends) end(this.#exit);
    this.#points.push(this.#exit);
    return { entry, exit: this.#exit, points: this.#points, labels: this.#labels };
  }

  #point(point: Omit<FlowPoint, 'next'>, from: readonly OpenEnd[] = []): FlowPoint {
    const made: FlowPoint = { ...point, next: [] };
    this.#points.push(made);
    for (const end of from) end(made);
    return made;
  }

  #join(at: number, from: readonly OpenEnd[] = []): FlowPoint {
    return this.#point({ kind: 'join', start: at, end: at }, from);
  }

  #label(name: string, at: number): FlowPoint {
    let point = this.#labels.get(name);
    if (point === undefined) {
      point = this.#join(at);
      this.#labels.set(name, point);
    }
    return point;
  }

  /** Adds a statement behind the open ends; the result are the open ends behind it. */
  #statement(statement: Statement, from: readonly OpenEnd[], around: Surroundings): readonly OpenEnd[] {
    const { start, end } = statement;
    switch (statement.kind) {
      case 'compound': {
        let ends = from;
        for (const part of statement.statements) ends = this.#statement(part, ends, around);
        return ends;
      }
      case 'expression':
        if (statement.expression === undefined) return from;
        return [leave(this.#point({ kind: 'expression', start, end, expression: statement.expression }, from))];
      case 'declaration': {
        let ends = from;
        for (const variable of statement.variables) {
          const { initializer: expression } = variable;
          const value = expression === undefined ? {} : { expression };
          const span = { start: variable.start, end: variable.end };
          ends = [leave(this.#point({ kind: 'declaration', ...span, variable, ...value }, ends))];
        }
        return ends;
      }
      case 'if': {
        // A chain of `else if` is a list, which may be longer than the stack is deep.
        const ends: OpenEnd[] = [];
        let branch: Statement | undefined = statement;
        let open = from;
        for (; branch?.kind === 'if'; branch = branch.whenFalse) {
          const [yes, no] = this.#condition(branch.condition, open);
          for (const end of this.#statement(branch.whenTrue, yes, around)) ends.push(end);
          open = no;
        }
        return [...ends, ...(branch === undefined ? open : this.#statement(branch, open, around))];
      }
      case 'while': {
        const top = this.#join(start, from);
        const done = this.#join(end);
        const [yes, no] = this.#condition(statement.condition ?? nothing(start), [leave(top)]);
        const ends = this.#statement(statement.body, yes, { ...around, breakTo: done, continueTo: top });
        for (const each of ends) each(top);
        for (const each of no) each(done);
        return [leave(done)];
      }
      case 'do': {
        const top = this.#join(start, from);
        const bottom = this.#join(end);
        const done = this.#join(end);
        const ends = this.#statement(statement.body, [leave(top)], { ...around, breakTo: done, continueTo: bottom });
        for (const each of ends) each(bottom);
        const [yes, no] = this.#condition(statement.condition ?? nothing(end), [leave(bottom)]);
        for (const each of yes) each(top);
        for (const each of no) each(done);
        return [leave(done)];
      }
      case 'for': {
        const first = statement.initialization ? this.#statement(statement.initialization, from, around) : from;
        const top = this.#join(start, first);
        const step = this.#join(end);
        const done = this.#join(end);
        const [yes, no] = statement.condition ? this.#condition(statement.condition, [leave(top)]) : [[leave(top)], []];
        const ends = this.#statement(statement.body, yes, { ...around, breakTo: done, continueTo: step });
        for (const each of ends) each(step);
        for (const each of no) each(done);
        const { step: expression } = statement;
        const last =
          expression === undefined
            ? step
            : this.#point({ kind: 'expression', start: expression.start, end: expression.end, expression }, [
                leave(step),
              ]);
        leave(last)(top);
        return [leave(done)];
      }
      case 'macroLoop': {
        const top = this.#point({ kind: 'branch', start, end: statement.call.end, expression: statement.call }, from);
        const done = this.#join(end, [leave(top, { when: false })]);
        const inside = { ...around, breakTo: done, continueTo: top };
        const ends = this.#statement(statement.body, [leave(top, { when: true })], inside);
        for (const each of ends) each(top);
        return [leave(done)];
      }
      case 'switch':
        return this.#switch(statement, from, around);
      case 'case':
      case 'default':
      case 'label': {
        const point = statement.kind === 'label' ? this.#label(statement.name.text, start) : this.#join(start);
        for (const each of from) each(point);
        const { labels } = around;
        if (labels !== undefined && statement.kind !== 'label') {
          if (statement.kind === 'default') labels.hasDefault = true;
          leave(labels.subject, { cases: statement.kind === 'case' ? [statement.value] : [] })(point);
        }
        return [leave(point)];
      }
      case 'goto': {
        const to = statement.label === undefined ? this.#exit : this.#label(statement.label.text, start);
        for (const each of from) each(to);
        return [];
      }
      case 'break':
      case 'continue': {
        const to = statement.kind === 'break' ? around.breakTo : around.continueTo;
        for (const each of from) each(to ?? this.#exit);
        return [];
      }
      case 'return': {
        const value = statement.value === undefined ? {} : { expression: statement.value };
        leave(this.#point({ kind: 'return', start, end, ...value }, from))(this.#exit);
        return [];
      }
      case 'opaque':
        return [leave(this.#point({ kind: 'opaque', start, end }, from))];
    }
  }

  #switch(statement: SwitchStatement, from: readonly OpenEnd[], around: Surroundings): readonly OpenEnd[] {
    const { subject: expression, body } = statement;
    const subject = this.#point({ kind: 'branch', start: expression.start, end: expression.end, expression }, from);
    const done = this.#join(statement.end);
    const labels: CaseLabels = { subject, hasDefault: false };
    const inside = { ...around, breakTo: done, labels };
    // What stands before the first label is not reached.
    const ends = statementsOf(body).reduce<readonly OpenEnd[]>((open, part) => this.#statement(part, open, inside), []);
    for (const each of ends) each(done);
    if (!labels.hasDefault) leave(subject, { cases: [] })(done);
    return [leave(done)];
  }

  /** The ends where the condition holds, and those where it does not. */
  #condition(condition: Expression, from: readonly OpenEnd[]): [readonly OpenEnd[], readonly OpenEnd[]] {
    if (condition.kind === 'unary' && condition.operator === '!') {
      const [yes, no] = this.#condition(condition.operand, from);
      return [no, yes];
    }
    if (condition.kind === 'call' && condition.callee.kind === 'identifier' && condition.arguments.length === 1) {
      const { name } = condition.callee;
      if (name === 'likely' || name === 'unlikely') return this.#condition(condition.arguments[0], from);
    }
    if (condition.kind === 'binary' && (condition.operator === '&&' || condition.operator === '||')) {
      const [leftYes, leftNo] = this.#condition(condition.left, from);
      const isAnd = condition.operator === '&&';
      const [rightYes, rightNo] = this.#condition(condition.right, isAnd ? leftYes : leftNo);
      return isAnd ? [rightYes, [...leftNo, ...rightNo]] : [[...leftYes, ...rightYes], rightNo];
    }
    const { start, end } = condition;
    const point = this.#point({ kind: 'branch', start, end, expression: condition }, from);
    return [[leave(point, { when: true })], [leave(point, { when: false })]];
  }
}

function leave(point: FlowPoint, how: Omit<FlowEdge, 'to'> = {}): OpenEnd {
  return (to) => point.next.push({ to, ...how });
}

function nothing(at: number): Expression {
  return { kind: 'opaque', start: at, end: at };
}
