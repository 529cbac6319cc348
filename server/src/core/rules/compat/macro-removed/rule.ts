import { changeRule } from '../changeFindings.js';

/**
 * Finds macros, ioctl commands among them, that the older version defines and that a program no longer gets from
 * the header. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/macro-removed',
  why: 'Programs that use the name no longer compile.',
  kinds: ['macro-removed'],
  help: 'keep the name, and say in a comment that the kernel no longer knows it',
});
