import type { Abi } from '../abi.js';

/**
 * 32-bit MIPS, o32, big endian.
 *
 * "measured": what mips-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/mips.json`, which `abis.test.ts` compares with every number here.
 */
export const mips: Abi = {
  id: 'mips',
  title: 'MIPS o32 (ILP32, big endian)',
  dataModel: 'ILP32',
  endian: 'big', // measured
  charSigned: true, // measured
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // measured
    short: { sizeBytes: 2, alignBytes: 2 }, // measured
    int: { sizeBytes: 4, alignBytes: 4 }, // measured
    long: { sizeBytes: 4, alignBytes: 4 }, // measured
    'long long': { sizeBytes: 8, alignBytes: 8 }, // measured
    __int128: { sizeBytes: 16, alignBytes: 8, missing: true }, // gcc has no such type here; placeholder
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // measured
    float: { sizeBytes: 4, alignBytes: 4 }, // measured
    double: { sizeBytes: 8, alignBytes: 8 }, // measured
    'long double': { sizeBytes: 8, alignBytes: 8 }, // measured
    _Float128: { sizeBytes: 16, alignBytes: 8, missing: true }, // gcc has no such type here; placeholder
    pointer: { sizeBytes: 4, alignBytes: 4 }, // measured
  },
  sizeType: 'unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'int', // measured: __PTRDIFF_TYPE__
  wcharType: 'int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 8, // measured: __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: true, // measured
  unnamedBitFieldAlignment: { kind: 'none' }, // measured
  ioctl: {
    nrBits: 8, // arch/mips/include/uapi/asm/ioctl.h
    typeBits: 8, // arch/mips/include/uapi/asm/ioctl.h
    sizeBits: 13, // arch/mips/include/uapi/asm/ioctl.h
    dirBits: 3, // arch/mips/include/uapi/asm/ioctl.h
    none: 1, // arch/mips/include/uapi/asm/ioctl.h
    read: 2, // arch/mips/include/uapi/asm/ioctl.h
    write: 4, // arch/mips/include/uapi/asm/ioctl.h
  },
  kernelArch: 'mips',
  triplets: ['mips-linux-gnu', 'mipsel-linux-gnu', 'mips64-linux-gnuabi64', 'mips64el-linux-gnuabi64'],
  compiler: { command: 'mips-linux-gnu-gcc-12', flags: [] },
};
