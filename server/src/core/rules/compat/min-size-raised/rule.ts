import { changeRule } from '../changeFindings.js';

/**
 * Finds `_SIZE_VER0` constants that are larger than they were. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/min-size-raised',
  why: 'Programs that pass the first published size are refused.',
  kinds: ['min-size-raised'],
  help: 'keep _SIZE_VER0, and publish the new size as the next version',
});
