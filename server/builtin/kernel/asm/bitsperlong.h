/* <asm/bitsperlong.h>: __BITS_PER_LONG, which is 32 on x32 too. */
#ifndef _ASM_BITSPERLONG_H
#define _ASM_BITSPERLONG_H

#include <asm-generic/bitsperlong.h>

#endif
