/** A function that a rule has nothing to say of, and the small edits after which it has. */
export interface Mutant {
  readonly rule: string;
  /** The uapi header that the source is judged with, without the includes of linux/types.h and linux/ioctl.h. */
  readonly header?: string;
  /** That header as it was first published. */
  readonly first?: string;
  readonly source: string;
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** What the edit does, in words. */
  readonly name: string;
  /** Occurs once in the source. */
  readonly find: string;
  readonly replace: string;
}
