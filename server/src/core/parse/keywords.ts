/** Keywords and their GNU spellings, by NameId, so that a token is classified by one array access. */
import { intern, type NameId } from '../base/names.js';

const keywords = {
  none: 0,
  typedef: 1,
  storage: 2,
  qualifier: 3,
  void: 4,
  char: 5,
  short: 6,
  int: 7,
  long: 8,
  signed: 9,
  unsigned: 10,
  float: 11,
  double: 12,
  bool: 13,
  complex: 14,
  int128: 15,
  float128: 16,
  vaList: 17,
  struct: 18,
  union: 19,
  enum: 20,
  typeof: 21,
  attribute: 22,
  alignas: 23,
  extension: 24,
  staticAssert: 25,
  asm: 26,
  sizeof: 27,
  alignof: 28,
  alignofGnu: 29,
  offsetof: 30,
  atomic: 31,
  typesCompatible: 32,
  inline: 33,
  autoType: 34,
  floatN: 35,
  generic: 36,
  uint128: 37,
};

export const K: Readonly<typeof keywords> = keywords;

const spellings: readonly (readonly [number, string])[] = [
  [K.typedef, 'typedef'],
  [K.storage, 'extern static auto register _Thread_local __thread _Noreturn'],
  [K.inline, 'inline __inline __inline__'],
  [K.qualifier, 'const __const __const__ volatile __volatile __volatile__ restrict __restrict __restrict__'],
  [K.void, 'void'],
  [K.char, 'char'],
  [K.short, 'short'],
  [K.int, 'int'],
  [K.long, 'long'],
  [K.signed, 'signed __signed __signed__'],
  [K.unsigned, 'unsigned __unsigned __unsigned__'],
  [K.float, 'float _Float32'],
  [K.double, 'double _Float64 _Float32x'],
  [K.bool, '_Bool'],
  [K.complex, '_Complex __complex __complex__'],
  [K.int128, '__int128 __int128_t'],
  [K.uint128, '__uint128_t'],
  [K.float128, '_Float128 __float128 _Float64x'],
  [K.vaList, '__builtin_va_list'],
  [K.struct, 'struct'],
  [K.union, 'union'],
  [K.enum, 'enum'],
  [K.typeof, 'typeof __typeof __typeof__'],
  [K.attribute, '__attribute__ __attribute'],
  [K.alignas, '_Alignas'],
  [K.extension, '__extension__'],
  [K.staticAssert, '_Static_assert'],
  [K.asm, 'asm __asm __asm__'],
  [K.sizeof, 'sizeof'],
  [K.alignof, '_Alignof'],
  [K.alignofGnu, '__alignof__ __alignof'],
  [K.offsetof, '__builtin_offsetof'],
  [K.atomic, '_Atomic'],
  [K.typesCompatible, '__builtin_types_compatible_p'],
  [K.autoType, '__auto_type'],
  [K.generic, '_Generic'],
];

const byName: number[] = [];
for (const [keyword, names] of spellings) for (const name of names.split(' ')) byName[intern(name)] = keyword;
const table = Uint8Array.from({ length: byName.length }, (_, i) => byName[i] ?? K.none);

/** The keyword class of an identifier, or `K.none`. */
export function keywordOf(name: NameId): number {
  return name >= 0 && name < table.length ? table[name] : K.none;
}

/** True for the keywords that can start a type name. */
export function startsType(keyword: number): boolean {
  return (
    (keyword >= K.qualifier && keyword <= K.attribute) ||
    keyword === K.atomic ||
    keyword === K.typedef ||
    keyword === K.extension ||
    keyword === K.uint128
  );
}
