/** Walks through the nodes of a surface, in the order in which they are written. */
import type { CallExpression, Expression, FunctionDefinition, Statement } from './ast.js';

/** The direct parts of an expression, in the order in which they are written. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'postfix':
    case 'cast':
      return [expression.operand];
    case 'binary':
    case 'assignment':
      return [expression.left, expression.right];
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = expression;
      return whenTrue === undefined ? [condition, whenFalse] : [condition, whenTrue, whenFalse];
    }
    case 'call':
      return [expression.callee, ...expression.arguments];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'sizeof':
      return expression.operand === undefined ? [] : [expression.operand];
    case 'compoundLiteral':
      return [expression.initializer];
    case 'initializerList':
      return expression.entries.map(({ value }) => value);
    default:
      return [];
  }
}

/** `visit` sees an expression before its parts; false keeps it from them. Statements inside are walked through too. */
export function visitExpression(expression: Expression, visit: (expression: Expression) => unknown): void {
  if (visit(expression) === false) return;
  if (expression.kind === 'statementExpression') {
    visitStatement(expression.body, () => true, visit);
    return;
  }
  for (const part of partsOf(expression)) visitExpression(part, visit);
}

/** Statements and the expressions in them. False from `onStatement` keeps it from the statement's parts. */
export function visitStatement(
  statement: Statement,
  onStatement: (statement: Statement) => unknown,
  onExpression: (expression: Expression) => unknown = () => false,
): void {
  // A list of work in place of recursion: a generated chain of `else if` is deeper than the stack.
  const open = [statement];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (onStatement(next) === false) continue;
    for (const part of expressionsOf(next)) visitExpression(part, onExpression);
    const parts = statementsOf(next);
    for (let i = parts.length - 1; i >= 0; i--) open.push(parts[i]);
  }
}

/** The expressions that stand directly in a statement. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return statement.expression === undefined ? [] : [statement.expression];
    case 'declaration':
      return statement.variables.flatMap(({ initializer }) => (initializer === undefined ? [] : [initializer]));
    case 'if':
      return [statement.condition];
    case 'while':
    case 'do':
    case 'for':
      return [statement.condition, statement.step].filter((part) => part !== undefined);
    case 'macroLoop':
      return [statement.call];
    case 'switch':
      return [statement.subject];
    case 'case':
      return statement.last === undefined ? [statement.value] : [statement.value, statement.last];
    case 'return':
      return statement.value === undefined ? [] : [statement.value];
    default:
      return [];
  }
}

/** The statements that stand directly in a statement. */
export function statementsOf(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'compound':
      return statement.statements;
    case 'if':
      return statement.whenFalse === undefined ? [statement.whenTrue] : [statement.whenTrue, statement.whenFalse];
    case 'for':
      return statement.initialization === undefined ? [statement.body] : [statement.initialization, statement.body];
    case 'while':
    case 'do':
    case 'macroLoop':
    case 'switch':
      return [statement.body];
    default:
      return [];
  }
}

/** Calls of a function by name, macros among them, in the order in which they are written. */
export function callsIn(definition: FunctionDefinition): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  const take = (expression: Expression): void => {
    if (expression.kind === 'call') calls.push(expression);
  };
  visitStatement(definition.body, () => true, take);
  return calls;
}

export function calleeName({ callee }: CallExpression): string | undefined {
  return callee.kind === 'identifier' ? callee.name : undefined;
}
