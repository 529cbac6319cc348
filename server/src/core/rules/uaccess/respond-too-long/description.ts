import { type RuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/respond-too-long',
  scope: 'source',
  why: 'A caller built with an older header has a shorter record: the answer writes over what lies behind it.',
  reference: ioctlDocument,
  severity: severities('error'),
};
