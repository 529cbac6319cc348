import type { DriverSource } from '../../../driver/driverSource.js';
import { identifierOf } from '../../../surface/match.js';
import { calleeName } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { openRefusals } from '../openRefusals.js';
import { description } from './description.js';

/**
 * `if (!capable(…)) return -E…;` as a statement of its own in the `open` of a `struct file_operations` with
 * `unlocked_ioctl`: nobody without the capability opens the file, whatever its permissions say. In the profiles for new
 * interfaces only: files of raw hardware demand it for good reasons.
 */
export const rule: SourceRule = {
  ...description,
  check,
};

function check(source: DriverSource): readonly RuleFinding[] {
  return openRefusals(source).flatMap(({ name, condition }) => {
    if (condition.kind !== 'unary' || condition.operator !== '!' || condition.operand.kind !== 'call') return [];
    const { operand: call } = condition;
    const capability = identifierOf(call.arguments[0]);
    if (calleeName(call) !== 'capable' || capability === undefined) return [];
    return [
      {
        symbol: name,
        range: source.rangeOf(condition),
        message: `${name}() demands ${capability}, whatever the permissions of the file say`,
        abis: [],
        help: 'leave who may open it to the permissions of the file, and test the capability in the commands that need it',
      },
    ];
  });
}
