/* <asm-generic/types.h>: the fixed-width types of architectures without an <asm/types.h> of their own. */
#ifndef _ASM_GENERIC_TYPES_H
#define _ASM_GENERIC_TYPES_H

#include <asm-generic/int-ll64.h>

#endif
