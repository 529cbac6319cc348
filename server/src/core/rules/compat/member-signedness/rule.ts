import { changeRule } from '../changeFindings.js';

/**
 * Finds integer members that went from signed to unsigned or back, with the same size. What counts as one is
 * decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-signedness',
  why: 'A value with the top bit set is read with another sign.',
  kinds: ['member-signedness'],
});
