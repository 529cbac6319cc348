import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/min-size-choice',
  scope: 'source',
  why:
    'The smallest accepted size is a promise to the first callers: it is the end of the last member of the first ' +
    'published version, for ever. Raised, it refuses programs that worked.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('error'),
};
