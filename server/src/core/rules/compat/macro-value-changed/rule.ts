import { changeRule } from '../changeFindings.js';

/**
 * Finds macros with another value. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/macro-value-changed',
  why: 'The value is compiled into programs, which go on passing the old one.',
  kinds: ['macro-value-changed'],
  help: 'keep the old name with its value, and give the new value a new name',
});
