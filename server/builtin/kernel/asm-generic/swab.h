/* <asm-generic/swab.h>: tells where a 64-bit swap is two 32-bit ones. */
#ifndef _ASM_GENERIC_SWAB_H
#define _ASM_GENERIC_SWAB_H

#include <asm/bitsperlong.h>

#if __BITS_PER_LONG == 32
#define __SWAB_64_THRU_32__
#endif

#endif
