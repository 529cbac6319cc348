/**
 * What one version of a header leaves to the next in an editor: the views of its declarations. A view is taken over when
 * everything that it was made of is the same, so that the view itself says whether its declaration changed. What no
 * version holds any more goes with the declarations that are the keys.
 */
import type { DeclaredRecord, IoctlDefinition } from '../unit/headerAnalysis.js';
import type { RecordOnAbis } from './byAbi.js';
import type { JoinedCommand } from './commands.js';

export class ReviewMemory {
  /** By the record on the first of the ABIs. */
  readonly records = new WeakMap<DeclaredRecord, RecordOnAbis>();
  /** What follows from a record's own text, by key. */
  readonly said = new WeakMap<RecordOnAbis, { readonly text: string; readonly parts: Map<string, unknown> }>();
  slips: Slips | undefined;
  /** By the definition on the first of the ABIs. */
  readonly commands = new WeakMap<IoctlDefinition, JoinedCommand>();
}

/** For names in comments that nothing declares: the one of the header's names that may be meant. */
export interface Slips {
  /** The header's names. */
  readonly names: ReadonlySet<string>;
  readonly nearest: Map<string, string | undefined>;
}
