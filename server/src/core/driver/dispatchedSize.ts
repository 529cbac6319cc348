/**
 * Dispatchers that read the caller's size first and copy the record by it, as iommufd and fwctl do: which members of their
 * private record hold the size, the user address and the copy. Handlers get a pointer to that record.
 */

import { codeType, recordTag } from './codeTypes.js';
import type { DriverSource } from './driverSource.js';
import { objectPlace } from './events.js';
import { functionFacts } from './functionFacts.js';
import { placeOf } from './places.js';

export interface DispatchedSize {
  /** Tag of the dispatcher's private record. */
  readonly tag: string;
  /** Names of its members. */
  readonly sizeMember: string;
  readonly bufferMember: string;
  /** Absent where it keeps no user address. */
  readonly addressMember?: string;
}

const memo = new WeakMap<DriverSource, readonly DispatchedSize[]>();

export function dispatchedSizes(source: DriverSource): readonly DispatchedSize[] {
  let found = memo.get(source);
  if (found === undefined) {
    found = [...source.functions.values()].flat().flatMap(({ definition, surface }) => {
      const { start, end } = definition.bodySpan;
      const text = surface.file.text.slice(start, end);
      return /\bget_user\b/.test(text) && /\bcopy_struct_from_user\b/.test(text)
        ? dispatchedIn(source, definition)
        : [];
    });
    memo.set(source, found);
  }
  return found;
}

function dispatchedIn(
  source: DriverSource,
  definition: Parameters<typeof functionFacts>[1],
): readonly DispatchedSize[] {
  const facts = functionFacts(source, definition);
  return facts.accesses.flatMap(({ access: first }) => {
    if (first.name !== 'get_user') return [];
    const [size, base] = [objectPlace(first, facts.targets), facts.userAddress(first.user)];
    const [, owner, sizeMember] = /^(\w+)\.(\w+)$/.exec(size ?? '') ?? [];
    const variable = owner === undefined ? undefined : facts.variable(owner, first.call.start);
    const tag = variable === undefined ? undefined : recordTag(codeType(variable.type));
    if (tag === undefined || base === undefined) return [];
    return facts.accesses.flatMap(({ access }) => {
      if (access.name !== 'copy_struct_from_user' || access.size === undefined || access.object === undefined)
        return [];
      if (placeOf(access.size, facts.targets) !== size || facts.userAddress(access.user) !== base) return [];
      const bufferMember = memberOf(placeOf(access.object, facts.targets), owner);
      const addressMember = memberOf(placeOf(access.user, facts.targets), owner);
      if (bufferMember === undefined) return [];
      return [{ tag, sizeMember, bufferMember, ...(addressMember === undefined ? {} : { addressMember }) }];
    });
  });
}

function memberOf(place: string | undefined, owner: string): string | undefined {
  return place?.startsWith(`${owner}.`) && /^\w+\.\w+$/.test(place) ? place.slice(owner.length + 1) : undefined;
}
