/**
 * A member's declaration in C from its type and name: `char[16]` and `id` give `char id[16]`, `int (*)(void)` and `f`
 * give `int (*f)(void)`. The name of an abstract declarator stands after the innermost `(*`, else before the first
 * bracket, else at the end (C11 6.7.7).
 */
export function declaration(type: string, name: string): string {
  const pointer = /\(\s*\*[\s*]*(?:(?:const|volatile|restrict|_Atomic)\b\s*)*/.exec(type);
  if (pointer !== null) {
    const at = pointer.index + pointer[0].length;
    return `${type.slice(0, at)}${name}${type.slice(at)}`;
  }
  const bracket = type.indexOf('[');
  const base = (bracket < 0 ? type : type.slice(0, bracket)).trimEnd();
  return `${base}${base.endsWith('*') ? '' : ' '}${name}${bracket < 0 ? '' : type.slice(bracket)}`;
}

/** Array dimensions as written after a name: `[4][2]`, `[]` for a flexible array. */
export function dimensionsText(dimensions: readonly number[]): string {
  return dimensions.map((length) => (length < 0 ? '[]' : `[${length}]`)).join('');
}
