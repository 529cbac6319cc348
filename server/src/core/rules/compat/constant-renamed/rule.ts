import { changeRule } from '../changeFindings.js';

/**
 * Finds macros, enumerators and ioctl commands that went while another of the same value and a like name came.
 * What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/constant-renamed',
  why: 'Programs that use the old name no longer compile.',
  kinds: ['constant-renamed'],
  help: 'keep the old name as a macro for the new one',
});
