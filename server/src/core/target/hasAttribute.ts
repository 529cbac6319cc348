/**
 * What gcc 12 answers when #if asks which attributes and built-in functions it knows. The answers were taken from gcc for
 * a list of names (scripts/generate-has-attribute.mjs); any other name is answered with 0, as for one that gcc lacks.
 */
import type { Abi } from './abi.js';
import { attributeGroups, builtinGroups, cAttributeGroups } from './predefines/hasAttribute.generated.js';

type Groups = readonly (readonly [abiIds: string, names: string])[];

/**
 * The value of `__has_attribute(NAME)`, and of `__has_cpp_attribute(NAME)` in C. `name` is the text between the
 * parentheses without spaces: `packed`, `__packed__` or `gnu::packed`. 1 for a GNU attribute; the year and month of the
 * standard (201904 for `deprecated`) for one that C23 has too; 0 otherwise.
 */
export function hasAttribute(name: string, abi: Abi): number {
  const gnuName = gnuScoped(name);
  if (gnuName !== undefined) return answer(attributeGroups, gnuName, abi) === 0 ? 0 : 1;
  return answer(attributeGroups, withoutUnderscores(name), abi);
}

/** The value of `__has_c_attribute(NAME)`: as `hasAttribute`, but a GNU attribute counts only as `gnu::NAME`. */
export function hasCAttribute(name: string, abi: Abi): number {
  return gnuScoped(name) === undefined
    ? answer(cAttributeGroups, withoutUnderscores(name), abi)
    : hasAttribute(name, abi);
}

/** The value of `__has_builtin(NAME)` in a hosted compilation: 1 or 0. */
export function hasBuiltin(name: string, abi: Abi): number {
  return answer(builtinGroups, name, abi);
}

/** `packed` for `gnu::packed` and `__gnu__::__packed__`; `undefined` where the name has no `gnu` scope. */
function gnuScoped(name: string): string | undefined {
  const parts = name.split('::');
  return parts.length === 2 && withoutUnderscores(parts[0] ?? '') === 'gnu'
    ? withoutUnderscores(parts[1] ?? '')
    : undefined;
}

function withoutUnderscores(name: string): string {
  return name.length > 4 && name.startsWith('__') && name.endsWith('__') ? name.slice(2, -2) : name;
}

function answer(groups: Groups, name: string, abi: Abi): number {
  for (const [abiIds, names] of groups) {
    if (!abiIds.split(' ').includes(abi.id)) continue;
    for (const entry of names.split(/\s/)) {
      if (entry === name) return 1;
      if (entry.startsWith(`${name}=`)) return Number(entry.slice(name.length + 1));
    }
  }
  return 0;
}
