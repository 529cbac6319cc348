import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/table-nr',
  scope: 'source',
  why:
    'Of two designated initialisers for one element the later wins, and the other command is gone without a message of ' +
    'the compiler. An entry in the slot of another command is never found.',
  reference: ioctlDocument,
  severity: severities('error'),
};
