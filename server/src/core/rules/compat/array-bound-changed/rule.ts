import { changeRule } from '../changeFindings.js';

/**
 * Finds arrays in structs whose number of elements changed. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/array-bound-changed',
  why: 'Members behind the array move, and compiled programs use the old length.',
  kinds: ['array-bound-changed'],
  help: 'leave the published struct as it is, and publish a new one with a new command',
});
