/**
 * Headers that are part of the program, so that a header works on any system and in a browser. They are real C headers,
 * kept in `server/builtin/` (its README says what belongs there) and compiled with gcc for every ABI by the tests; the
 * predefined macros of an ABI choose between its variants. Kernel headers follow Linux 7.2, libc headers glibc 2.36.
 */
import { builtinHeaderOf, builtinSpellings } from './builtinHeaders.generated.js';

export interface BuiltinHeader {
  /** The whole text, as in `server/builtin/`. */
  readonly text: string;
  /**
   * `compiler`: a header of gcc's own include folder, found before the system's include roots, as gcc does it.
   * `fallback`: a stand-in for a header of the kernel or the C library, found after every root, or in place of the
   * libc headers of another architecture.
   */
  readonly kind: 'compiler' | 'fallback';
}

/** The built-in header for the text between the brackets of an `#include`, if there is one. */
export function builtinHeader(spelling: string): BuiltinHeader | undefined {
  return builtinHeaderOf(spelling);
}

/** The spelling of every built-in header: `stddef.h`, `linux/types.h`, … */
export function builtinHeaderSpellings(): readonly string[] {
  return builtinSpellings();
}
