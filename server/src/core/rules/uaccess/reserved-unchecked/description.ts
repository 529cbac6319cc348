import { type RuleDescription, severities } from '../../rule.js';
import { botchingDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/reserved-unchecked',
  scope: 'source',
  why: 'Callers leave in a reserved member what their stack held, and nobody tells them: it can never get a meaning.',
  reference: botchingDocument,
  severity: severities('warning'),
};
