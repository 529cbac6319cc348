import { type RuleDescription, severities } from '../../rule.js';
import { botchingDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/no-cloexec',
  scope: 'source',
  why: 'A descriptor that is not closed on exec leaks into the programs that the caller starts, and the caller cannot set the flag without a race.',
  reference: botchingDocument,
  severity: severities('hint'),
};
