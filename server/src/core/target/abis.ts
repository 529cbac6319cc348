/**
 * The ABIs that this program knows, one table each in `abis/`, in the order of `AbiId`. A new ABI is one new table and
 * one line here; predefined macros and goldens are generated from the compiler that the table names.
 */
import type { Abi, AbiId } from './abi.js';
import { aarch64 } from './abis/aarch64.js';
import { alpha } from './abis/alpha.js';
import { arm } from './abis/arm.js';
import { armOabi } from './abis/arm-oabi.js';
import { hppa } from './abis/hppa.js';
import { i386 } from './abis/i386.js';
import { m68k } from './abis/m68k.js';
import { mips } from './abis/mips.js';
import { powerpc } from './abis/powerpc.js';
import { powerpc64 } from './abis/powerpc64.js';
import { riscv64 } from './abis/riscv64.js';
import { s390x } from './abis/s390x.js';
import { sh4 } from './abis/sh4.js';
import { sparc64 } from './abis/sparc64.js';
import { x32 } from './abis/x32.js';
import { x86_64 } from './abis/x86_64.js';

/** Every ABI, in the order in which reports list them. */
export const ALL_ABIS: readonly Abi[] = [
  x86_64,
  i386,
  x32,
  arm,
  armOabi,
  aarch64,
  m68k,
  mips,
  powerpc,
  powerpc64,
  sparc64,
  alpha,
  hppa,
  s390x,
  riscv64,
  sh4,
];

const abisById: ReadonlyMap<string, Abi> = new Map(ALL_ABIS.map((abi) => [abi.id, abi]));

/** The table of one ABI. A string from outside may name none: then `undefined`. */
export function abiById(id: AbiId): Abi;
export function abiById(id: string): Abi | undefined;
export function abiById(id: string): Abi | undefined {
  return abisById.get(id);
}
