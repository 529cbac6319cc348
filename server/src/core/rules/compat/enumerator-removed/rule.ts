import { changeRule } from '../changeFindings.js';

/**
 * Finds enumerators that the older version has and that are gone. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/enumerator-removed',
  why: 'Programs that use the name no longer compile.',
  kinds: ['enumerator-removed'],
  help: 'keep the enumerator with its value, and say that the kernel no longer knows it',
});
