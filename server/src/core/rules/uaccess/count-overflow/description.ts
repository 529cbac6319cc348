import { type RuleDescription, severities } from '../../rule.js';
import { deprecatedDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/count-overflow',
  scope: 'source',
  why: 'A count that the caller chooses, times the size of an element, overflows: the memory is then smaller than what is written to it.',
  reference: deprecatedDocument,
  severity: severities('warning'),
};
