/** Refusals: `if (condition) return -ERRNO;` as a statement of its own in the body of an `open`. */
import type { DriverSource } from '../../driver/driverSource.js';
import type { Expression, Statement } from '../../surface/ast.js';
import { negatedErrno } from '../../surface/match.js';
import { fileOperationsOf } from './fileOperations.js';

export interface OpenRefusal {
  /** Name of the `open` function. */
  readonly name: string;
  readonly condition: Expression;
  readonly errno: string;
}

/** The refusals of each `open`, written in this file, of a `struct file_operations` with `unlocked_ioctl`. */
export function openRefusals(source: DriverSource): readonly OpenRefusal[] {
  return fileOperationsOf(source).flatMap(({ target }) => {
    const name = target('open');
    if (name === undefined || target('unlocked_ioctl') === undefined) return [];
    const open = source.functionNamed(name);
    if (open?.surface !== source.surface) return [];
    return open.definition.body.statements.flatMap((statement) => {
      if (statement.kind !== 'if' || statement.whenFalse !== undefined) return [];
      const errno = negatedErrno(returnedBy(statement.whenTrue));
      return errno === undefined ? [] : [{ name, condition: statement.condition, errno }];
    });
  });
}

/** What a statement returns that does nothing else. */
function returnedBy(statement: Statement): Expression | undefined {
  if (statement.kind === 'return') return statement.value;
  if (statement.kind !== 'compound' || statement.statements.length !== 1) return undefined;
  return returnedBy(statement.statements[0]);
}
