import type { Abi } from '../abi.js';

/**
 * 32-bit Arm, AAPCS, as `gnueabi` and `gnueabihf` agree on it.
 * The trap: unnamed bit-fields align the record that holds them.
 *
 * "measured": what arm-linux-gnueabi-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/arm.json`, which `abis.test.ts` compares with every number here.
 */
export const arm: Abi = {
  id: 'arm',
  title: 'Arm EABI (ILP32, little endian)',
  dataModel: 'ILP32',
  endian: 'little', // measured
  charSigned: false, // AAPCS32, Arithmetic types
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // AAPCS32, Fundamental Data Types
    short: { sizeBytes: 2, alignBytes: 2 }, // AAPCS32, Fundamental Data Types
    int: { sizeBytes: 4, alignBytes: 4 }, // AAPCS32, Fundamental Data Types
    long: { sizeBytes: 4, alignBytes: 4 }, // AAPCS32, Fundamental Data Types
    'long long': { sizeBytes: 8, alignBytes: 8 }, // AAPCS32, Fundamental Data Types
    __int128: { sizeBytes: 16, alignBytes: 8, missing: true }, // gcc has no such type here; placeholder
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // AAPCS32, Fundamental Data Types
    float: { sizeBytes: 4, alignBytes: 4 }, // AAPCS32, Fundamental Data Types
    double: { sizeBytes: 8, alignBytes: 8 }, // AAPCS32, Fundamental Data Types
    'long double': { sizeBytes: 8, alignBytes: 8 }, // AAPCS32, Fundamental Data Types
    _Float128: { sizeBytes: 16, alignBytes: 8, missing: true }, // gcc has no such type here; placeholder
    pointer: { sizeBytes: 4, alignBytes: 4 }, // AAPCS32, Fundamental Data Types
  },
  sizeType: 'unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'int', // measured: __PTRDIFF_TYPE__
  wcharType: 'unsigned int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  largestVectorAlignBytes: 8, // AAPCS: containerized vectors; measured
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 8, // measured: __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: true, // measured
  unnamedBitFieldAlignment: { kind: 'declared-type' }, // AAPCS32, Bit-fields
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
  compiler: { command: 'arm-linux-gnueabi-gcc-12', flags: [] },
};
