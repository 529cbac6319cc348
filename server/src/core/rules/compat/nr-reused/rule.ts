import { changeRule } from '../changeFindings.js';

/**
 * Finds ioctl commands that are gone while a new one has their type and nr. What counts as one is decided by
 * `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/nr-reused',
  why: 'A program that is compiled against the old header calls something else.',
  kinds: ['nr-reused'],
  help: 'give the new command a nr of its own, and leave the old one unused',
});
