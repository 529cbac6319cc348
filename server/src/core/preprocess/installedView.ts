/**
 * A header below `include/uapi` of a kernel tree as `scripts/headers_install.sh` would install it, with every token where
 * it stands in the author's file. The script's editing, in its order:
 *
 * - `__user`, `__force`, `__iomem` after white space or `(` and before white space go, `__attribute_const__` goes;
 * - a line that starts with `#include <linux/compiler.h>` (or `<linux/compiler_types.h>`) loses that directive;
 * - `__packed` becomes `__attribute__((packed))`; `inline`, `asm`, `volatile` get underscores on both sides;
 * - the name after `#ifndef` or `#define` loses a leading `_UAPI`.
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

const memo = new WeakMap<LexedFile, LexedFile>();

/** The installed form of a lexed file; the same object when nothing in it changes. */
export function installedView(lexed: LexedFile): LexedFile {
  let view = memo.get(lexed);
  if (view === undefined) {
    view = rewrite(lexed);
    memo.set(lexed, view);
  }
  return view;
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
  /** Flags that a dropped token hands on to the next one. */
  let handedOn = 0;
  /** Where the last dropped name ended, its white space included: the script's pattern does not overlap itself. */
  let consumed = -1;
  const push = (i: number, kind: number, name: NameId, flags: number): void => {
    out.kinds.push(kind);
    out.flags.push(flags);
    out.starts.push(lexed.starts[i]);
    out.ends.push(lexed.ends[i]);
    out.names.push(name);
  };
  for (let i = 0; i <= lexed.count; i++) {
    const kind = lexed.kinds[i];
    const flags = lexed.flags[i] | handedOn;
    handedOn = 0;
    const name = lexed.names[i];
    if (kind === T.identifier) {
      const start = lexed.starts[i];
      const end = lexed.ends[i];
      const spaceAfter = isSpace(text, end);
      if (
        dropped.has(name) &&
        spaceAfter &&
        start - 1 >= consumed &&
        (isSpace(text, start - 1) || text[start - 1] === '(')
      ) {
        consumed = end + 1;
        handedOn = flags & (F.lineStart | F.space);
        changed = true;
        continue;
      }
      if (name === N_ATTRIBUTE_CONST && (spaceAfter || end === text.length)) {
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
      const renamed = underscored.get(name) ?? withoutUapi(lexed, i);
      if (renamed !== undefined) changed = true;
      push(i, kind, renamed ?? name, flags);
      continue;
    }
    if (kind === T.hash && includesCompilerHeader(lexed, i)) {
      i += 2;
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
  };
}

function isSpace(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 32 || (c >= 9 && c <= 13);
}

/** The new name of the token after `#ifndef` or `#define` when it starts with `_UAPI`. */
function withoutUapi(lexed: LexedFile, i: number): NameId | undefined {
  if (i < 2 || !guarded.has(lexed.names[i - 1])) return undefined;
  const hash = i - 2;
  if (lexed.kinds[hash] !== T.hash || (lexed.flags[hash] & F.lineStart) === 0) return undefined;
  if (lexed.starts[i - 1] !== lexed.ends[hash]) return undefined;
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
