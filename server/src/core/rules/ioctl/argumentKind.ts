/** What kind of thing a command's third argument is; the rules about it divide the kinds among them. */
import type { Command } from '../../review/commands.js';
import { typeChain } from '../../review/typeChain.js';
import { canonical, spellType } from '../../sema/ctype.js';

export type ArgumentKind =
  | { readonly kind: 'none' | 'record' | 'array' | 'pointer' | 'scalar' | 'file-offset' }
  /** As wide as a word: `name` is the type at the end of the typedefs, `through` the names on the way. */
  | { readonly kind: 'word'; readonly name: string; readonly through: readonly string[] };

/** Names of the C library whose width is the library's matter, or that look as if it were. */
const libraryOffsets = /^(__kernel_)?l?off(64)?_t$/;

const kinds = new WeakMap<Command, ArgumentKind>();

export function argumentKind(command: Command): ArgumentKind {
  let kind = kinds.get(command);
  if (kind === undefined) {
    kind = kindOf(command);
    kinds.set(command, kind);
  }
  return kind;
}

function kindOf({ ioctl, onAbis }: Command): ArgumentKind {
  const type = ioctl.argumentCtype;
  if (type === undefined) return { kind: 'none' };
  const { kind } = canonical(type);
  if (kind === 'record') return { kind: 'record' };
  if (kind === 'array') return { kind: 'array' };
  if (kind === 'pointer') return { kind: 'pointer' };
  const { typedefs, fixedWidth, base } = typeChain(type);
  if (fixedWidth !== undefined) return { kind: 'scalar' };
  const isWord =
    (base.kind === 'basic' && /^(unsigned )?long$/.test(base.name)) ||
    typedefs.some((name) => wordNames.test(name)) ||
    onAbis.some(({ ioctl: other }) => other.argumentSizeBytes !== ioctl.argumentSizeBytes);
  if (isWord) return { kind: 'word', name: spellType(base), through: typedefs };
  return typedefs.some((name) => libraryOffsets.test(name)) ? { kind: 'file-offset' } : { kind: 'scalar' };
}

/** What is a word on every ABI, by whatever the library in force makes it from. */
const wordNames = /^(__kernel_)?(size|ssize|ptrdiff|u?intptr|old_time|time|clock|suseconds|caddr|u?long)_t$/;
