/** What runs behind a label: the statements up to the first that always leaves them. */
import type { Statement } from '../surface/ast.js';

/** Statements of a region: what goes on longer leaves its command to no single function. */
const LONGEST = 200;

/** What a list has behind an index, as far as a region goes. */
export function behind(statements: readonly Statement[], at: number): readonly Statement[] {
  return statements.slice(at + 1, at + 1 + LONGEST);
}

/** The statements that a label at `at` of a list leads to. Falling through to the next label goes on. */
export function behindLabel(statements: readonly Statement[], at: number): readonly Statement[] {
  const region: Statement[] = [];
  for (let next = at + 1; next < statements.length && region.length < LONGEST; next++) {
    const statement = statements[next];
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
