/**
 * The macros that gcc predefines on an ABI, as `gcc -dM -E` prints them. They are those of an unoptimised (`-O0`) hosted
 * compilation in the default dialect, since uapi headers are read by programs: `__STDC_HOSTED__` is 1,
 * `__STDC_VERSION__` is 201710L, `__OPTIMIZE__` is not defined, and the system names without underscores (`linux`,
 * `unix`, `i386`) are. The macros that have no fixed body (`__FILE__`, `__LINE__`, `__COUNTER__`, `__DATE__`,
 * `__has_include`, …) are not listed: the preprocessor owns them.
 */
import type { Abi, AbiId } from './abi.js';
import { predefinedMacroGroups } from './predefines/macros.generated.js';

const linesByAbi = new Map<AbiId, readonly string[]>();

/**
 * One line for each predefined macro: `NAME BODY`, `NAME(params) BODY`, or `NAME` alone where the body is empty. Every
 * name occurs once. The same array is returned each time, and ABIs that agree on a macro hold the same line.
 */
export function predefinedMacros(abi: Abi): readonly string[] {
  let lines = linesByAbi.get(abi.id);
  if (lines === undefined) {
    lines = predefinedMacroGroups
      .filter(([abiIds]) => abiIds.split(' ').includes(abi.id))
      .flatMap(([, text]) => text.split('\n'));
    linesByAbi.set(abi.id, lines);
  }
  return lines;
}
