/** What runs behind a label: the statements up to the first that always leaves them. */
import type { Statement } from '../surface/ast.js';

/** The statements that a label at `at` of a list leads to. Falling through to the next label goes on. */
export function behindLabel(statements: readonly Statement[], at: number): readonly Statement[] {
  const region: Statement[] = [];
  for (const statement of statements.slice(at + 1)) {
    if (statement.kind === 'case' || statement.kind === 'default' || statement.kind === 'label') continue;
    region.push(statement);
    if (endsFlow(statement)) break;
  }
  return region;
}

/** Nothing behind the statement is reached from it. */
export function endsFlow(statement: Statement): boolean {
  switch (statement.kind) {
    case 'break':
    case 'continue':
    case 'return':
    case 'goto':
      return true;
    case 'compound':
      return statement.statements.some(endsFlow);
    case 'if':
      return statement.whenFalse !== undefined && endsFlow(statement.whenTrue) && endsFlow(statement.whenFalse);
    default:
      return false;
  }
}
