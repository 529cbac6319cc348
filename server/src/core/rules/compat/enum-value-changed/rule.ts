import { changeRule } from '../changeFindings.js';

/**
 * Finds enumerators with another value, and values that went to another enumerator. What counts as one is decided
 * by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/enum-value-changed',
  why: 'The values are compiled into programs, which go on passing the old ones.',
  kinds: ['enum-value-changed'],
  help: 'put new enumerators at the end, before the one that counts them',
});
