import { type RuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/fd-install-order',
  scope: 'source',
  why: 'An installed descriptor belongs to the process at once and cannot be taken back: where the copy behind it fails, the caller gets an error and keeps a descriptor that it does not know of.',
  reference: ioctlDocument,
  severity: severities('error'),
};
