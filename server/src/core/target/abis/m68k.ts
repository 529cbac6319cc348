import type { Abi } from '../abi.js';

/**
 * Motorola 68000 family.
 * The traps: nothing aligns to more than 2, a bit-field aligns nothing, and a zero-width one aligns to 2.
 *
 * "measured": what m68k-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/m68k.json`, which `abis.test.ts` compares with every number here.
 */
export const m68k: Abi = {
  id: 'm68k',
  title: 'm68k (ILP32, big endian)',
  dataModel: 'ILP32',
  endian: 'big', // measured
  charSigned: true, // measured
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // measured
    short: { sizeBytes: 2, alignBytes: 2 }, // measured
    int: { sizeBytes: 4, alignBytes: 2 }, // measured
    long: { sizeBytes: 4, alignBytes: 2 }, // measured
    'long long': { sizeBytes: 8, alignBytes: 2 }, // measured
    __int128: { sizeBytes: 16, alignBytes: 2, missing: true }, // gcc has no such type here; placeholder
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // measured
    float: { sizeBytes: 4, alignBytes: 2 }, // measured
    double: { sizeBytes: 8, alignBytes: 2 }, // measured
    'long double': { sizeBytes: 12, alignBytes: 2 }, // measured
    _Float128: { sizeBytes: 16, alignBytes: 2, missing: true }, // gcc has no such type here; placeholder
    pointer: { sizeBytes: 4, alignBytes: 2 }, // measured
  },
  sizeType: 'unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'int', // measured: __PTRDIFF_TYPE__
  wcharType: 'long int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 2, // measured: __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: false, // measured
  unnamedBitFieldAlignment: { kind: 'zero-width', alignBytes: 2 }, // measured
  ioctl: {
    nrBits: 8, // include/uapi/asm-generic/ioctl.h
    typeBits: 8, // include/uapi/asm-generic/ioctl.h
    sizeBits: 14, // include/uapi/asm-generic/ioctl.h
    dirBits: 2, // include/uapi/asm-generic/ioctl.h
    none: 0, // include/uapi/asm-generic/ioctl.h
    read: 2, // include/uapi/asm-generic/ioctl.h
    write: 1, // include/uapi/asm-generic/ioctl.h
  },
  kernelArch: 'm68k',
  triplets: ['m68k-linux-gnu'],
  compiler: { command: 'm68k-linux-gnu-gcc-12', flags: [] },
};
