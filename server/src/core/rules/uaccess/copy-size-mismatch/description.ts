import { type RuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/copy-size-mismatch',
  scope: 'source',
  why: 'A copy of the size of another type writes behind the object, reads behind what the caller passed, or leaves a part of it out.',
  reference: ioctlDocument,
  severity: severities('error'),
};
