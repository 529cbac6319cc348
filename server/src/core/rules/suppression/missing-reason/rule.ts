import type { RuleFinding, SuppressionRule } from '../../rule.js';

/** Off but in the profile `strict` and with `--require-suppression-reason`: a reason is asked of who agreed to give one. */
export const rule: SuppressionRule = {
  id: 'suppression/missing-reason',
  scope: 'suppressions',
  why:
    'Whoever meets a suppression later must decide whether it still holds, and cannot when nobody wrote down why the ' +
    'finding was accepted.',
  reference: {
    title: 'Linux kernel coding style, "Commenting"',
    url: 'https://docs.kernel.org/process/coding-style.html#commenting',
  },
  severity: { recommended: 'off', new: 'off', legacy: 'off', strict: 'warning' },
  check: ({ suppressions, abis }) =>
    suppressions
      .filter(({ reason, rules }) => reason === '' && rules.length > 0)
      .map(
        ({ kind, range }): RuleFinding => ({
          range,
          message: 'this suppression gives no reason',
          abis,
          help:
            kind === 'comment'
              ? 'write it after a colon: /* uapi-ignore[rule]: published in 5.4 */'
              : 'add "reason": "published in 5.4"',
        }),
      ),
};
