import { changeRule } from '../changeFindings.js';

/**
 * Finds members that were put before others, which move. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/inserted-middle',
  why: 'A compiled program finds everything behind the new member in the wrong place.',
  kinds: ['inserted-middle'],
  help: 'put new members at the end',
});
