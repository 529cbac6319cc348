/**
 * Where comments begin and end (C11 6.4.9), over line splices. One text is lexed at a time: what was found out about it
 * is kept here between its comments, so that the time stays in proportion to its length.
 */
import { C_SPACE, classes } from './characterClass.js';
import { spliceLength } from './splice.js';

/** Where the next `*` before a backslash stands in the text being lexed: looked for once, not once a comment. */
let starBackslashAt = -1;

/** Forgets what was found in another text; to be called before the comments of a text are read. */
export function startCommentSearch(): void {
  starBackslashAt = -1;
}

function nextStarBackslash(text: string, from: number): number {
  const at = text.indexOf('*\\', from);
  return at < 0 ? text.length : at;
}

/**
 * End of the block comment whose text begins at `from` (C11 6.4.9), or -1 when it has no end. Calls for one text must
 * ascend, after `startCommentSearch`.
 */
export function blockCommentEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from);
  // `*`, splice, `/` ends a comment too; look for it only before the plain end.
  if (starBackslashAt < from) starBackslashAt = nextStarBackslash(text, from);
  while (end < 0 ? starBackslashAt < text.length : starBackslashAt < end) {
    let i = starBackslashAt + 1;
    for (let n = spliceLength(text, i); n > 0; n = spliceLength(text, i)) i += n;
    if (i > starBackslashAt + 1 && text.charCodeAt(i) === 47) return i + 1;
    starBackslashAt = nextStarBackslash(text, starBackslashAt + 2);
  }
  return end < 0 ? -1 : end + 2;
}

/** End of the line comment whose text begins at `from`: the newline (with its CR), or `length`. Splices lengthen it. */
export function lineCommentEnd(text: string, from: number, length: number): number {
  let at = from;
  for (;;) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return length;
    let before = newline - 1;
    while (before > from && classes[text.charCodeAt(before) & 127] === C_SPACE) before--;
    if (before < from || text.charCodeAt(before) !== 92) {
      return text.charCodeAt(newline - 1) === 13 && newline - 1 >= from ? newline - 1 : newline;
    }
    at = newline + 1;
  }
}

/** For `/`, splices, then `*` or `/`: the offset of that second character; else -1. */
export function splicedCommentStart(text: string, slash: number): number {
  let i = slash + 1;
  for (let n = spliceLength(text, i); n > 0; n = spliceLength(text, i)) i += n;
  const c = text.charCodeAt(i);
  return i > slash + 1 && (c === 42 || c === 47) ? i : -1;
}
