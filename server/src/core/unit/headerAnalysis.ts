import type { Diagnostic } from '../base/diagnostic.js';
import type { IoctlDirection } from '../ioctl/ioctlNumber.js';
import type { RecordLayout } from '../layout/recordLayout.js';
import type { IncludeEdge } from '../preprocess/preprocessedUnit.js';
import type { CType } from '../sema/ctype.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { Abi } from '../target/abi.js';

/**
 * Everything that one header itself declares, on one ABI. What its includes declare is not listed. Where ABIs agree the
 * parts are the same objects, so that a reader can group them by identity.
 */
export interface HeaderAnalysis {
  readonly file: SourceFile;
  readonly abi: Abi;
  readonly records: readonly DeclaredRecord[];
  readonly enums: readonly DeclaredEnum[];
  readonly macros: readonly MacroConstant[];
  readonly ioctls: readonly IoctlDefinition[];
  /** What the front end met in the file, its limits included. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every `#include` that was carried out, in order; those of included files too. */
  readonly includes: readonly IncludeEdge[];
  /** Those of the names asked for (`AnalyzeOptions.lookUp`) that are a macro, a tag or an ordinary identifier. */
  readonly knownNames: ReadonlySet<string>;
}

export interface DeclaredRecord {
  readonly kind: 'struct' | 'union';
  /** The tag, or the typedef name of an untagged record. */
  readonly name: string;
  readonly isTypedefName: boolean;
  /** Place of the name. */
  readonly nameRange: FileRange;
  /** The whole declaration. */
  readonly range: FileRange;
  /** Text of the kernel-doc comment attached to it, markers included. */
  readonly kernelDoc?: FileRange;
  readonly isPacked: boolean;
  /**
   * A typedef with `__attribute__((transparent_union))`: a way to pass an argument, not storage. gcc's debug information
   * gives such a type no members, and reports that are compared with it do the same.
   */
  readonly isTransparentUnion?: true;
  /** `undefined` where the record is incomplete; then `incomplete` says why. Never a guessed number. */
  readonly layout?: RecordLayout;
  readonly incomplete?: { readonly reason: string; readonly range: FileRange };
  /** Of an incomplete record: its named members all the same, by path as in the flat view. */
  readonly unplaced?: readonly UnplacedMember[];
}

/** A member without a place: what is known of it when its record has no layout. */
export interface UnplacedMember {
  readonly path: string;
  readonly ctype: CType;
  readonly isBitField: boolean;
  /** Place of the name. */
  readonly range: FileRange;
}

export interface DeclaredEnum {
  /** The tag, or the typedef name of an untagged enum; undefined when it has neither. */
  readonly name?: string;
  readonly range: FileRange;
  readonly kernelDoc?: FileRange;
  readonly enumerators: readonly { readonly name: string; readonly value?: bigint; readonly range: FileRange }[];
}

/** An object-like macro whose expansion is an integer constant expression. */
export interface MacroConstant {
  readonly name: string;
  readonly value: bigint;
  /** Place of the name in its #define. */
  readonly range: FileRange;
}

/** An object-like macro whose expansion goes through `_IOC(dir, type, nr, size)`. */
export interface IoctlDefinition {
  readonly name: string;
  /** The 32-bit number as an unsigned value. */
  readonly value: bigint;
  readonly direction: IoctlDirection;
  readonly type: number;
  readonly nr: number;
  /** What `_IOC_SIZE` reads back from the number. */
  readonly sizeBytes: number;
  /** `sizeof` the argument as the macro passed it, before it was packed (it may not fit); undefined for `_IO`. */
  readonly argumentSizeBytes?: number;
  /** The argument type as spelled in the macro call (`struct foo`), where there is one. */
  readonly argumentType?: string;
  /** Name of the record behind the argument type, typedefs followed. */
  readonly argumentRecord?: string;
  /** The macro that made it: `_IOWR`, `DRM_IOWR`, `_IOC`. */
  readonly wrapper?: string;
  /** Place of the name in its #define. */
  readonly range: FileRange;
}
