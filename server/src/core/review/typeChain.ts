/**
 * What a member is made of, with the names on the way. Rules stop at a name that promises a width: what `__u64` is made
 * from is the ABI's matter (alpha, mips64 and powerpc64 make it from `long`), and no finding of the header.
 */
import { nameOf } from '../base/names.js';
import type { CType } from '../sema/ctype.js';

export interface TypeChain {
  /** Typedef names on the way, outermost first; the last may be a fixed-width one. */
  readonly typedefs: readonly string[];
  /** The name that promises a width, where one does. */
  readonly fixedWidth: string | undefined;
  /** Where the way ended: behind qualifiers, alignments, arrays and (unless one promised a width) typedefs. */
  readonly base: CType;
  /** Number of array layers on the way. */
  readonly arrayDepth: number;
}

const fixedWidthName = new RegExp(
  `^(${[
    '__[us](8|16|32|64|128)',
    '__[lb]e(16|32|64)',
    '__aligned_([us]|[lb]e)64',
    '__(sum16|wsum|poll_t)',
    '(u|u_)?int(8|16|32|64)_t',
  ].join('|')})$`,
);

/** `__u32`, `__be16`, `uint64_t` and relatives: linux/types.h, C11 7.20.1, and BSD's `u_int32_t`. */
export function isFixedWidthName(name: string): boolean {
  return fixedWidthName.test(name);
}

const chains = new WeakMap<CType, TypeChain>();

export function typeChain(type: CType): TypeChain {
  let chain = chains.get(type);
  if (chain === undefined) {
    chain = follow(type);
    chains.set(type, chain);
  }
  return chain;
}

function follow(type: CType): TypeChain {
  const typedefs: string[] = [];
  let arrayDepth = 0;
  let current = type;
  for (;;) {
    switch (current.kind) {
      case 'typedef': {
        const name = nameOf(current.name);
        typedefs.push(name);
        if (isFixedWidthName(name)) return { typedefs, fixedWidth: name, base: current, arrayDepth };
        current = current.type;
        break;
      }
      case 'array':
        arrayDepth++;
        current = current.of;
        break;
      case 'qualified':
      case 'aligned':
        current = current.type;
        break;
      case 'unknown': {
        // A name without a declaration still says what its author meant.
        const name = current.name === undefined ? undefined : nameOf(current.name);
        if (name !== undefined) typedefs.push(name);
        const fixedWidth = name !== undefined && isFixedWidthName(name) ? name : undefined;
        return { typedefs, fixedWidth, base: current, arrayDepth };
      }
      default:
        return { typedefs, fixedWidth: undefined, base: current, arrayDepth };
    }
  }
}
