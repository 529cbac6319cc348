import { changeRule } from '../changeFindings.js';

/**
 * Finds structs and unions that the older version declares and that neither the header nor anything it includes
 * declares now. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/struct-removed',
  why: 'Programs that use the struct no longer compile.',
  kinds: ['struct-removed'],
  help: 'keep the declaration, with a comment that says what replaces it',
});
