/**
 * `#pragma pack` in all its forms, as gcc reads them: pack(n), pack(), pack(push), pack(push, n), pack(push, name, n),
 * pack(pop), pack(pop, name). The state is an immutable list, so that a run can be parsed for the state it starts in.
 */
export interface PackState {
  /** Largest alignment of a member in bytes; 0 for none. */
  readonly bytes: number;
  readonly saved: SavedPack | undefined;
}

interface SavedPack {
  readonly label: string;
  readonly bytes: number;
  readonly below: SavedPack | undefined;
  /** Of this entry and all below: different numbers, different lists. */
  readonly hash: number;
}

export const NO_PACK: PackState = { bytes: 0, saved: undefined };

/** A header that pushes and never pops may be included thousands of times: lists share their tails, which end the look. */
export function isSamePack(a: PackState, b: PackState): boolean {
  if (a.bytes !== b.bytes || a.saved?.hash !== b.saved?.hash) return false;
  let [one, other] = [a.saved, b.saved];
  while (one !== other) {
    if (one === undefined || other === undefined) return false;
    if (one.bytes !== other.bytes || one.label !== other.label) return false;
    one = one.below;
    other = other.below;
  }
  return true;
}

function saved(label: string, bytes: number, below: SavedPack | undefined): SavedPack {
  let hash = Math.imul((below?.hash ?? 0) + bytes + 1, 0x01000193);
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash + label.charCodeAt(i), 0x01000193);
  return { label, bytes, below, hash };
}

const form = /^#\s*pragma\s+pack\s*\(\s*([^)]*?)\s*\)/;

/** The state after a pragma line; a line that is no `pack` or malformed changes nothing, as in gcc. */
export function afterPragma(state: PackState, line: string): PackState {
  const match = form.exec(line);
  if (match === null) return state;
  const parts = match[1] === '' ? [] : match[1].split(',').map((part) => part.trim());
  const size = (text: string | undefined): number | undefined => {
    if (text === undefined || !/^[0-9]+[uUlL]*$/.test(text)) return undefined;
    const bytes = Number.parseInt(text, 10);
    return [0, 1, 2, 4, 8, 16].includes(bytes) ? bytes : undefined;
  };
  if (parts.length === 0) return { bytes: 0, saved: state.saved };
  if (parts[0] === 'push') {
    const named = parts.length > 1 && size(parts[1]) === undefined;
    const label = named ? parts[1] : '';
    const bytes = size(parts[named ? 2 : 1]) ?? state.bytes;
    return { bytes, saved: saved(label, state.bytes, state.saved) };
  }
  if (parts[0] === 'pop') {
    let top = state.saved;
    if (parts.length > 1) while (top !== undefined && top.label !== parts[1]) top = top.below;
    return top === undefined ? state : { bytes: top.bytes, saved: top.below };
  }
  const bytes = size(parts[0]);
  return bytes === undefined || parts.length > 1 ? state : { bytes, saved: state.saved };
}
