import type { Abi } from '../abi.js';

/**
 * 32-bit pointers and longs with the registers and alignments of x86-64.
 *
 * "measured": what x86_64-linux-gnux32-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/x32.json`, which `abis.test.ts` compares with every number here.
 */
export const x32: Abi = {
  id: 'x32',
  title: 'x32 (ILP32 on x86-64, little endian)',
  dataModel: 'ILP32',
  endian: 'little', // measured
  charSigned: true, // AMD64 psABI, ILP32 programming model
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // AMD64 psABI, ILP32 programming model
    short: { sizeBytes: 2, alignBytes: 2 }, // AMD64 psABI, ILP32 programming model
    int: { sizeBytes: 4, alignBytes: 4 }, // AMD64 psABI, ILP32 programming model
    long: { sizeBytes: 4, alignBytes: 4 }, // AMD64 psABI, ILP32 programming model
    'long long': { sizeBytes: 8, alignBytes: 8 }, // AMD64 psABI, ILP32 programming model
    __int128: { sizeBytes: 16, alignBytes: 16 }, // AMD64 psABI, ILP32 programming model
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // AMD64 psABI, ILP32 programming model
    float: { sizeBytes: 4, alignBytes: 4 }, // AMD64 psABI, ILP32 programming model
    double: { sizeBytes: 8, alignBytes: 8 }, // AMD64 psABI, ILP32 programming model
    'long double': { sizeBytes: 16, alignBytes: 16 }, // AMD64 psABI, ILP32 programming model
    _Float128: { sizeBytes: 16, alignBytes: 16 }, // measured
    pointer: { sizeBytes: 4, alignBytes: 4 }, // AMD64 psABI, ILP32 programming model
  },
  sizeType: 'unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'int', // measured: __PTRDIFF_TYPE__
  wcharType: 'long int', // measured: __WCHAR_TYPE__
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
  triplets: ['x86_64-linux-gnux32', 'x86_64-linux-gnu', 'i386-linux-gnu'],
  compiler: { command: 'x86_64-linux-gnux32-gcc-12', flags: [] },
};
