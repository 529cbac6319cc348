/** Pointers in records, for the two rules about them. */
import { KeptWith } from '../../base/kept.js';
import type { RecordLayout } from '../../layout/recordLayout.js';
import { typeChain } from '../../review/typeChain.js';
import { type Holder, holdersOf, type TypedMember } from '../../review/typedMembers.js';
import { asWords } from './memberFindings.js';

/** `is a pointer`, `is an array of function pointers`; undefined for a member that is none. */
export function pointerText(member: TypedMember): string | undefined {
  const { base } = member.chain;
  if (base.kind !== 'pointer') return undefined;
  const name = base.to.kind === 'function' ? 'function pointer' : 'pointer';
  return `is ${asWords(member.chain.arrayDepth > 0 ? `${name}s` : name, member)}`;
}

/**
 * True for a pointer in a union of 8 bytes on all ABIs (`union { void *p; __u64 pad; }`): what follows lies at the same
 * offset everywhere. A larger union has its size from something else.
 */
export function isPaddedPointer({ record, path }: TypedMember): boolean {
  const unionSizes = new Set<number>();
  const pointerSizes = new Set<number>();
  let hasWideSibling = false;
  for (const { record: declared } of record.onAbis) {
    if (declared.layout === undefined) continue;
    const holder = holders(declared.layout).get(path);
    if (holder?.layout.kind !== 'union') return false;
    unionSizes.add(holder.layout.sizeBytes);
    pointerSizes.add(holder.member.sizeBytes);
    hasWideSibling ||= holder.layout.members.some(({ ctype }) => /64$/.test(typeChain(ctype).fixedWidth ?? ''));
  }
  // Where all ABIs have the same words the sizes do not tell: something of 64 bits beside the pointer does.
  const isOneWord = unionSizes.size === 1 && unionSizes.has(8);
  return isOneWord && (pointerSizes.size > 1 || hasWideSibling);
}

const known = new KeptWith<RecordLayout, ReadonlyMap<string, Holder>>('layout');

function holders(layout: RecordLayout): ReadonlyMap<string, Holder> {
  let found = known.get(layout);
  if (found === undefined) {
    found = holdersOf(layout);
    known.set(layout, found);
  }
  return found;
}
