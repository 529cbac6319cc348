import type { RecordRule } from '../../rule.js';
import { unusualAbiRule } from '../unusualAbi.js';

/** A record that the usual ABIs lay out alike and m68k does not. Only looked for when m68k is among the ABIs. */
export const rule: RecordRule = unusualAbiRule(
  'm68k',
  {
    why: 'm68k aligns int and everything larger to 2 bytes. Only a header that two different machines share over a wire or a disk suffers from it.',
    because: 'which aligns members to 2 bytes at most',
    help: 'as long as the struct is unpublished, name the padding, so that no ABI has to add any',
  },
  'off',
);
