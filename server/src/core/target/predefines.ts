/**
 * The macros that gcc predefines on an ABI, as `gcc -dM -E` prints them. They are those of an unoptimised (`-O0`) hosted
 * compilation in the default dialect, since uapi headers are read by programs: `__STDC_HOSTED__` is 1,
 * `__STDC_VERSION__` is 201710L, `__OPTIMIZE__` is not defined, and the system names without underscores (`linux`,
 * `unix`, `i386`) are. The macros that have no fixed body (`__FILE__`, `__LINE__`, `__COUNTER__`, `__DATE__`,
 * `__has_include`, …) are not listed: the preprocessor owns them.
 */
import type { Abi } from './abi.js';
import { predefinedMacroGroups } from './predefines/macros.generated.js';

/**
 * Lines `NAME BODY`, `NAME(params) BODY`, or `NAME` alone where the body is empty, one for each predefined macro and
 * joined by newlines to a few texts: what several ABIs have in common is the same text on each. Every name occurs once.
 */
export function predefinedMacros(abi: Abi): readonly string[] {
  return predefinedMacroGroups.filter(([abiIds]) => abiIds.split(' ').includes(abi.id)).map(([, lines]) => lines);
}
