import { changeRule } from '../changeFindings.js';

/**
 * Finds new members that lie in what was a hole between others. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/hole-filled',
  why: 'Compiled programs pass whatever lay on their stack in these bytes.',
  kinds: ['hole-filled'],
  help: 'put the new member at the end, and give the hole the name of a reserved member',
});
