import { changeRule } from '../changeFindings.js';

/**
 * Finds ioctl commands whose number differs from the older version, on any ABI, and says which of its fields
 * changed. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/ioctl-number-changed',
  why: 'A program that is compiled against the old header passes the old number, which the kernel no longer knows.',
  kinds: ['ioctl-number-changed'],
  help: 'keep the old number, and publish a new command beside it',
});
