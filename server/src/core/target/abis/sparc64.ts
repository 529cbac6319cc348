import type { Abi } from '../abi.js';

/**
 * 64-bit SPARC.
 * The trap: size and direction overlap. `_IOC_SIZE` is 0 for `_IOC_NONE` commands and has 14 bits for the others.
 *
 * "measured": what sparc64-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/sparc64.json`, which `abis.test.ts` compares with every number here.
 */
export const sparc64: Abi = {
  id: 'sparc64',
  title: 'SPARC V9 (LP64, big endian)',
  dataModel: 'LP64',
  endian: 'big', // measured
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
    nrBits: 8, // arch/sparc/include/uapi/asm/ioctl.h
    typeBits: 8, // arch/sparc/include/uapi/asm/ioctl.h
    sizeBits: 13, // arch/sparc/include/uapi/asm/ioctl.h
    dirBits: 3, // arch/sparc/include/uapi/asm/ioctl.h
    none: 1, // arch/sparc/include/uapi/asm/ioctl.h
    read: 2, // arch/sparc/include/uapi/asm/ioctl.h
    write: 4, // arch/sparc/include/uapi/asm/ioctl.h
    sizeTakesDirectionBit: true, // arch/sparc/include/uapi/asm/ioctl.h: _IOC_XSIZEMASK
  },
  kernelArch: 'sparc',
  triplets: ['sparc64-linux-gnu', 'sparc-linux-gnu'],
  compiler: { command: 'sparc64-linux-gnu-gcc-12', flags: [] },
};
