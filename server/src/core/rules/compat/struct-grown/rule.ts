import { changeRule } from '../changeFindings.js';

/**
 * Finds structs that got members at their end, and judges that by the way in which they are passed. What counts as
 * one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/struct-grown',
  why: 'The kernel reads and writes more bytes than a compiled program has.',
  kinds: ['struct-grown'],
  help: 'leave the published struct as it is, and publish a new one with a new command',
});
