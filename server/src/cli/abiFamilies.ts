import type { Abi, IoctlEncoding } from '../core/index.js';

/** ABIs that pack an ioctl number in the same way. */
export interface AbiFamily {
  readonly encoding: IoctlEncoding;
  readonly abis: readonly Abi[];
}

/**
 * The families among `abis`, in their order. There are three among all: the generic one, mips and relatives, and hppa.
 */
export function abiFamilies(abis: readonly Abi[]): readonly AbiFamily[] {
  const families = new Map<string, { encoding: IoctlEncoding; abis: Abi[] }>();
  for (const abi of abis) {
    const key = JSON.stringify(abi.ioctl);
    const family = families.get(key);
    if (family === undefined) families.set(key, { encoding: abi.ioctl, abis: [abi] });
    else family.abis.push(abi);
  }
  return [...families.values()];
}
