import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/hole-null',
  scope: 'source',
  why:
    'The slots that no entry initialises are zero. A caller chooses the slot, so the kernel calls a NULL pointer, unless ' +
    'the dispatcher compares the number of the slot with the command: 0 is the number of no command.',
  reference: ioctlDocument,
  severity: severities('error'),
};
