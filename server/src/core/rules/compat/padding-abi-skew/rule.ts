import { changeRule } from '../changeFindings.js';

/**
 * Finds new members that lie in old padding on one ABI and behind the old end on another. What counts as one is
 * decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/padding-abi-skew',
  why: 'On one ABI the size tells old programs from new ones, and on the other it does not.',
  kinds: ['padding-abi-skew'],
  help: 'name the padding, and let the new member begin behind it on every ABI',
});
