import { changeRule } from '../changeFindings.js';

/**
 * Finds structs whose alignment changed, by an attribute or by a type such as `__aligned_u64`, where nothing was
 * added that explains it. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/alignment-changed',
  why: 'Structs that hold this one move it, and everything behind.',
  kinds: ['alignment-changed'],
  help: 'leave the published type; __aligned_u64 is for new structs',
});
