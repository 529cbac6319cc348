import type { Keeper } from '../base/kept.js';
import type { CType } from '../sema/ctype.js';
import type { FileRange } from '../source/sourceFile.js';

/**
 * The layout of one record on one ABI, as gcc lays it out. Padding is computed here, once; hovers, rules and reports
 * only read it. ABIs that agree share the same object, so identity tells agreement.
 */
export interface RecordLayout extends Keeper {
  readonly kind: 'struct' | 'union';
  readonly sizeBytes: number;
  readonly alignBytes: number;
  /** Direct members in declaration order. Unnamed bit-fields are not members (they show in `padding`). */
  readonly members: readonly MemberLayout[];
  /** Bytes or bits that belong to no member, in ascending order, anonymous members taken apart. Unions: tail only. */
  readonly padding: readonly PaddingRange[];
}

export interface MemberLayout {
  /** Empty for an anonymous struct or union member. */
  readonly name: string;
  /** Bits from the start of the record that owns this list, in the ABI's memory bit order (LSB first or MSB first). */
  readonly offsetBits: number;
  /** Size of the declared type; 0 for a flexible array. For a bit-field, the size of its declared type. */
  readonly sizeBytes: number;
  /** Alignment of the type. */
  readonly alignBytes: number;
  /** What it is aligned to here: the type's alignment, lowered by packing and raised by `aligned`. */
  readonly fieldAlignBytes: number;
  /** An `aligned` attribute of the member or of its type sets its alignment (`__aligned_u64`); `alignBytes` is its type's. */
  readonly isUserAligned?: boolean | undefined;
  /** Bit-fields only. */
  readonly widthBits?: number | undefined;
  /** Type as the declaration spells it, typedef names kept: `__u32`, `struct foo *`, `char[16]`. */
  readonly type: string;
  /** The type itself, for rules that follow typedefs. */
  readonly ctype: CType;
  /** Arrays: outermost first; -1 for a flexible `[]`. */
  readonly dimensions: readonly number[];
  /**
   * Layout of an untagged record type written inside this member (anonymous member, or `struct { … } name`, or an array
   * of it): what reports descend into. Tagged and typedef'd records are not repeated here.
   */
  readonly nested?: RecordLayout | undefined;
  /** Place of the declarator's name, or of the whole member where it has none. */
  readonly range: FileRange;
}

export interface PaddingRange {
  readonly offsetBits: number;
  readonly widthBits: number;
  /** `hole`: before a later member; `tail`: at the end of the record; `unnamed`: an unnamed bit-field. */
  readonly kind: 'hole' | 'tail' | 'unnamed';
  /** The member after a hole, as path from the record (`u.a`). */
  readonly before?: string;
  /** The member whose end the padding follows. */
  readonly after?: string;
}

/** A flat view: every named member by path, with absolute offsets (the member rules of `uapi layout`). */
export interface FlatMember {
  readonly path: string;
  readonly offsetBits: number;
  readonly sizeBytes: number;
  readonly widthBits?: number;
  readonly type: string;
  readonly dimensions: readonly number[];
  readonly member: MemberLayout;
}
