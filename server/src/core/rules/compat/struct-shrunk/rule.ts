import { changeRule } from '../changeFindings.js';

/**
 * Finds structs that are smaller than they were. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/struct-shrunk',
  why: 'A compiled program passes and expects more bytes than the kernel knows.',
  kinds: ['struct-shrunk'],
  help: 'keep the size, with reserved members for what is gone',
});
