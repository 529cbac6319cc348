import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/o-excl',
  scope: 'source',
  why:
    'O_EXCL means something together with O_CREAT, and nothing for a device file: to refuse it keeps nobody out. One ' +
    'opener at a time needs an atomic flag that open takes and release gives back.',
  reference: { title: 'open(2)', url: 'https://man7.org/linux/man-pages/man2/open.2.html' },
  severity: severities('hint'),
};
