/** Which of the names that a header's comments mention stand for something at its end. */
import { intern, type NameId } from '../base/names.js';
import type { MacroDefinition } from '../preprocess/macro.js';
import type { RecordingTable } from '../preprocess/recordingTable.js';
import type { Scope } from '../sema/scope.js';

/** A list of names as it was looked up last. */
interface LookedUp {
  readonly ids: readonly NameId[];
  /** Those that meant nothing, and the rest; on most ABIs they are the same. */
  unknown: readonly NameId[];
  known: ReadonlySet<string>;
}

const lookedUp = new WeakMap<readonly string[], LookedUp>();
const NONE: ReadonlySet<string> = new Set();

/** Those of `names` that are a macro, a tag or an ordinary identifier. */
export function knownNames(
  names: readonly string[],
  macros: RecordingTable<MacroDefinition>,
  { tags, ordinary }: Scope,
): ReadonlySet<string> {
  if (names.length === 0) return NONE;
  let last = lookedUp.get(names);
  const ids = last?.ids ?? names.map(intern);
  const unknown: NameId[] = [];
  for (const id of ids) {
    if (macros.peek(id) !== undefined || tags.peek(id) !== undefined || ordinary.peek(id) !== undefined) continue;
    unknown.push(id);
  }
  if (last !== undefined && sameIds(unknown, last.unknown)) return last.known;
  const without = new Set(unknown);
  const known = new Set(names.filter((_, i) => !without.has(ids[i])));
  last = { ids, unknown, known };
  lookedUp.set(names, last);
  return known;
}

function sameIds(a: readonly NameId[], b: readonly NameId[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
