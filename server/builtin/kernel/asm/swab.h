/* <asm/swab.h>: an architecture's own byte swaps. Here there are none: <linux/swab.h> swaps in plain C. */
#ifndef _ASM_SWAB_H
#define _ASM_SWAB_H

#include <asm-generic/swab.h>

#endif
