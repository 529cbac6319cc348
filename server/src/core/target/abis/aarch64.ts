import type { Abi } from '../abi.js';

/**
 * 64-bit Arm, AAPCS64.
 * The trap: unnamed bit-fields align the record that holds them.
 *
 * "measured": what aarch64-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/aarch64.json`, which `abis.test.ts` compares with every number here.
 */
export const aarch64: Abi = {
  id: 'aarch64',
  title: 'AArch64 (LP64, little endian)',
  dataModel: 'LP64',
  endian: 'little', // measured
  charSigned: false, // AAPCS64, Arithmetic types
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // AAPCS64, Fundamental Data Types
    short: { sizeBytes: 2, alignBytes: 2 }, // AAPCS64, Fundamental Data Types
    int: { sizeBytes: 4, alignBytes: 4 }, // AAPCS64, Fundamental Data Types
    long: { sizeBytes: 8, alignBytes: 8 }, // AAPCS64, Fundamental Data Types
    'long long': { sizeBytes: 8, alignBytes: 8 }, // AAPCS64, Fundamental Data Types
    __int128: { sizeBytes: 16, alignBytes: 16 }, // AAPCS64, Fundamental Data Types
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // AAPCS64, Fundamental Data Types
    float: { sizeBytes: 4, alignBytes: 4 }, // AAPCS64, Fundamental Data Types
    double: { sizeBytes: 8, alignBytes: 8 }, // AAPCS64, Fundamental Data Types
    'long double': { sizeBytes: 16, alignBytes: 16 }, // AAPCS64, Fundamental Data Types
    _Float128: { sizeBytes: 16, alignBytes: 16 }, // measured
    pointer: { sizeBytes: 8, alignBytes: 8 }, // AAPCS64, Fundamental Data Types
  },
  sizeType: 'long unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'long int', // measured: __PTRDIFF_TYPE__
  wcharType: 'unsigned int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 16, // measured: __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: true, // measured
  unnamedBitFieldAlignment: { kind: 'declared-type' }, // AAPCS64, Bit-fields
  ioctl: {
    nrBits: 8, // include/uapi/asm-generic/ioctl.h
    typeBits: 8, // include/uapi/asm-generic/ioctl.h
    sizeBits: 14, // include/uapi/asm-generic/ioctl.h
    dirBits: 2, // include/uapi/asm-generic/ioctl.h
    none: 0, // include/uapi/asm-generic/ioctl.h
    read: 2, // include/uapi/asm-generic/ioctl.h
    write: 1, // include/uapi/asm-generic/ioctl.h
  },
  kernelArch: 'arm64',
  triplets: ['aarch64-linux-gnu'],
  compiler: { command: 'aarch64-linux-gnu-gcc-12', flags: [] },
};
