import type { DriverSource } from '../../../driver/driverSource.js';
import type { Expression } from '../../../surface/ast.js';
import { isIdentifier } from '../../../surface/match.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { openRefusals } from '../openRefusals.js';
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
  return openRefusals(source)
    .filter(({ condition }) => isExclusive(condition))
    .map(({ name, condition, errno }) => ({
      symbol: name,
      range: source.rangeOf(condition),
      message: `${name}() refuses O_EXCL with ${errno}, which a device file has no use for`,
      abis: [],
      help: 'drop the test; for one opener at a time, take an atomic flag in open and clear it in release',
    }));
}

function isExclusive(condition: Expression): boolean {
  if (condition.kind !== 'binary' || condition.operator !== '&') return false;
  const { left, right } = condition;
  return isIdentifier(right, 'O_EXCL') && left.kind === 'member' && left.member.text === 'f_flags';
}
