import { changeRule } from '../changeFindings.js';

/**
 * Finds flags that are gone while a new one with another name has their bit, in the same enum. What counts as one
 * is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/flag-bit-reused',
  why: 'A compiled program that sets the old flag asks for something else.',
  kinds: ['flag-bit-reused'],
  help: 'give the new flag the next free bit',
});
