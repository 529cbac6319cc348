/** Machine modes, the names by which `__attribute__((mode(…)))` chooses a type of a given width. */

import type { Abi } from '../target/abi.js';
import type { IntegerTypeName } from './cint.js';
import type { CType } from './ctype.js';

/** The integer type of a machine mode (GCC internals, "Machine Modes"); undefined for float modes. */
export function modeType(mode: string, of: CType, abi: Abi): IntegerTypeName | undefined {
  const unsigned = of.kind === 'basic' && (of.name.startsWith('unsigned') || of.name === '_Bool');
  switch (mode) {
    case 'QI':
    case 'byte':
      return unsigned ? 'unsigned char' : 'signed char';
    case 'HI':
      return unsigned ? 'unsigned short' : 'short';
    case 'SI':
      return unsigned ? 'unsigned int' : 'int';
    case 'DI':
      return unsigned ? 'unsigned long long' : 'long long';
    case 'TI':
      return unsigned ? 'unsigned __int128' : '__int128';
    case 'word':
    case 'unwind_word':
      // A word of x32 is a register, 8 bytes, though long is 4.
      return modeType(abi.id === 'x32' ? 'DI' : 'pointer', of, abi);
    case 'pointer':
      return unsigned ? 'unsigned long' : 'long';
    default:
      return undefined;
  }
}
