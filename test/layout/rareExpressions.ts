/**
 * Lengths that no header has and gcc takes, one a line: each is a way through the evaluation of constants that the others do
 * not go. They use what `expressions.test.ts` declares, and are judged with the others.
 */
export const rareContext: readonly string[] = [
  'typedef unsigned __attribute__((mode(HI))) uhalf_t; typedef unsigned __attribute__((mode(DI))) udouble_t;',
  'typedef unsigned __attribute__((mode(word))) uword_t; typedef float __attribute__((mode(DF))) real_t;',
];

export const rareLengths: readonly string[] = String.raw`
__builtin_constant_p(function(1, 2)) + 1
1 ? 2 : 1 / 0
1 || 1 / 0
(unsigned long)(1 ? (char *)8 : (void *)0)
(unsigned long)((void (*)(void))8 + 1)
(unsigned long)((void *)8 - 1)
(int *)8 && 1
(int)(float)2.5
(int)(double)7
(int)((float)1 / 3 * 3) + 1
(int)(long double)3
(uhalf_t)70000
(udouble_t)3
(uword_t)3
sizeof((uhalf_t)1)
sizeof((udouble_t)1)
sizeof(+(udouble_t)1)
sizeof((real_t)1)
_Generic((uhalf_t)1, unsigned short: 3, default: 4)
(unsigned long)&((struct point *)0)->many[1]
(unsigned long)&(*(struct point *)8).x
'\377' + 2
L'\xffff' > 1
u'\u00e9' > 1
U'\U0001f600' > 1
'\e'
'\q'
sizeof("\u00e9")
sizeof(u"\U0001f600")
sizeof("é")
sizeof(u"😀")
sizeof("\q\x41\101")
sizeof(U"\x1f600\7")
10LL
10uLL
10llU
-1ll < 1ul ? 2 : 3
-1l < 1u ? 2 : 3
sizeof(1ll + 1ul)
sizeof(1ul + 1ll)
_Generic(RED, int: 2, unsigned: 3)
_Generic((enum colour)1, int: 2, unsigned: 3, default: 4)
__builtin_types_compatible_p(struct point, struct unsized_tail) + 1
__builtin_types_compatible_p(struct unknown, struct unknown) + 1
__builtin_types_compatible_p(enum colour, enum wide) + 1
__builtin_types_compatible_p(void, void) + 1
__builtin_types_compatible_p(int, int (*)(int)) + 1
__builtin_types_compatible_p(struct unknown *, int) + 1
sizeof((char[3]){0})
1.5 ? 2 : 3
!!2.5
1.0f == 1 ? 2 : 3
(float)0.1 == 0.1 ? 2 : 3
(char *)8 < (char *)16
(char *)9 >= (char *)9
(char *)9 == 9
sizeof(_Bool[3])
1 ? 2 : (char *)0 == 0
0 ? 1 / 0 : 3
1 ? 2u : -1
(_Bool)(char *)8 + 1
(enum wide)1
(int)(enum by_mode)3
_Generic((int){1}, int: 2, default: 3)
__builtin_offsetof(struct unsized_tail, tail[1])
__builtin_offsetof(struct { int a[2][3]; }, a[1][2])
_Alignof(struct { char a; } __attribute__((aligned(16))))
__builtin_offsetof(struct point, many) + 0
sizeof(int[0]) + 1
NARROW + WIDE / WIDE
-RED
+BLUE
!BLUE + 1
~RED
1e-2 < 1
0b11u
0B11
017L
0XfF
`
  .trim()
  .split('\n');

/** What gcc takes and has no value here, with nothing said of a size. */
export const untoldLengths: readonly string[] = `
(int)(real_t)3.5
(unsigned long)&((int *)8)[2]
(unsigned long)&((int (*)[3])8)[1][2]
(unsigned long)((struct point *)8)->many
sizeof(1 ? pointer : 0)
sizeof(*(1 ? pointer : 0))
sizeof(function(1, 2))
__builtin_types_compatible_p(real_t, double) + 1
sizeof(pointer++)
sizeof(--pointer)
sizeof(pointer--)
sizeof(++array[0])
sizeof(int[]){1,2}
(int)sizeof(array[0]++)
0x1p4 > 2
`
  .trim()
  .split('\n');

/** What gcc refuses too. */
export const refusedLengths: readonly string[] = String.raw`
5->x
pointer->x
&array[1.0]
-(int *)8
~1.5
~(int *)8
1.5 % 2
(int *)1.5
(struct point)1
(struct unknown)1
(int *)8 * 2
2 - (int *)8
__builtin_offsetof(struct point, many[1.0])
__builtin_offsetof(struct point, x[1])
sizeof(*5)
sizeof(5[6])
sizeof({ 1; })
'\x'
'\u12'
10lL
10lul
1.5.2
__builtin_choose_expr(wide, 4, 5)
1 ? array[0] : 2
(int)1e400
`
  .trim()
  .split('\n');
