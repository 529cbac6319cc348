/** Refusals: `if (condition) return -ERRNO;` at the top of a function's body. */
import type { Expression, FunctionDefinition, Statement } from '../../surface/ast.js';
import { negatedErrno } from '../../surface/match.js';

export interface Refusal {
  readonly condition: Expression;
  readonly errno: string;
}

export function refusalsOf({ body }: FunctionDefinition): readonly Refusal[] {
  return body.statements.flatMap((statement) => {
    if (statement.kind !== 'if' || statement.whenFalse !== undefined) return [];
    const errno = negatedErrno(returnedBy(statement.whenTrue));
    return errno === undefined ? [] : [{ condition: statement.condition, errno }];
  });
}

/** What a statement returns that does nothing else. */
function returnedBy(statement: Statement): Expression | undefined {
  if (statement.kind === 'return') return statement.value;
  if (statement.kind !== 'compound' || statement.statements.length !== 1) return undefined;
  return returnedBy(statement.statements[0]);
}
