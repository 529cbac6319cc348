import { changeRule } from '../changeFindings.js';

/**
 * Finds members that take the bytes of reserved ones, where no comment of the older version said that these must
 * be zero. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/reserved-consumed',
  why: 'Old programs may pass anything in bytes that nobody had to clear.',
  kinds: ['reserved-consumed'],
  help: 'take the bytes only if every kernel refused anything but zero in them',
});
