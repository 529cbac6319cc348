import type { RuleFinding, SuppressionRule } from '../../rule.js';

/**
 * A name is unused when its rules ran and found nothing where the suppression holds. Nothing is said of rules that did
 * not run, of those that compare several headers (what they find depends on which others were checked), nor of an entry
 * of the settings whose headers were not all checked.
 */
export const rule: SuppressionRule = {
  id: 'suppression/unused',
  scope: 'suppressions',
  why:
    'A suppression that suppresses nothing tells the reader of a fault that is not there, and will hide the next one of ' +
    'its kind without anybody having looked at it.',
  reference: {
    title: 'Linux kernel coding style, "Commenting"',
    url: 'https://docs.kernel.org/process/coding-style.html#commenting',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'warning', strict: 'warning' },
  check: ({ suppressions, abis }) =>
    suppressions.flatMap(({ rules, kind }) =>
      rules
        .filter(({ use }) => use === 'unused')
        .map(
          ({ name, range }): RuleFinding => ({
            range,
            message: `${kind === 'comment' ? 'this comment' : 'this entry'} suppresses nothing: no finding of ${name} here`,
            abis,
            help: rules.length === 1 ? 'remove it' : `remove '${name}' from the list`,
          }),
        ),
    ),
};
