import type { DriverSource } from '../../../driver/driverSource.js';
import type { Expression } from '../../../surface/ast.js';
import { isIdentifier } from '../../../surface/match.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { fileOperationsOf } from '../fileOperations.js';
import { refusalsOf } from '../refusal.js';
import { description } from './description.js';

/**
 * `if (file->f_flags & O_EXCL) return -E…;` as a statement of its own in the `open` of a `struct file_operations` with
 * `unlocked_ioctl`. A driver that gives the flag a meaning (one opener at a time) is left alone.
 */
export const rule: SourceRule = {
  ...description,
  check,
};

function check(source: DriverSource): readonly RuleFinding[] {
  return fileOperationsOf(source).flatMap(({ target }) => {
    const name = target('open');
    if (name === undefined || target('unlocked_ioctl') === undefined) return [];
    const open = source.functionNamed(name);
    if (open?.surface !== source.surface) return [];
    return refusalsOf(open.definition)
      .filter(({ condition }) => isExclusive(condition))
      .map(({ condition, errno }) => ({
        symbol: name,
        range: source.rangeOf(condition),
        message: `${name}() refuses O_EXCL with ${errno}, which a device file has no use for`,
        abis: [],
        help: 'drop the test; for one opener at a time, take an atomic flag in open and clear it in release',
      }));
  });
}

function isExclusive(condition: Expression): boolean {
  if (condition.kind !== 'binary' || condition.operator !== '&') return false;
  const { left, right } = condition;
  return isIdentifier(right, 'O_EXCL') && left.kind === 'member' && left.member.text === 'f_flags';
}
