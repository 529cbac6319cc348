/**
 * An ABI is data: how wide and how aligned the basic types are, which way bits run, and how an ioctl number is packed.
 * Nothing in this room computes; `layout` and `ioctl` read these tables. One file per ABI in `abis/`, each number with
 * its source.
 */
export type AbiId =
  | 'x86_64'
  | 'i386'
  | 'x32'
  | 'arm'
  | 'arm-oabi'
  | 'aarch64'
  | 'm68k'
  | 'mips'
  | 'powerpc'
  | 'powerpc64'
  | 'sparc64'
  | 'alpha'
  | 'hppa'
  | 's390x'
  | 'riscv64'
  | 'sh4';

/** The basic types whose size or alignment an ABI decides (signed and unsigned forms agree). */
export type ScalarName =
  | 'char'
  | 'short'
  | 'int'
  | 'long'
  | 'long long'
  | '__int128'
  | '_Bool'
  | 'float'
  | 'double'
  | 'long double'
  | '_Float128'
  | 'pointer';

export interface ScalarLayout {
  readonly sizeBytes: number;
  /** C11 `_Alignof`: the alignment as a member of a record, which is what layouts need. */
  readonly alignBytes: number;
  /** GNU `__alignof__` where it differs (i386: `__alignof__(long long)` is 8, `_Alignof` is 4). */
  readonly preferredAlignBytes?: number;
  /** gcc refuses the type on this ABI (`__int128` on 32-bit ones); the numbers are then placeholders, not facts. */
  readonly missing?: true;
}

/** Field widths and direction codes of `_IOC` (the ABI's own `asm/ioctl.h`). Shifts follow from the widths. */
export interface IoctlEncoding {
  readonly nrBits: number;
  readonly typeBits: number;
  readonly sizeBits: number;
  readonly dirBits: number;
  readonly none: number;
  readonly read: number;
  readonly write: number;
  /**
   * sparc: in a number that has the read or the write bit, the size is one bit wider and takes the lowest direction bit;
   * in any other number `_IOC_SIZE` is 0. False or left out: the fields do not overlap.
   */
  readonly sizeTakesDirectionBit?: true;
}

/**
 * Effect of unnamed bit-fields on the alignment of the record that holds them:
 * - `none`: no effect (most ABIs). A zero-width one still moves the next member to the alignment of its declared type.
 * - `declared-type` (arm, aarch64): unnamed ones, zero-width ones too, align the record as a named one would; `packed`
 *   and `#pragma pack` cap that as for a named one, but the zero-width ones keep the full alignment of their type.
 * - `zero-width` (m68k): a zero-width one, of whatever type, moves the next member to `alignBytes` and aligns the
 *   record so, even in a packed record; other unnamed ones have no effect.
 */
export type UnnamedBitFieldAlignment =
  | { readonly kind: 'none' }
  | { readonly kind: 'declared-type' }
  | { readonly kind: 'zero-width'; readonly alignBytes: number };

export interface Abi {
  readonly id: AbiId;
  /** For people: `x86-64 (LP64, little endian)`. */
  readonly title: string;
  readonly dataModel: 'LP64' | 'ILP32';
  readonly endian: 'little' | 'big';
  readonly charSigned: boolean;
  readonly scalars: Readonly<Record<ScalarName, ScalarLayout>>;
  /** The underlying types of the size_t family, as gcc predefines them (`__SIZE_TYPE__`, …). */
  readonly sizeType: string;
  readonly ptrdiffType: string;
  readonly wcharType: string;
  readonly wintType: string;
  /** Every record that is not packed is at least this aligned (4 on arm-oabi, 1 elsewhere); `#pragma pack` caps it. */
  readonly minRecordAlignBytes: number;
  /** `__BIGGEST_ALIGNMENT__`: what a bare `__attribute__((aligned))` means. */
  readonly biggestAlignBytes: number;
  /**
   * gcc's PCC_BITFIELD_TYPE_MATTERS. True (all but m68k): a named bit-field aligns its record as its declared type does,
   * and does not cross a boundary of that type. False: it takes the next free bits and aligns nothing.
   */
  readonly bitFieldTypeMatters: boolean;
  /** Cap on the alignment of GNU vector types, where the ABI has one; else a vector is aligned to its size. */
  readonly largestVectorAlignBytes?: number;
  /** Alignment of a vector of 8 bytes, where it is not its size. */
  readonly eightByteVectorAlignBytes?: number;
  readonly unnamedBitFieldAlignment: UnnamedBitFieldAlignment;
  readonly ioctl: IoctlEncoding;
  /** Folder below `arch/` of a kernel tree. */
  readonly kernelArch: string;
  /** Debian multiarch folders (`TRIPLET/asm`) that serve this ABI, best first. */
  readonly triplets: readonly string[];
  /** The compiler that the tables and predefined macros were taken from, with its flags. */
  readonly compiler: { readonly command: string; readonly flags: readonly string[] };
}
