import { type RuleDescription, severities } from '../../rule.js';
import { botchingDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/flags-unchecked',
  scope: 'source',
  why: 'Flags that nobody looks at are accepted as they come, whatever the caller has left there: no bit of them can ever get a meaning.',
  reference: botchingDocument,
  severity: severities('warning'),
};
