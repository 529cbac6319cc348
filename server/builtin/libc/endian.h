/* <endian.h>: the byte order of the ABI, and conversions. */
#ifndef _ENDIAN_H
#define _ENDIAN_H 1

#include <features.h>
#include <byteswap.h>

#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __PDP_ENDIAN 3412
#define __BYTE_ORDER __BYTE_ORDER__
#define __FLOAT_WORD_ORDER __BYTE_ORDER

#define LITTLE_ENDIAN __LITTLE_ENDIAN
#define BIG_ENDIAN __BIG_ENDIAN
#define PDP_ENDIAN __PDP_ENDIAN
#define BYTE_ORDER __BYTE_ORDER

#if __BYTE_ORDER == __LITTLE_ENDIAN
#define htobe16(x) __bswap_16(x)
#define htole16(x) ((__UINT16_TYPE__)(x))
#define be16toh(x) __bswap_16(x)
#define le16toh(x) ((__UINT16_TYPE__)(x))
#define htobe32(x) __bswap_32(x)
#define htole32(x) ((__UINT32_TYPE__)(x))
#define be32toh(x) __bswap_32(x)
#define le32toh(x) ((__UINT32_TYPE__)(x))
#define htobe64(x) __bswap_64(x)
#define htole64(x) ((__UINT64_TYPE__)(x))
#define be64toh(x) __bswap_64(x)
#define le64toh(x) ((__UINT64_TYPE__)(x))
#else
#define htobe16(x) ((__UINT16_TYPE__)(x))
#define htole16(x) __bswap_16(x)
#define be16toh(x) ((__UINT16_TYPE__)(x))
#define le16toh(x) __bswap_16(x)
#define htobe32(x) ((__UINT32_TYPE__)(x))
#define htole32(x) __bswap_32(x)
#define be32toh(x) ((__UINT32_TYPE__)(x))
#define le32toh(x) __bswap_32(x)
#define htobe64(x) ((__UINT64_TYPE__)(x))
#define htole64(x) __bswap_64(x)
#define be64toh(x) ((__UINT64_TYPE__)(x))
#define le64toh(x) __bswap_64(x)
#endif

#endif
