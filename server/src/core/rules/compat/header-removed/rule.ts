import { changeRule } from '../changeFindings.js';

/**
 * Finds headers that the older version has and that are gone. What counts as one is decided by `core/compat`.
 */
export const rule = changeRule({
  id: 'compat/header-removed',
  why: 'Programs that include the header no longer compile; a header that only includes the new place would keep them working.',
  kinds: ['header-removed'],
  help: 'keep the header, with an #include of the place that its contents moved to',
});
