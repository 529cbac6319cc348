/** What names say of the things they stand for. The lists follow scripts/check-uapi.sh of the kernel. */

/** A member that only holds a place: reserved, padding, unused. */
export function isReservedName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return /^_*(?:mbz|zero|fill|filler|spare)_*\d*$/i.test(name) || reserved.test(name);
}

const reserved =
  /(?:^|_)(?:reserved|reserve|rsvd|rsv|resvd|resv|rfu|align|pad|padding|pading|unused|spare|dummy|mbz)_*\d*[a-z]?$|(?:reserved|pad|padding|unused)_*\d*$|(?:^|_)res_*\d+$|^_*(?:pad|reserved|rsvd|resv|unused)(?:_|\d)/i;

/** A name for the end of a list or the size of something that grows: its value is meant to change. */
export function isSentinelName(name: string): boolean {
  return sentinel.test(name);
}

const sentinel =
  /(?:^|_)(?:AFTER_LAST|CNT|COUNT|END|LAST|MAX|MAX_BIT|MAX_ID|MAX_SHIFT|NBITS|NUM|NUM_ELEMS|NUM_IRQS|NUMHOOKS|NUM_OPS|TLSMAX|MAX_\w*TYPE|NR|TABLESIZE|NGROUPS|ENTRIES|SENTINEL|HIGHEST)_*$|^_*(?:MAX|NUM|NR)_|_(?:MAX|NUM|NR|N)_\w+$|MAX$|_syscalls$|^NSIG/;

/** A set of bits that grows with the bits. */
export function isMaskName(name: string): boolean {
  return /MASK|(?:^|_)(?:ALL|VALID|SUPPORTED|FEATURES?|FLAGS?|BITS|CAPS?|OPS|DEFAULTS?|REPORTS?|EVENTS?|KNOWN)(?:_|$)|ALLFLAGS/.test(
    name,
  );
}

/** A number that says which version this is. */
export function isVersionName(name: string): boolean {
  return /VERSION|(?:^|_)(?:VER|REV|REVISION|SUBLEVEL|PATCHLEVEL|MAJOR|MINOR|PATCH)(?:_|$)/.test(name);
}

/** A bound: how long, how many. */
export function isLimitName(name: string): boolean {
  return /(?:^|_)(?:MIN|MAX|LEN|LENGTH|SIZE|SIZEOF|MAXLEN|LIMIT|DEPTH)(?:_|$)|MAX/.test(name);
}

/** The published size `n` of `FOO_SIZE_VERn`. */
export function sizeVersion(name: string): number | undefined {
  const digits = /_SIZE_VER(\d+)$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** At least half of what the first name has beyond a common beginning is in the second one as well. */
export function looksRenamed(from: string, to: string): boolean {
  const [a, b] = [from, to].map((name) =>
    name
      .toLowerCase()
      .split('_')
      .filter((word) => word !== ''),
  );
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) common++;
  const left = a.slice(common).filter((word) => !/^\d*$/.test(word));
  const right = b.slice(common);
  if (left.length === 0 || right.length === 0) return true;
  const isKept = (word: string): boolean => right.some((other) => other.startsWith(word) || word.startsWith(other));
  return left.filter(isKept).length * 2 >= left.length;
}
