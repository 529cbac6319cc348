import type { Abi } from '../abi.js';

/**
 * Linux on 32-bit x86, and 32-bit programs on a 64-bit kernel.
 * The trap: `long long` and `double` align to 4 as members, though `__alignof__` says 8.
 *
 * "measured": what i686-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/i386.json`, which `abis.test.ts` compares with every number here.
 */
export const i386: Abi = {
  id: 'i386',
  title: 'i386 (ILP32, little endian)',
  dataModel: 'ILP32',
  endian: 'little', // measured
  charSigned: true, // i386 psABI 1.1, table 2.1
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // i386 psABI 1.1, table 2.1
    short: { sizeBytes: 2, alignBytes: 2 }, // i386 psABI 1.1, table 2.1
    int: { sizeBytes: 4, alignBytes: 4 }, // i386 psABI 1.1, table 2.1
    long: { sizeBytes: 4, alignBytes: 4 }, // i386 psABI 1.1, table 2.1
    'long long': { sizeBytes: 8, alignBytes: 4, preferredAlignBytes: 8 }, // i386 psABI 1.1, table 2.1; __alignof__ measured
    __int128: { sizeBytes: 16, alignBytes: 16, missing: true }, // gcc has no such type here; placeholder
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // i386 psABI 1.1, table 2.1
    float: { sizeBytes: 4, alignBytes: 4 }, // i386 psABI 1.1, table 2.1
    double: { sizeBytes: 8, alignBytes: 4, preferredAlignBytes: 8 }, // i386 psABI 1.1, table 2.1; __alignof__ measured
    'long double': { sizeBytes: 12, alignBytes: 4 }, // i386 psABI 1.1, table 2.1
    _Float128: { sizeBytes: 16, alignBytes: 16 }, // measured
    pointer: { sizeBytes: 4, alignBytes: 4 }, // i386 psABI 1.1, table 2.1
  },
  sizeType: 'unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'int', // measured: __PTRDIFF_TYPE__
  wcharType: 'long int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 16, // measured: __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: true, // measured
  eightByteVectorAlignBytes: 4, // measured: without a vector unit it is an 8-byte integer to gcc
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
  kernelArch: 'x86',
  triplets: ['i386-linux-gnu', 'i686-linux-gnu', 'x86_64-linux-gnu', 'x86_64-linux-gnux32'],
  compiler: { command: 'i686-linux-gnu-gcc-12', flags: [] },
};
