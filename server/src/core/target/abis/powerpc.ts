import type { Abi } from '../abi.js';

/**
 * 32-bit PowerPC.
 *
 * "measured": what powerpc-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/powerpc.json`, which `abis.test.ts` compares with every number here.
 */
export const powerpc: Abi = {
  id: 'powerpc',
  title: 'PowerPC (ILP32, big endian)',
  dataModel: 'ILP32',
  endian: 'big', // measured
  charSigned: false, // measured
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // measured
    short: { sizeBytes: 2, alignBytes: 2 }, // measured
    int: { sizeBytes: 4, alignBytes: 4 }, // measured
    long: { sizeBytes: 4, alignBytes: 4 }, // measured
    'long long': { sizeBytes: 8, alignBytes: 8 }, // measured
    __int128: { sizeBytes: 16, alignBytes: 16, missing: true }, // gcc has no such type here; placeholder
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // measured
    float: { sizeBytes: 4, alignBytes: 4 }, // measured
    double: { sizeBytes: 8, alignBytes: 8 }, // measured
    'long double': { sizeBytes: 16, alignBytes: 16 }, // measured
    _Float128: { sizeBytes: 16, alignBytes: 16, missing: true }, // gcc has no such type here; placeholder
    pointer: { sizeBytes: 4, alignBytes: 4 }, // measured
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
    nrBits: 8, // arch/powerpc/include/uapi/asm/ioctl.h
    typeBits: 8, // arch/powerpc/include/uapi/asm/ioctl.h
    sizeBits: 13, // arch/powerpc/include/uapi/asm/ioctl.h
    dirBits: 3, // arch/powerpc/include/uapi/asm/ioctl.h
    none: 1, // arch/powerpc/include/uapi/asm/ioctl.h
    read: 2, // arch/powerpc/include/uapi/asm/ioctl.h
    write: 4, // arch/powerpc/include/uapi/asm/ioctl.h
  },
  kernelArch: 'powerpc',
  triplets: ['powerpc-linux-gnu', 'powerpc64-linux-gnu', 'powerpc64le-linux-gnu'],
  compiler: { command: 'powerpc-linux-gnu-gcc-12', flags: [] },
};
