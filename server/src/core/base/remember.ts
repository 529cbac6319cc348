/**
 * Lists of answers that are tried in turn: the ways that a piece of text came out under different circumstances. In an
 * editor most of what such a list comes to hold is about versions that are gone, and has to go too.
 */
export interface Answer {
  /** The version of the editor's texts in which it last held. */
  lastUse: number;
}

let version = 0;

/** An editor's text changed. */
export function beginVersion(): void {
  version++;
}

/** What an answer that is made or found to hold says of its use. */
export function versionNow(): number {
  return version;
}

/** So many answers are kept, whatever their age. */
const ALWAYS_KEPT = 4;

/** Adds an answer; those that held in neither this version nor the last make room, and a list that is full begins anew. */
export function remember<A extends Answer>(known: A[], answer: A, most: number): void {
  if (known.length >= ALWAYS_KEPT) {
    let kept = 0;
    for (const each of known) if (each.lastUse >= version - 1) known[kept++] = each;
    known.length = kept < most ? kept : 0;
  }
  known.push(answer);
}
