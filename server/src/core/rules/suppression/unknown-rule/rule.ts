import { nearestName } from '../../../base/nearestName.js';
import type { RuleFinding, SuppressionRule } from '../../rule.js';

/** Names in comments only: an unknown rule in the settings stops the program, as any other mistake there does. */
export const rule: SuppressionRule = {
  id: 'suppression/unknown-rule',
  scope: 'suppressions',
  why: 'A suppression with a mistyped name suppresses nothing, and its author believes that it does.',
  reference: {
    title: 'Linux kernel coding style, "Commenting"',
    url: 'https://docs.kernel.org/process/coding-style.html#commenting',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'warning', strict: 'warning' },
  check: ({ suppressions, abis, knownRules }) =>
    suppressions.flatMap(({ rules, range }): readonly RuleFinding[] => {
      if (rules.length === 0) {
        const help = 'name the rules: /* uapi-ignore[layout/implicit-hole]: reason */';
        return [{ range, message: 'this uapi-ignore names no rule', abis, help }];
      }
      return rules
        .filter(({ isKnown }) => !isKnown)
        .map(({ name, range: at }): RuleFinding => {
          const nearest = nearestName(name, knownRules);
          const hint = nearest === undefined ? '' : ` (did you mean '${nearest}'?)`;
          return { range: at, message: `there is no rule '${name}'${hint}`, abis };
        });
    }),
};
