import { changeRule } from '../changeFindings.js';

/**
 * Finds struct members that moved although nothing came, went or changed its size before them: a new attribute,
 * padding that was given a name and exists on another ABI only now, or a struct inside that changed in another
 * header. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-offset-changed',
  why: 'A compiled program reads and writes the old place.',
  kinds: ['member-offset-changed'],
  help: 'give back the old place on every ABI',
});
