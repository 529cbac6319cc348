import type { Abi } from '../abi.js';

/**
 * DEC Alpha.
 *
 * "measured": what alpha-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/alpha.json`, which `abis.test.ts` compares with every number here.
 */
export const alpha: Abi = {
  id: 'alpha',
  title: 'Alpha (LP64, little endian)',
  dataModel: 'LP64',
  endian: 'little', // measured
  charSigned: true, // measured
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // measured
    short: { sizeBytes: 2, alignBytes: 2 }, // measured
    int: { sizeBytes: 4, alignBytes: 4 }, // measured
    long: { sizeBytes: 8, alignBytes: 8 }, // measured
    'long long': { sizeBytes: 8, alignBytes: 8 }, // measured
    __int128: { sizeBytes: 16, alignBytes: 16 }, // measured
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // measured
    float: { sizeBytes: 4, alignBytes: 4 }, // measured
    double: { sizeBytes: 8, alignBytes: 8 }, // measured
    'long double': { sizeBytes: 16, alignBytes: 16 }, // measured
    _Float128: { sizeBytes: 16, alignBytes: 16 }, // measured
    pointer: { sizeBytes: 8, alignBytes: 8 }, // measured
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
    nrBits: 8, // arch/alpha/include/uapi/asm/ioctl.h
    typeBits: 8, // arch/alpha/include/uapi/asm/ioctl.h
    sizeBits: 13, // arch/alpha/include/uapi/asm/ioctl.h
    dirBits: 3, // arch/alpha/include/uapi/asm/ioctl.h
    none: 1, // arch/alpha/include/uapi/asm/ioctl.h
    read: 2, // arch/alpha/include/uapi/asm/ioctl.h
    write: 4, // arch/alpha/include/uapi/asm/ioctl.h
  },
  kernelArch: 'alpha',
  triplets: ['alpha-linux-gnu'],
  compiler: { command: 'alpha-linux-gnu-gcc-12', flags: [] },
};
