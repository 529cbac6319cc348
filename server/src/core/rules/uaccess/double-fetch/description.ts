import { type RuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/double-fetch',
  scope: 'source',
  why: 'Between two reads another thread of the caller can change the memory: what was tested is then not what is used.',
  reference: ioctlDocument,
  severity: severities('warning'),
};
