import type { AbiId } from './abi.js';

/**
 * A 64-bit kernel and the 32-bit programs that it runs (`CONFIG_COMPAT` of x86, arm64 and powerpc): here two ABIs of one
 * header meet in one call. Any other two ABIs only compile the same header.
 */
export const compatPairs: readonly (readonly [kernel: AbiId, program: AbiId])[] = [
  ['x86_64', 'i386'],
  ['x86_64', 'x32'],
  ['aarch64', 'arm'],
  ['powerpc64', 'powerpc'],
];
