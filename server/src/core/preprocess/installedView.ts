/**
 * A header below `include/uapi` of a kernel tree as `scripts/headers_install.sh` would install it, with every token where
 * it stands in the author's file. The script edits line by line, on characters; its commands, in their order:
 *
 * - `__user`, `__force`, `__iomem` after white space or `(` and before white space go, and that white space with them;
 * - `__attribute_const__` before white space or at the end of a line goes;
 * - a line that starts with `#include <linux/compiler.h>` (or `<linux/compiler_types.h>`) loses that directive;
 * - `__packed` becomes `__attribute__((packed))`;
 * - `inline`, `asm`, `volatile` between white space, parentheses and the ends of the line get underscores on both sides;
 * - the name after `#ifndef` or `#define` loses a leading `_UAPI`.
 *
 * So a `__user` that ends a line, or starts one, stays, and a user of the installed header meets it: it stays here too.
 * A match takes the character on each side of the name with it, and the next one cannot use that character again: of
 * `inline volatile int` the first word alone is changed. Text within string literals is left as it is.
 *
 * That `__KERNEL__` is undefined and `__EXPORTED_HEADERS__` defined in conditions is left to the preprocessor.
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import type { LexedFile } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';

const names = (list: string): ReadonlySet<NameId> => new Set(list.split(' ').map(intern));

const dropped = names('__user __force __iomem');
const N_ATTRIBUTE_CONST = intern('__attribute_const__');
const N_PACKED = intern('__packed');
const guarded = names('ifndef define');
const N_INCLUDE = intern('include');
const underscored = new Map(['inline', 'asm', 'volatile'].map((name) => [intern(name), intern(`__${name}__`)]));

/** `__attribute__((packed))` as kinds and names. */
const packedTokens: readonly (readonly [number, NameId])[] = [
  [T.identifier, intern('__attribute__')],
  [T.leftParen, -1],
  [T.leftParen, -1],
  [T.identifier, intern('packed')],
  [T.rightParen, -1],
  [T.rightParen, -1],
];

/** The installed form of a lexed file; the same object when nothing in it changes. */
export function installedView(lexed: LexedFile): LexedFile {
  lexed.memo.installedView ??= rewrite(lexed);
  return lexed.memo.installedView as LexedFile;
}

interface Columns {
  readonly kinds: number[];
  readonly flags: number[];
  readonly starts: number[];
  readonly ends: number[];
  readonly names: number[];
}

function rewrite(lexed: LexedFile): LexedFile {
  const { text } = lexed.file;
  const out: Columns = { kinds: [], flags: [], starts: [], ends: [], names: [] };
  let changed = false;
  /** Flags that a dropped token hands on to the next one, and those that it takes from it. */
  let handedOn = 0;
  let taken = 0;
  /** Where the script's last match of each kind ended: matches do not overlap. */
  let droppedUntil = 0;
  let underscoredUntil = 0;
  const push = (i: number, kind: number, name: NameId, flags: number): void => {
    out.kinds.push(kind);
    out.flags.push(flags);
    out.starts.push(lexed.starts[i]);
    out.ends.push(lexed.ends[i]);
    out.names.push(name);
  };
  for (let i = 0; i <= lexed.count; i++) {
    const kind = lexed.kinds[i];
    const flags = (lexed.flags[i] & ~taken) | handedOn;
    handedOn = 0;
    taken = 0;
    const name = lexed.names[i];
    if (kind === T.identifier) {
      const start = lexed.starts[i];
      const end = lexed.ends[i];
      if (
        dropped.has(name) &&
        start > droppedUntil &&
        (isBlank(text, start - 1) || text[start - 1] === '(') &&
        isBlank(text, end)
      ) {
        droppedUntil = end + 1;
        if (lexed.starts[i + 1] === droppedUntil) taken = F.space;
        handedOn = flags & (F.lineStart | F.space);
        changed = true;
        continue;
      }
      if (name === N_ATTRIBUTE_CONST && (isBlank(text, end) || isLineEnd(text, end))) {
        handedOn = flags & (F.lineStart | F.space);
        changed = true;
        continue;
      }
      if (name === N_PACKED) {
        packedTokens.forEach(([packedKind, packedName], k) => {
          push(i, packedKind, packedName, k === 0 ? flags : 0);
        });
        changed = true;
        continue;
      }
      let renamed = underscored.get(name);
      if (renamed === undefined) {
        renamed = withoutUapi(lexed, i);
      } else if (standsAlone(text, start, end, underscoredUntil)) {
        underscoredUntil = end + 1;
      } else {
        renamed = undefined;
      }
      if (renamed !== undefined) changed = true;
      push(i, kind, renamed ?? name, flags);
      continue;
    }
    if (kind === T.hash && includesCompilerHeader(lexed, i)) {
      i += 2;
      handedOn = flags & F.lineStart;
      changed = true;
      continue;
    }
    push(i, kind, name, flags);
  }
  if (!changed) return lexed;
  return {
    file: lexed.file,
    count: out.kinds.length - 1,
    kinds: Uint8Array.from(out.kinds),
    flags: Uint8Array.from(out.flags),
    starts: Int32Array.from(out.starts),
    ends: Int32Array.from(out.ends),
    names: Int32Array.from(out.names),
    comments: lexed.comments,
    unterminatedComment: lexed.unterminatedComment,
    memo: { directives: undefined, installedView: undefined, runs: undefined, headerText: undefined },
  };
}

/** The script's `[[:space:]]`: white space, but never the end of the line, which it does not see. */
function isBlank(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 32 || c === 9 || (c >= 11 && c <= 13);
}

function isLineEnd(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === 10;
}

/** White space, `(` or an end of the line is on each side, and no match up to `until` has taken the one before. */
function standsAlone(text: string, start: number, end: number, until: number): boolean {
  const isLineStart = start === 0 || text[start - 1] === '\n';
  if (!isLineStart && (start <= until || !(isBlank(text, start - 1) || text[start - 1] === '('))) return false;
  return isBlank(text, end) || text[end] === '(' || isLineEnd(text, end);
}

/** The new name of the token after `#ifndef` or `#define` when it starts with `_UAPI`. */
function withoutUapi(lexed: LexedFile, i: number): NameId | undefined {
  if (i < 2 || !guarded.has(lexed.names[i - 1])) return undefined;
  const hash = i - 2;
  if (lexed.kinds[hash] !== T.hash || (lexed.flags[hash] & F.lineStart) === 0) return undefined;
  if (lexed.starts[i - 1] !== lexed.ends[hash]) return undefined;
  for (let at = lexed.ends[i - 1]; at < lexed.starts[i]; at++) {
    if (!isBlank(lexed.file.text, at)) return undefined;
  }
  const name = nameOf(lexed.names[i]);
  return name.startsWith('_UAPI') && name.length > 5 ? intern(name.slice(5)) : undefined;
}

function includesCompilerHeader(lexed: LexedFile, hash: number): boolean {
  if ((lexed.flags[hash] & F.lineStart) === 0 || lexed.names[hash + 1] !== N_INCLUDE) return false;
  const start = lexed.starts[hash];
  if (start > 0 && lexed.file.text[start - 1] !== '\n') return false;
  const line = lexed.file.text.slice(start, start + 40);
  return line.startsWith('#include <linux/compiler.h>') || line.startsWith('#include <linux/compiler_types.h>');
}
