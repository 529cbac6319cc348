import { type RuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/ptr-cast',
  scope: 'source',
  why: 'A 64-bit integer does not fit a pointer on 32-bit architectures: the cast is warned of there, and drops bits without a check of the type.',
  reference: ioctlDocument,
  severity: severities('warning'),
};
