/**
 * Identifiers as small integers. The lexer hashes an identifier while it scans it and finds its number here without
 * making a string; every later room compares numbers and indexes dense tables with them (docs/decisions/0003).
 * The table only grows, and what it holds is a pure function of the text seen: two sessions may share it.
 */
export type NameId = number;

const spellings: string[] = [];
const hashes: number[] = [];
let slots = new Int32Array(1 << 14).fill(-1);

/** Multiplier of the rolling hash that `internRange` expects its caller to have computed. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;

function grow(): void {
  const wider = new Int32Array(slots.length * 4).fill(-1);
  const mask = wider.length - 1;
  for (let id = 0; id < spellings.length; id++) {
    let slot = hashes[id] & mask;
    while (wider[slot] >= 0) slot = (slot + 1) & mask;
    wider[slot] = id;
  }
  slots = wider;
}

/** The number of the identifier `text[start, end)`, whose FNV-1a hash the caller computed while scanning. */
export function internRange(text: string, start: number, end: number, hash: number): NameId {
  const mask = slots.length - 1;
  const length = end - start;
  let slot = hash & mask;
  for (;;) {
    const id = slots[slot];
    if (id < 0) break;
    if (hashes[id] === hash) {
      const known = spellings[id];
      if (known.length === length) {
        let i = 0;
        while (i < length && known.charCodeAt(i) === text.charCodeAt(start + i)) i++;
        if (i === length) return id;
      }
    }
    slot = (slot + 1) & mask;
  }
  const id = spellings.length;
  spellings.push(copyOf(text, start, end));
  hashes.push(hash);
  slots[slot] = id;
  if (spellings.length * 2 > slots.length) grow();
  return id;
}

/** A copy of its own: a slice would keep the whole text of the file alive, and a concatenation each of its parts. */
function copyOf(text: string, start: number, end: number): string {
  if (end - start < 13) return text.slice(start, end); // V8 copies short slices.
  let copy = '';
  for (let from = start; from < end; from += MOST_ARGUMENTS) {
    const units: number[] = [];
    for (let i = from; i < Math.min(from + MOST_ARGUMENTS, end); i++) units.push(text.charCodeAt(i));
    copy += String.fromCharCode(...units);
  }
  return copy;
}

/** Of a call; what an engine takes at least. */
const MOST_ARGUMENTS = 1000;

/** The number of an identifier given as a string. */
export function intern(name: string): NameId {
  let hash = HASH_SEED;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), HASH_PRIME);
  return internRange(name, 0, name.length, hash);
}

/** The spelling behind a number. */
export function nameOf(id: NameId): string {
  return spellings[id];
}
