/**
 * What one file says of calls: for each function, macro and file-scope initialiser the names that it calls, the members
 * that it calls through, and the names whose value it takes, with what becomes of that value. Names are not resolved here:
 * that takes the whole folder (`callGraph.ts`). Facts are kept as long as the surface is.
 */
import { nameOf } from '../base/names.js';
import type { LexedFile } from '../lex/lexer.js';
import { lex } from '../lex/lexer.js';
import { T } from '../lex/token.js';
import type {
  Expression,
  FunctionDefinition,
  InitializerList,
  Span,
  Statement,
  SurfaceFile,
  SurfaceMacro,
  SurfaceVariable,
  TypeName,
} from '../surface/ast.js';
import { expressionsOf, partsOf, statementsOf } from '../surface/visit.js';

/** What a value is converted to, or used as. */
export type Conversion =
  /** A truth value, or the operand of a comparison. */
  | { readonly kind: 'boolean' }
  | { readonly kind: 'argument'; readonly callee: string | undefined; readonly index: number }
  /** Stored into a member; `object` is what stands before the dot or arrow, `record` the tag where an initialiser says it. */
  | { readonly kind: 'member'; readonly member: string; readonly object?: Expression; readonly record?: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'cast'; readonly isForce: boolean }
  | { readonly kind: 'return' }
  /** An element of an initialiser without a name, or named in a macro's body. */
  | { readonly kind: 'other' };

export interface NamedCall {
  readonly name: string;
  /** The name. */
  readonly at: Span;
  readonly arguments: readonly Expression[];
}

export interface MemberCall {
  readonly member: string;
  readonly object?: Expression;
  readonly at: Span;
  readonly arguments: readonly Expression[];
}

export interface NameUse {
  readonly name: string;
  readonly at: Span;
  readonly into: Conversion;
}

/** The facts of one function, macro or initialiser. */
export interface CallFacts {
  readonly owner: FunctionDefinition | SurfaceMacro | SurfaceVariable;
  readonly kind: 'function' | 'macro' | 'variable';
  readonly calls: readonly NamedCall[];
  readonly memberCalls: readonly MemberCall[];
  readonly uses: readonly NameUse[];
  /** Types of the parameters and of what the body declares, by name. */
  readonly locals: ReadonlyMap<string, TypeName>;
}

const memo = new WeakMap<SurfaceFile, readonly CallFacts[]>();

export function callFactsOf(surface: SurfaceFile): readonly CallFacts[] {
  let facts = memo.get(surface);
  if (facts === undefined) {
    const lexed = lex(surface.file);
    facts = [
      ...surface.functions.map(functionFacts),
      // A header may define a hundred thousand constants: what calls nothing is no part of a call graph.
      ...surface.macros.map((macro) => macroFacts(macro, lexed)).filter(({ calls }) => calls.length > 0),
      ...surface.variables.filter(({ initializer }) => initializer !== undefined).map(variableFacts),
    ];
    memo.set(surface, facts);
  }
  return facts;
}

class FactReader {
  readonly calls: NamedCall[] = [];
  readonly memberCalls: MemberCall[] = [];
  readonly uses: NameUse[] = [];
  readonly locals = new Map<string, TypeName>();

  statement(statement: Statement): void {
    switch (statement.kind) {
      case 'declaration':
        for (const variable of statement.variables) this.variable(variable);
        break;
      case 'if':
        this.expression(statement.condition, boolean);
        break;
      case 'while':
      case 'do':
      case 'for':
        if (statement.condition !== undefined) this.expression(statement.condition, boolean);
        if (statement.step !== undefined) this.expression(statement.step);
        break;
      case 'return':
        if (statement.value !== undefined) this.expression(statement.value, { kind: 'return' });
        break;
      default:
        for (const expression of expressionsOf(statement)) this.expression(expression);
    }
    for (const part of statementsOf(statement)) this.statement(part);
  }

  variable({ name, type, initializer }: SurfaceVariable): void {
    this.locals.set(name.text, type);
    if (initializer === undefined) return;
    if (initializer.kind === 'initializerList') this.#list(initializer, recordName(type));
    else this.expression(initializer, { kind: 'variable', name: name.text });
  }

