/**
 * Members as wide as a machine word: `long`, pointers, and what is made from them. The chain of typedefs is followed to a
 * name that promises a width and no further, since `__u64` is made from `long` on some ABIs.
 */
import { nameOf } from '../../base/names.js';
import type { RecordLayout } from '../../layout/recordLayout.js';
import { typeChain } from '../../review/typeChain.js';
import { type CType, type RecordType, rangeAt } from '../../sema/ctype.js';
import type { FileRange } from '../../source/sourceFile.js';

export interface WordMember {
  /** From the record that was asked for: `inner.addr`. */
  readonly path: string;
  /** `a pointer`, `an unsigned long (through size_t)`. */
  readonly what: string;
  /** Where it is declared, which may be another header. */
  readonly range: FileRange | undefined;
}

const found = new WeakMap<RecordType, WordMember | undefined>();
/** How deep embedded records are followed. */
const MAX_DEPTH = 40;

/** The first word-size member of a record, embedded records included. */
export function wordMemberOf(layout: RecordLayout): WordMember | undefined {
  for (const { name, ctype, range } of layout.members) {
    const { base, typedefs } = typeChain(ctype);
    const what = wordText(base, typedefs);
    if (what !== undefined) return { path: name, what, range };
    const inner = base.kind === 'record' ? wordMember(base) : undefined;
    if (inner !== undefined) return { ...inner, path: name === '' ? inner.path : `${name}.${inner.path}` };
  }
  return undefined;
}

function wordMember(record: RecordType, depth = 0): WordMember | undefined {
  if (found.has(record)) return found.get(record);
  if (depth > MAX_DEPTH) return undefined;
  // A record that holds itself is not looked into again.
  found.set(record, undefined);
  let first: WordMember | undefined;
  for (const member of record.members ?? []) {
    const { base, typedefs } = typeChain(member.type);
    const name = member.name < 0 ? '' : nameOf(member.name);
    if (base.kind === 'record') {
      const inner = wordMember(base, depth + 1);
      if (inner === undefined) continue;
      first = { ...inner, path: name === '' ? inner.path : `${name}.${inner.path}` };
    } else {
      const what = wordText(base, typedefs);
      if (what === undefined) continue;
      const range = record.origin === undefined ? undefined : rangeAt(record.origin, member.at);
      first = { path: name, what, range: member.range ?? range };
    }
    break;
  }
  found.set(record, first);
  return first;
}

/** `a pointer`, `a long`; undefined for a type that is no machine word. */
export function wordText(base: CType, typedefs: readonly string[]): string | undefined {
  const through = typedefs.length === 0 ? '' : ` (through ${typedefs.join(', ')})`;
  if (base.kind === 'pointer') return `a pointer${through}`;
  if (base.kind !== 'basic') return undefined;
  if (base.name === 'long') return `a long${through}`;
  return base.name === 'unsigned long' ? `an unsigned long${through}` : undefined;
}
