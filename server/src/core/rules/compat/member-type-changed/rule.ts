import { changeRule } from '../changeFindings.js';

/**
 * Finds members whose type is of another kind with the same size: a pointer that became an integer, a struct that
 * became another one. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-type-changed',
  why: 'Programs that are compiled anew may need a cast, or use names that are gone.',
  kinds: ['member-type-changed'],
});
