import type { RecordRule } from '../../rule.js';
import { unusualAbiRule } from '../unusualAbi.js';

/** A record that the usual ABIs lay out alike and arm-oabi does not. Only looked for when arm-oabi is among the ABIs. */
export const rule: RecordRule = unusualAbiRule(
  'arm-oabi',
  {
    why: 'The old ABI of arm rounds the size of every struct up to 4 bytes and aligns 64-bit members to 4. A kernel with CONFIG_OABI_COMPAT still runs such programs.',
    because: 'which rounds structs to 4 bytes and aligns 64-bit members to 4',
    help: 'as long as the struct is unpublished, name the padding, make its size a multiple of 8 bytes, and use __aligned_u64',
  },
  'off',
);