  /** `into` is what becomes of the value; nothing where it is computed with or dropped. */
  expression(expression: Expression, into?: Conversion): void {
    switch (expression.kind) {
      case 'identifier':
        if (into !== undefined) this.uses.push({ name: expression.name, at: expression, into });
        return;
      case 'call':
        this.#call(expression);
        return;
      case 'assignment':
        this.#assignment(expression.left, expression.right);
        return;
      case 'cast':
        this.expression(expression.operand, { kind: 'cast', isForce: expression.type.isForce });
        return;
      case 'unary':
        if (expression.operator === '!') this.expression(expression.operand, boolean);
        // &f and *f are f.
        else this.expression(expression.operand, '&*'.includes(expression.operator) ? into : undefined);
        return;
      case 'binary': {
        const isComma = expression.operator === ',';
        const isTruth = ['&&', '||', '==', '!='].includes(expression.operator);
        this.expression(expression.left, isTruth ? boolean : undefined);
        this.expression(expression.right, isTruth ? boolean : isComma ? into : undefined);
        return;
      }
      case 'conditional':
        this.expression(expression.condition, expression.whenTrue === undefined ? into : boolean);
        if (expression.whenTrue !== undefined) this.expression(expression.whenTrue, into);
        this.expression(expression.whenFalse, into);
        return;
      case 'compoundLiteral':
        this.#list(expression.initializer, recordName(expression.type));
        return;
      case 'initializerList':
        this.#list(expression, undefined);
        return;
      case 'statementExpression':
        this.statement(expression.body);
        return;
      case 'sizeof':
        return;
      default:
        for (const part of partsOf(expression)) this.expression(part);
    }
  }

  #call(call: Extract<Expression, { kind: 'call' }>): void {
    const callee = calledExpression(call.callee);
    if (callee.kind === 'identifier') {
      this.calls.push({ name: callee.name, at: callee, arguments: call.arguments });
    } else if (callee.kind === 'member') {
      this.memberCalls.push({
        member: callee.member.text,
        object: callee.object,
        at: callee.member,
        arguments: call.arguments,
      });
      this.expression(callee.object);
    } else this.expression(callee);
    const name = callee.kind === 'identifier' ? callee.name : undefined;
    const isTruth = name === 'likely' || name === 'unlikely';
    call.arguments.forEach((argument, index) => {
      this.expression(argument, isTruth ? boolean : { kind: 'argument', callee: name, index });
    });
  }

  #assignment(left: Expression, right: Expression): void {
    this.expression(left);
    if (left.kind === 'member') {
      this.expression(right, { kind: 'member', member: left.member.text, object: left.object });
    } else
      this.expression(right, left.kind === 'identifier' ? { kind: 'variable', name: left.name } : { kind: 'other' });
  }

  #list(list: InitializerList, record: string | undefined): void {
    for (const { designators, value } of list.entries) {
      const last = designators.at(-1);
      // [X] = { … } has the element's record; .ops = { … } has another one, which nothing here tells.
      const isElement = last === undefined || last.kind === 'index';
      if (value.kind === 'initializerList') this.#list(value, isElement ? record : undefined);
      else if (last?.kind === 'member') {
        const tag = record === undefined || designators.length > 1 ? {} : { record };
        this.expression(value, { kind: 'member', member: last.member.text, ...tag });
      } else this.expression(value, { kind: 'other' });
    }
  }
}

const boolean: Conversion = { kind: 'boolean' };

/** `(*fn)(x)` and `(fn)(x)` call `fn`. */
function calledExpression(callee: Expression): Expression {
  let called = callee;
  while (called.kind === 'unary' && called.operator === '*') called = called.operand;
  return called;
}

/** The tag of a struct or union, of one element where it is an array. */
export function recordName(type: TypeName): string | undefined {
  return type.keyword === 'struct' || type.keyword === 'union' ? type.name : undefined;
}

function functionFacts(owner: FunctionDefinition): CallFacts {
  const reader = new FactReader();
  for (const { name, type } of owner.parameters) if (name !== undefined) reader.locals.set(name.text, type);
  reader.statement(owner.body);
  return { owner, kind: 'function', ...reader };
}

function variableFacts(owner: SurfaceVariable): CallFacts {
  const reader = new FactReader();
  reader.variable(owner);
  return { owner, kind: 'variable', ...reader, locals: new Map() };
}

/** A macro's body is no expression yet: a name before a parenthesis is called, an alias (`#define a b`) calls what it is. */
function macroFacts(owner: SurfaceMacro, lexed: LexedFile): CallFacts {
  const calls: NamedCall[] = [];
  const memberCalls: MemberCall[] = [];
  const uses: NameUse[] = [];
  const { kinds, names, starts, ends } = lexed;
  const parameters = new Set(owner.parameters ?? []);
  const first = tokenFrom(lexed, owner.body.start);
  const behind = tokenFrom(lexed, owner.body.end);
  const isAlias = behind === first + 1;
  for (let i = first; i < behind; i++) {
    if (kinds[i] !== T.identifier) continue;
    const name = nameOf(names[i]);
    const at = { start: starts[i], end: ends[i] };
    const isMember = i > first && (kinds[i - 1] === T.dot || kinds[i - 1] === T.arrow);
    const isCalled = i + 1 < behind && kinds[i + 1] === T.leftParen;
    if (isMember) {
      if (isCalled) memberCalls.push({ member: name, at, arguments: [] });
    } else if (parameters.has(name)) continue;
    else if (isCalled || isAlias) calls.push({ name, at, arguments: [] });
    else uses.push({ name, at, into: { kind: 'other' } });
  }
  return { owner, kind: 'macro', calls, memberCalls, uses, locals: new Map() };
}

/** Index of the first token at or behind an offset. */
export function tokenFrom({ starts, count }: LexedFile, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (starts[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
