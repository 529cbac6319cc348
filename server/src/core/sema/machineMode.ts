/** Machine modes, the names by which `__attribute__((mode(…)))` chooses a type of a given width. */
import type { IntegerTypeName } from './cint.js';
import type { CType } from './ctype.js';

/** The integer type of a machine mode (GCC internals, "Machine Modes"); undefined for float modes. */
export function modeType(mode: string, of: CType): IntegerTypeName | undefined {
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
    case 'pointer':
    case 'unwind_word':
      return unsigned ? 'unsigned long' : 'long';
    default:
      return undefined;
  }
}
