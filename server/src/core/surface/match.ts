/** Small questions about expressions that many readers of a surface ask. */
import type { CallExpression, Expression, Statement } from './ast.js';
import { calleeName, visitExpression, visitStatement } from './visit.js';

/** Whether an expression is the identifier `name`, and nothing around it but casts. */
export function isIdentifier(expression: Expression | undefined, name: string): boolean {
  return identifierOf(expression) === name;
}

/** The identifier that an expression is, casts around it taken off. */
export function identifierOf(expression: Expression | undefined): string | undefined {
  let inner = expression;
  while (inner?.kind === 'cast') inner = inner.operand;
  return inner?.kind === 'identifier' ? inner.name : undefined;
}

/** Whether an expression or a part of it satisfies `test`. */
export function someExpression(expression: Expression, test: (part: Expression) => boolean): boolean {
  let found = false;
  visitExpression(expression, (part) => {
    found ||= test(part);
    return !found;
  });
  return found;
}

/** The first call, in the order of writing, of a function or macro whose name satisfies `test`. */
export function findCall(expression: Expression, test: (name: string) => boolean): CallExpression | undefined {
  let found: CallExpression | undefined;
  visitExpression(expression, (part) => {
    if (found === undefined && part.kind === 'call' && test(calleeName(part) ?? '')) found = part;
    return found === undefined;
  });
  return found;
}

/** `EINVAL` of `-EINVAL`. */
export function negatedErrno(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'unary' || expression.operator !== '-') return undefined;
  const name = identifierOf(expression.operand);
  return name !== undefined && /^E[A-Z0-9]+$/.test(name) ? name : undefined;
}

/** Every expression in a statement, its parts included, in the order of writing. */
export function expressionsIn(statement: Statement): readonly Expression[] {
  const all: Expression[] = [];
  visitStatement(
    statement,
    () => true,
    (part) => all.push(part) > 0,
  );
  return all;
}

/** Whether something in a statement could not be read. */
export function hasOpaque(statement: Statement): boolean {
  let found = false;
  visitStatement(
    statement,
    ({ kind }) => {
      found ||= kind === 'opaque';
      return !found;
    },
    ({ kind }) => {
      found ||= kind === 'opaque';
      return !found;
    },
  );
  return found;
}
