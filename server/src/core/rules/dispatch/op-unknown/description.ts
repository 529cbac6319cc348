import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/op-unknown',
  scope: 'source',
  why:
    'An entry for a command that its header does not define handles nothing: the name is misspelled, or the header and ' +
    'the driver have drifted apart. A command of another type was meant for another file.',
  reference: ioctlDocument,
  severity: severities('error'),
};
