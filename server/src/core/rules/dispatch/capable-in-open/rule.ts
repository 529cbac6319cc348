import type { DriverSource } from '../../../driver/driverSource.js';
import { identifierOf } from '../../../surface/match.js';
import { calleeName } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { severities } from '../../rule.js';
import { fileOperationsOf } from '../fileOperations.js';
import { refusalsOf } from '../refusal.js';

/**
 * `if (!capable(…)) return -E…;` as a statement of its own in the `open` of a `struct file_operations` with
 * `unlocked_ioctl`: nobody without the capability opens the file, whatever its permissions say. In the profiles for new
 * interfaces only: files of raw hardware demand it for good reasons.
 */
export const rule: SourceRule = {
  id: 'dispatch/capable-in-open',
  scope: 'source',
  why:
    'The permissions of the device file say who may open it, and the administrator can change them. A capability that ' +
    'is demanded at open takes that choice away, and a descriptor cannot be handed to a program without it.',
  reference: {
    title: 'Credentials in Linux',
    url: 'https://docs.kernel.org/security/credentials.html',
  },
  severity: severities('off', { new: 'hint', strict: 'hint' }),
  check,
};

function check(source: DriverSource): readonly RuleFinding[] {
  return fileOperationsOf(source).flatMap(({ target }) => {
    const name = target('open');
    if (name === undefined || target('unlocked_ioctl') === undefined) return [];
    const open = source.functionNamed(name);
    if (open?.surface !== source.surface) return [];
    return refusalsOf(open.definition).flatMap(({ condition }) => {
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
  });
}
