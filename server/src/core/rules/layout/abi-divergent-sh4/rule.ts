import type { RecordRule } from '../../rule.js';
import { unusualAbiRule } from '../unusualAbi.js';

/** A record that the usual ABIs lay out alike and sh4 does not. Only looked for when sh4 is among the ABIs. */
export const rule: RecordRule = unusualAbiRule(
  'sh4',
  {
    why: 'sh aligns 64-bit members to 4 bytes as i386 does. There is no 64-bit kernel for such programs: only data shared between machines suffers.',
    because: 'which aligns 64-bit members to 4 bytes',
    help: 'as long as the struct is unpublished, name the padding and use __aligned_u64',
  },
  'off',
);
