import { type RuleDescription, severities } from '../../rule.js';
import { uaccessDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/return-unchecked',
  scope: 'source',
  why: 'copy_from_user() and its relatives return how many bytes they did not copy. A result that is ignored, returned as errno or tested for being negative hides the fault from the caller.',
  reference: uaccessDocument,
  severity: severities('error'),
};
