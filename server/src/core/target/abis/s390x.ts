import type { Abi } from '../abi.js';

/**
 * 64-bit z/Architecture.
 * The trap: 16-byte types align to 8.
 *
 * "measured": what s390x-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/s390x.json`, which `abis.test.ts` compares with every number here.
 */
export const s390x: Abi = {
  id: 's390x',
  title: 's390x (LP64, big endian)',
  dataModel: 'LP64',
  endian: 'big', // measured
  charSigned: false, // s390x ELF ABI, Scalar Types
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // s390x ELF ABI, Scalar Types
    short: { sizeBytes: 2, alignBytes: 2 }, // s390x ELF ABI, Scalar Types
    int: { sizeBytes: 4, alignBytes: 4 }, // s390x ELF ABI, Scalar Types
    long: { sizeBytes: 8, alignBytes: 8 }, // s390x ELF ABI, Scalar Types
    'long long': { sizeBytes: 8, alignBytes: 8 }, // s390x ELF ABI, Scalar Types
    __int128: { sizeBytes: 16, alignBytes: 8 }, // s390x ELF ABI, Scalar Types
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // s390x ELF ABI, Scalar Types
    float: { sizeBytes: 4, alignBytes: 4 }, // s390x ELF ABI, Scalar Types
    double: { sizeBytes: 8, alignBytes: 8 }, // s390x ELF ABI, Scalar Types
    'long double': { sizeBytes: 16, alignBytes: 8 }, // s390x ELF ABI, Scalar Types
    _Float128: { sizeBytes: 16, alignBytes: 8 }, // measured
    pointer: { sizeBytes: 8, alignBytes: 8 }, // s390x ELF ABI, Scalar Types
  },
  sizeType: 'long unsigned int', // measured: __SIZE_TYPE__
  ptrdiffType: 'long int', // measured: __PTRDIFF_TYPE__
  wcharType: 'int', // measured: __WCHAR_TYPE__
  wintType: 'unsigned int', // measured: __WINT_TYPE__
  minRecordAlignBytes: 1, // measured
  biggestAlignBytes: 8, // measured: __BIGGEST_ALIGNMENT__
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
  kernelArch: 's390',
  triplets: ['s390x-linux-gnu', 's390-linux-gnu'],
  compiler: { command: 's390x-linux-gnu-gcc-12', flags: [] },
};
