import { changeRule } from '../changeFindings.js';

/**
 * Finds new members that lie where the older version had padding at its end, so that the struct did not grow by
 * them. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/tail-padding-reuse',
  why: 'Compiled programs pass whatever lay on their stack in these bytes, and the size does not tell them from new ones.',
  kinds: ['tail-padding-reuse'],
  help: 'let the new member begin at the old size, and name the padding before it',
});
