import { changeRule } from '../changeFindings.js';

/**
 * Finds struct members that changed places. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-reordered',
  why: 'A compiled program reads and writes each of them where the other one is now.',
  kinds: ['member-reordered'],
  help: 'leave the members in the published order',
});
