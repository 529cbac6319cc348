import type { SourceFile } from '../source/sourceFile.js';

/**
 * The one question that the preprocessor asks of the outside world: which file does this `#include` mean?
 * A host answers it for one ABI (asm/ headers differ by ABI). The answer must be stable while a snapshot lives, and
 * cheap to repeat: it is asked again for every ABI and every unit.
 */
export interface IncludeResolver {
  /** `undefined`: no such file. */
  resolve(request: IncludeRequest): FoundInclude | undefined;
}

export interface IncludeRequest {
  /** The text between the quotes or angle brackets. */
  readonly spelling: string;
  readonly angled: boolean;
  /** `#include_next`: continue the search after the root that held the includer. */
  readonly next: boolean;
  readonly includer: SourceFile;
  /** Where the includer was found (FoundInclude.root); -1 for the root file, or a file found beside its includer. */
  readonly includerRoot: number;
}

export interface FoundInclude {
  readonly file: SourceFile;
  /** Index of the include root that held it, in search order; -1 when it lay beside the includer. */
  readonly root: number;
}
