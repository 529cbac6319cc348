import { type RuleDescription, severities } from '../../rule.js';
import { syscallDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/no-tail-check',
  scope: 'source',
  why: 'A newer caller that sets a member which this kernel does not know gets no error: what it asked for is dropped in silence.',
  reference: syscallDocument,
  severity: severities('warning'),
};
