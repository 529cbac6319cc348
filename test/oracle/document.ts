/**
 * The facts of one header on one ABI, in the shape that `uapi layout --format ndjson` prints (one document a line).
 * The oracle gives the same shape, so that a test is one comparison. Offsets and sizes are bytes; `bitOffset` and
 * `bitWidth` are bits, counted in the ABI's memory bit order from the start of the record. Integers beyond 2^53 are
 * decimal strings.
 */
export type WireInteger = number | string;

export interface MemberFact {
  /** Names joined by `.`; `[]` after a name for each dimension of an array of untagged records. */
  readonly path: string;
  readonly offset: number;
  /** Size of the declared type; 0 for a flexible array. */
  readonly size: number;
  readonly bitOffset?: number;
  readonly bitWidth?: number;
}

export interface RecordFact {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly size: number;
  readonly align: number;
  readonly members: readonly MemberFact[];
}

export interface EnumFact {
  readonly name: string | null;
  readonly values: Readonly<Record<string, WireInteger>>;
}

export interface IoctlFact {
  readonly name: string;
  readonly value: WireInteger;
  /** `none`, `r`, `w`, `rw`, or `raw:N`. */
  readonly dir: string;
  readonly type: number;
  readonly nr: number;
  readonly size: number;
}

export interface LayoutDocument {
  readonly abi: string;
  readonly header: string;
  readonly structs: readonly RecordFact[];
  readonly enums: readonly EnumFact[];
  readonly macros: Readonly<Record<string, WireInteger>>;
  readonly ioctls: readonly IoctlFact[];
}

/** The wire form of an integer: a number where it is exact, else a decimal string. */
export function wireInteger(value: bigint): WireInteger {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
