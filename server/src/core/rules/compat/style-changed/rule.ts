import { changeRule } from '../changeFindings.js';

/**
 * Finds commands whose way to grow looks different: a struct that began with its size no longer does, or a command
 * went to another kind of dispatch. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/style-changed',
  why: 'One side takes for a size what the other side takes for something else.',
  kinds: ['style-changed'],
});
