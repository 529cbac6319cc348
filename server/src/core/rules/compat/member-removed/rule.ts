import { changeRule } from '../changeFindings.js';

/**
 * Finds struct members that are gone. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-removed',
  why: 'Programs that use the member no longer compile, and members behind it may have moved.',
  kinds: ['member-removed'],
  help: 'keep the member, and say in its comment that the kernel ignores it',
});
