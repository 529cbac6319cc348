import type { AbiId } from '../target/abi.js';

/**
 * How C code asks in `#if` whether it is compiled for an ABI: by macros that gcc and clang predefine for the target.
 * Each condition holds on its own ABI and on none of the others here; the test asks the cross compilers. Where a target
 * comes in both byte orders, the condition names the one that the ABI table describes.
 */
export const abiConditions: Readonly<Record<AbiId, string>> = {
  x86_64: 'defined(__x86_64__) && !defined(__ILP32__)',
  i386: 'defined(__i386__)',
  x32: 'defined(__x86_64__) && defined(__ILP32__)',
  arm: 'defined(__arm__) && defined(__ARM_EABI__) && !defined(__ARMEB__)',
  'arm-oabi': 'defined(__arm__) && !defined(__ARM_EABI__) && !defined(__ARMEB__)',
  aarch64: 'defined(__aarch64__) && !defined(__ILP32__) && !defined(__AARCH64EB__)',
  m68k: 'defined(__m68k__) && !defined(__mcoldfire__)',
  mips: 'defined(__mips__) && defined(__MIPSEB__) && _MIPS_SIM == _ABIO32',
  powerpc: 'defined(__powerpc__) && !defined(__powerpc64__) && defined(__BIG_ENDIAN__)',
  powerpc64: 'defined(__powerpc64__) && defined(__BIG_ENDIAN__)',
  sparc64: 'defined(__sparc__) && defined(__arch64__)',
  alpha: 'defined(__alpha__)',
  hppa: 'defined(__hppa__) && !defined(__LP64__)',
  s390x: 'defined(__s390x__)',
  riscv64: 'defined(__riscv) && __riscv_xlen == 64',
  sh4: 'defined(__sh__) && defined(__LITTLE_ENDIAN__)',
};
