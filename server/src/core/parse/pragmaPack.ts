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
}

export const NO_PACK: PackState = { bytes: 0, saved: undefined };

/** A text that is equal for equal states. */
export function packKey(state: PackState): string {
  let key = state.bytes === 0 ? '' : String(state.bytes);
  for (let s = state.saved; s !== undefined; s = s.below) key += `,${s.label}:${s.bytes}`;
  return key;
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
    return { bytes, saved: { label, bytes: state.bytes, below: state.saved } };
  }
  if (parts[0] === 'pop') {
    let saved = state.saved;
    if (parts.length > 1) while (saved !== undefined && saved.label !== parts[1]) saved = saved.below;
    return saved === undefined ? state : { bytes: saved.bytes, saved: saved.below };
  }
  const bytes = size(parts[0]);
  return bytes === undefined || parts.length > 1 ? state : { bytes, saved: state.saved };
}
