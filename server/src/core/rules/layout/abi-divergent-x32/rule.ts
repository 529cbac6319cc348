import type { RecordRule } from '../../rule.js';
import { unusualAbiRule } from '../unusualAbi.js';

/** A record that the usual ABIs lay out alike and x32 does not. Only looked for when x32 is among the ABIs. */
export const rule: RecordRule = unusualAbiRule(
  'x32',
  {
    why: 'x32 programs have 4-byte pointers, and 8-byte longs in the types that x86_64 system calls use, below a 64-bit kernel: no other 32-bit ABI is like that.',
    because: 'where pointers have 4 bytes and some kernel types 8',
    help: 'use types of fixed width as long as the struct is unpublished',
  },
  'info',
);
