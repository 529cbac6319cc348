/**
 * What one header publishes, without the text it was read from: enough to compare two versions of it, and small enough
 * to be kept in a file. `takeSnapshot` makes one from a header, `readBaseline` from a baseline file.
 */
import type { InterfaceStyle } from '../review/style.js';
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';

export interface HeaderSnapshot {
  /** Its include spelling (`linux/vfio.h`), or a path below the folder that was asked about. */
  readonly header: string;
  /** The ABIs it was read on; at least one. */
  readonly abis: readonly AbiId[];
  /** How most of its commands grow. */
  readonly style: InterfaceStyle;
  /** By kind and name (`struct foo`). */
  readonly records: ReadonlyMap<string, RecordSnapshot>;
  /** Macros with an integer value, enumerators and ioctl commands: one name space, as in C. */
  readonly constants: ReadonlyMap<string, ConstantSnapshot>;
  /** Names of the enumerators by tag of their enum; enums without a name go by their first enumerator in braces. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Macros that are no integer constant: function-like ones, strings, names of types. */
  readonly otherMacros: ReadonlySet<string>;
}

export interface RecordSnapshot {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  /** One object for the ABIs that agree; `undefined` where the record is incomplete. */
  readonly layouts: ReadonlyMap<AbiId, LayoutSnapshot | undefined>;
  /** How the commands that pass it grow; `undefined` for a record that no command passes. */
  readonly style?: InterfaceStyle;
  /** Which way its bytes travel, as far as the commands of its header tell. */
  readonly travels: Travels;
  /** Paths of the members that a comment requires to be zero. */
  readonly mustBeZero: readonly string[];
  /** Place of the name; only in a snapshot of a header at hand. */
  readonly range?: FileRange;
}

export type Travels = 'to-user' | 'from-user' | 'both' | 'unknown';

export interface LayoutSnapshot {
  readonly sizeBytes: number;
  readonly alignBytes: number;
  /** The flat view: every named member by path, in order of declaration. */
  readonly members: readonly MemberSnapshot[];
  /** Bits that no member owns. */
  readonly padding: readonly PaddingSnapshot[];
}

export interface PaddingSnapshot {
  readonly offsetBits: number;
  readonly widthBits: number;
  /** An unnamed bit-field: the author wrote it. */
  readonly isWritten?: true;
}

export interface MemberSnapshot {
  readonly path: string;
  readonly offsetBits: number;
  /** Size of the declared type; 0 for a flexible array. */
  readonly sizeBytes: number;
  /** Bit-fields only. */
  readonly widthBits?: number;
  readonly type: string;
  /** Arrays: outermost first; -1 for a flexible one. */
  readonly dimensions: readonly number[];
  readonly shape: MemberShape;
  readonly range?: FileRange;
}

/**
 * What a member is, behind typedefs and arrays: a signed or unsigned integer, plain `char`, an enum, a floating type, a
 * pointer, a record (by name, where it has one), or something else.
 */
export type MemberShape = 'signed' | 'unsigned' | 'char' | 'enum' | 'float' | 'pointer' | 'other' | `record ${string}`;

export interface ConstantSnapshot {
  readonly kind: 'macro' | 'enumerator' | 'ioctl';
  readonly name: string;
  readonly values: ReadonlyMap<AbiId, bigint>;
  /** Of an ioctl: what it passes, where that is known, and how it grows. */
  readonly command?: CommandSnapshot;
  /** A macro whose value is computed from the size of a type, or put together from bits. */
  readonly madeBy?: 'sizeof' | 'or';
  readonly range?: FileRange;
}

export interface CommandSnapshot {
  readonly recordName?: string;
  readonly style: InterfaceStyle;
  /** What its number is made of; one object for the ABIs that agree. */
  readonly fields: ReadonlyMap<AbiId, IoctlFieldsSnapshot>;
}

export interface IoctlFieldsSnapshot {
  readonly direction: string;
  readonly type: number;
  readonly nr: number;
  readonly sizeBytes: number;
}

/** `struct foo`, as messages and keys name a record. */
export function recordKey({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`;
}
