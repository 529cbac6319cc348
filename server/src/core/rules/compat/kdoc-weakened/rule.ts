import { changeRule } from '../changeFindings.js';

/**
 * Reports comments that no longer say of a member that it must be zero, while the member is still there and
 * nothing took its bytes. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/kdoc-weakened',
  why: 'Bytes that nobody has to clear cannot be given a meaning later.',
  kinds: ['kdoc-weakened'],
  help: 'say again that the member must be zero, and refuse anything else',
  compatible: 'hint',
});
