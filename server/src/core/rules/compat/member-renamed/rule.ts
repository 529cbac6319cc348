import { changeRule } from '../changeFindings.js';

/**
 * Finds struct members that have another name now, at the same place and with the same size, and members that were
 * split into several. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-renamed',
  why: 'Programs that use the old name no longer compile.',
  kinds: ['member-renamed'],
  help: 'keep both names in an anonymous union',
});
