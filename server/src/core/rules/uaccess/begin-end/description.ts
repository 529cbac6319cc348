import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'uaccess/begin-end',
  scope: 'source',
  why:
    'While a window is open, the processor lets the whole kernel access user memory. It has to be closed on every way out, ' +
    'and code that was not written for it must not run inside.',
  reference: {
    title: 'objtool: call with UACCESS enabled',
    url: 'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/tools/objtool/Documentation/objtool.txt',
  },
  severity: severities('error'),
};
