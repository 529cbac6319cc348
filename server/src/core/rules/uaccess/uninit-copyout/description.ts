import { type RuleDescription, severities } from '../../rule.js';
import { botchingDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/uninit-copyout',
  scope: 'source',
  why: 'Bytes of the kernel stack that nothing has set go to the caller: padding, or a member that was forgotten.',
  reference: botchingDocument,
  severity: severities('error'),
};
