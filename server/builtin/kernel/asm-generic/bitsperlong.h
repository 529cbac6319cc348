/* <asm-generic/bitsperlong.h>: the width of `long` in bits, as a macro that #if can test. */
#ifndef __ASM_GENERIC_BITS_PER_LONG
#define __ASM_GENERIC_BITS_PER_LONG

#ifndef __BITS_PER_LONG
#if __SIZEOF_LONG__ == 8
#define __BITS_PER_LONG 64
#else
#define __BITS_PER_LONG 32
#endif
#endif

#ifndef __BITS_PER_LONG_LONG
#define __BITS_PER_LONG_LONG 64
#endif

#endif
