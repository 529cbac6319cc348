/** Layouts for tests, written as the server would answer. */
import type { Block, Hole, Layout, Member } from './messages.js';

export interface LayoutParts {
  readonly name?: string;
  readonly kind?: 'struct' | 'union';
  readonly abis?: readonly string[];
  readonly size: number;
  readonly align?: number;
  /** `offset size path type`, with `offset:bit:width` for a bit-field. */
  readonly members: readonly (string | Member)[];
  readonly holes?: readonly Hole[];
  readonly blocks?: readonly Block[];
}

export function layoutOf({
  name = 's',
  kind = 'struct',
  abis = ['x86_64'],
  size,
  align = 8,
  members,
  holes = [],
  blocks = [],
}: LayoutParts): Layout {
  return {
    name,
    kind,
    abis: [...abis],
    size,
    align,
    members: members.map((member) => (typeof member === 'string' ? memberOf(member) : member)),
    holes: [...holes],
    blocks: [...blocks],
  };
}

export function memberOf(text: string, more: Partial<Member> = {}): Member {
  const [place, size, path, ...type] = text.split(' ');
  const [offset, bit, width] = place.split(':').map(Number);
  const bits = bit === undefined ? {} : { bitOffset: offset * 8 + bit, bitWidth: width };
  return { path, offset, size: Number(size), type: type.join(' '), ...bits, ...more };
}
