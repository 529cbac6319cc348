import type { Abi } from '../abi.js';

/**
 * 32-bit Arm before the EABI (a kernel with CONFIG_OABI_COMPAT serves it).
 * The traps: every record is padded to 4 bytes, and 64-bit types align to 4.
 *
 * "measured": what arm-linux-gnueabi-gcc-12 (12.2) -mabi=apcs-gnu answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/arm-oabi.json`, which `abis.test.ts` compares with every number here.
 */
export const armOabi: Abi = {
  id: 'arm-oabi',
  title: 'Arm OABI (ILP32, little endian)',
  dataModel: 'ILP32',
  endian: 'little', // measured
  charSigned: false, // measured
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // measured
    short: { sizeBytes: 2, alignBytes: 2 }, // measured
    int: { sizeBytes: 4, alignBytes: 4 }, // measured
    long: { sizeBytes: 4, alignBytes: 4 }, // measured
    'long long': { sizeBytes: 8, alignBytes: 4 }, // measured
    __int128: { sizeBytes: 16, alignBytes: 4, missing: true }, // gcc has no such type here; placeholder
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // measured
    float: { sizeBytes: 4, alignBytes: 4 }, // measured
    double: { sizeBytes: 8, alignBytes: 4 }, // measured
    'long double': { sizeBytes: 8, alignBytes: 4 }, // measured
    _Float128: { sizeBytes: 16, alignBytes: 4, missing: true }, // gcc has no such type here; placeholder
    pointer: { sizeBytes: 4, alignBytes: 4 }, // measured
  },
  sizeType: 'unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'int', // measured: __PTRDIFF_TYPE__
  wcharType: 'long int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 4, // measured: gcc manual, -mstructure-size-boundary (32 for apcs-gnu)
  biggestAlignBytes: 4, // measured: __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: true, // measured
  unnamedBitFieldAlignment: { kind: 'none' }, // measured
  ioctl: {
    nrBits: 8, // include/uapi/asm-generic/ioctl.h
    typeBits: 8, // include/uapi/asm-generic/ioctl.h
    sizeBits: 14, // include/uapi/asm-generic/ioctl.h
    dirBits: 2, // include/uapi/asm-generic/ioctl.h
    none: 0, // include/uapi/asm-generic/ioctl.h
    read: 2, // include/uapi/asm-generic/ioctl.h
    write: 1, // include/uapi/asm-generic/ioctl.h
  },
  kernelArch: 'arm',
  triplets: ['arm-linux-gnueabi', 'arm-linux-gnueabihf'],
  compiler: { command: 'arm-linux-gnueabi-gcc-12', flags: ['-mabi=apcs-gnu'] },
};
