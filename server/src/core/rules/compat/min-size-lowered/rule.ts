import { changeRule } from '../changeFindings.js';

/**
 * Reports `_SIZE_VER0` constants that are smaller than they were. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/min-size-lowered',
  why: 'The kernel accepts structs that were never published.',
  kinds: ['min-size-lowered'],
  compatible: 'info',
});
