import { type Abi, ALL_ABIS, abiById, didYouMean } from '../core/index.js';
import { UsageError } from './usageError.js';

/**
 * The value of `--abi`: ids with commas between them, or `all`. Each ABI comes once, in the order given.
 *
 * @throws UsageError for an id that does not exist, with the ids that do
 */
export function parseAbiList(value: string): readonly Abi[] {
  if (value === 'all') return ALL_ABIS;
  const chosen = new Set<Abi>();
  for (const id of value.split(',').map((part) => part.trim())) {
    if (id === 'all') return ALL_ABIS;
    if (id !== '') chosen.add(abiFromId(id));
  }
  if (chosen.size === 0) throw new UsageError(`--abi names no ABI; known ABIs: ${knownIds()}`);
  return [...chosen];
}

/** @throws UsageError for an id that does not exist, with the ids that do */
export function abiFromId(id: string): Abi {
  const abi = abiById(id);
  if (abi !== undefined) return abi;
  const ids = ALL_ABIS.map((known) => known.id);
  throw new UsageError(`unknown ABI '${id}'${didYouMean(id, ids)}; known ABIs: ${knownIds()}`);
}

function knownIds(): string {
  return `${ALL_ABIS.map((abi) => abi.id).join(', ')}, or 'all'`;
}
