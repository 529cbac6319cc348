import { type RuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/compat-ptr',
  scope: 'source',
  why: 'A 32-bit pointer is not always the same number as the 64-bit one: on s390 the top bit is not part of the address.',
  reference: ioctlDocument,
  severity: severities('warning'),
};
