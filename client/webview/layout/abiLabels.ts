/** How a group of ABIs that agree is called on a button, where there is room for one name and a number. */

import { l10n } from '../shared/l10n.js';

/** `x86_64` and `+11 alike`; two are both named. */
export function groupLabel(abis: readonly string[]): { readonly name: string; readonly others: string } {
  const [name = l10n.t('no ABI'), ...others] = abis;
  if (others.length === 0) return { name, others: '' };
  return { name, others: others.length === 1 ? others[0] : l10n.t('+{0} alike', others.length) };
}

/** All names, for the line above a picture; the first few where there are many. */
export function groupTitle(abis: readonly string[], most = 6): string {
  return abis.length <= most ? abis.join(' · ') : `${abis.slice(0, most).join(' · ')} · …`;
}

/** The index of the layout that an ABI has; the first where the ABI has none. */
export function indexOfAbi(layouts: readonly { readonly abis: readonly string[] }[], abi: string | null): number {
  const index = abi === null ? 0 : layouts.findIndex(({ abis }) => abis.includes(abi));
  return Math.max(0, index);
}
