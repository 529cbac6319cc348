import { changeRule } from '../changeFindings.js';

/**
 * Finds arrays `[1]` that became flexible arrays `[]`, which makes the struct smaller. What counts as one is
 * decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/flex-migration',
  why: 'Programs that compute lengths with sizeof come out shorter when they are compiled anew.',
  kinds: ['flex-migration'],
  help: 'keep the size with a union of the old array and __DECLARE_FLEX_ARRAY()',
});
