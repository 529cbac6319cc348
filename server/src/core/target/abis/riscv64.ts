import type { Abi } from '../abi.js';

/**
 * 64-bit RISC-V, LP64D.
 *
 * "measured": what riscv64-linux-gnu-gcc-12 (12.2) answers to `scripts/probe-abi.mjs`; the answers are in
 * `test/golden/abi/riscv64.json`, which `abis.test.ts` compares with every number here.
 */
export const riscv64: Abi = {
  id: 'riscv64',
  title: 'RISC-V 64 (LP64, little endian)',
  dataModel: 'LP64',
  endian: 'little', // measured
  charSigned: false, // RISC-V psABI, C/C++ type representations
  scalars: {
    char: { sizeBytes: 1, alignBytes: 1 }, // RISC-V psABI, C/C++ type sizes and alignments
    short: { sizeBytes: 2, alignBytes: 2 }, // RISC-V psABI, C/C++ type sizes and alignments
    int: { sizeBytes: 4, alignBytes: 4 }, // RISC-V psABI, C/C++ type sizes and alignments
    long: { sizeBytes: 8, alignBytes: 8 }, // RISC-V psABI, C/C++ type sizes and alignments
    'long long': { sizeBytes: 8, alignBytes: 8 }, // RISC-V psABI, C/C++ type sizes and alignments
    __int128: { sizeBytes: 16, alignBytes: 16 }, // RISC-V psABI, C/C++ type sizes and alignments
    _Bool: { sizeBytes: 1, alignBytes: 1 }, // RISC-V psABI, C/C++ type sizes and alignments
    float: { sizeBytes: 4, alignBytes: 4 }, // RISC-V psABI, C/C++ type sizes and alignments
    double: { sizeBytes: 8, alignBytes: 8 }, // RISC-V psABI, C/C++ type sizes and alignments
    'long double': { sizeBytes: 16, alignBytes: 16 }, // RISC-V psABI, C/C++ type sizes and alignments
    _Float128: { sizeBytes: 16, alignBytes: 16 }, // measured
    pointer: { sizeBytes: 8, alignBytes: 8 }, // RISC-V psABI, C/C++ type sizes and alignments
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
  kernelArch: 'riscv',
  triplets: ['riscv64-linux-gnu'],
  compiler: { command: 'riscv64-linux-gnu-gcc-12', flags: [] },
};
