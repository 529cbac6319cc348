import { changeRule } from '../changeFindings.js';

/**
 * Finds struct members whose size differs, bit-fields whose width does among them. What counts as one is decided
 * by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/member-size-changed',
  why: 'A compiled program passes the old number of bytes, and finds the members behind it in the wrong place.',
  kinds: ['member-size-changed'],
  help: 'leave the published struct as it is, and publish a new one with a new command',
});
