import type { Abi } from '../abi.js';

/**
 * Linux on 64-bit x86.
 *
 * "measured": what x86_64-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/x86_64.json`, which `abis.test.ts` compares with every number here.
 */
export const x86_64: Abi = {
  id: 'x86_64',
  title: 'x86-64 (LP64, little endian)',
  dataModel: 'LP64',
  endian: 'little', // measured
  charSigned: true, // AMD64 psABI 3.1.2
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // AMD64 psABI 3.1.2
    short: { sizeBytes: 2, alignBytes: 2 }, // AMD64 psABI 3.1.2
    int: { sizeBytes: 4, alignBytes: 4 }, // AMD64 psABI 3.1.2
    long: { sizeBytes: 8, alignBytes: 8 }, // AMD64 psABI 3.1.2
    'long long': { sizeBytes: 8, alignBytes: 8 }, // AMD64 psABI 3.1.2
    __int128: { sizeBytes: 16, alignBytes: 16 }, // AMD64 psABI 3.1.2
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // AMD64 psABI 3.1.2
    float: { sizeBytes: 4, alignBytes: 4 }, // AMD64 psABI 3.1.2
    double: { sizeBytes: 8, alignBytes: 8 }, // AMD64 psABI 3.1.2
    'long double': { sizeBytes: 16, alignBytes: 16 }, // AMD64 psABI 3.1.2
    _Float128: { sizeBytes: 16, alignBytes: 16 }, // measured
    pointer: { sizeBytes: 8, alignBytes: 8 }, // AMD64 psABI 3.1.2
  },
  sizeType: 'long unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'long int', // measured: __PTRDIFF_TYPE__
  wcharType: 'int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 16, // measured: __BIGGEST_ALIGNMENT__
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
  kernelArch: 'x86',
  triplets: ['x86_64-linux-gnu', 'x86_64-linux-gnux32', 'i386-linux-gnu'],
  compiler: { command: 'x86_64-linux-gnu-gcc-12', flags: [] },
};
