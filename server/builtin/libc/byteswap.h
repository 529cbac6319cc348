/* <byteswap.h>: byte swaps. All are constant expressions when their argument is one. */
#ifndef _BYTESWAP_H
#define _BYTESWAP_H 1

#include <features.h>

#define __bswap_16(x) ((__UINT16_TYPE__)((((x) >> 8) & 0xff) | (((x) & 0xff) << 8)))

#define __bswap_32(x) \
	((((x) & 0xff000000U) >> 24) | (((x) & 0x00ff0000U) >> 8) | (((x) & 0x0000ff00U) << 8) | (((x) & 0x000000ffU) << 24))

#define __bswap_64(x) \
	(((__UINT64_TYPE__)__bswap_32((__UINT32_TYPE__)(x)) << 32) | __bswap_32((__UINT32_TYPE__)((__UINT64_TYPE__)(x) >> 32)))

#define bswap_16(x) __bswap_16(x)
#define bswap_32(x) __bswap_32(x)
#define bswap_64(x) __bswap_64(x)

#endif
