/** The values of the macros that have no body: `__LINE__`, `__FILE__` and relatives (C11 6.10.8, GCC manual of cpp). */
import { T } from '../lex/token.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { MacroDefinition } from './macro.js';
import type { PresumedLines } from './presumedLines.js';

/** What a unit knows that a built-in macro may ask for. */
export interface BuiltinContext {
  readonly baseFile: SourceFile;
  /** Number of files that are open, the root included. */
  readonly depth: number;
  counter: number;
}

/** A token text; `isRepeatable` is false where another reading of the same file may give another value. */
export interface BuiltinValue {
  readonly kind: number;
  readonly text: string;
  readonly isRepeatable: boolean;
}

/** The value of a built-in macro that is used at offset `place`. */
export function builtinValue(
  definition: MacroDefinition,
  place: number,
  lines: PresumedLines,
  unit: BuiltinContext,
): BuiltinValue {
  const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
  switch (definition.builtin) {
    case 'line':
      return { kind: T.number, text: String(lines.lineAt(place)), isRepeatable: true };
    case 'file':
      return { kind: T.string, text: quoted(lines.fileNameAt(place)), isRepeatable: true };
    case 'base-file':
      return { kind: T.string, text: quoted(unit.baseFile.path), isRepeatable: false };
    case 'include-level':
      return { kind: T.number, text: String(unit.depth - 1), isRepeatable: false };
    case 'counter':
      return { kind: T.number, text: String(unit.counter++), isRepeatable: false };
    // The time of translation has no place in a result that must not change: gcc's form for an unknown time.
    case 'date':
      return { kind: T.string, text: '"??? ?? ????"', isRepeatable: true };
    default:
      return { kind: T.string, text: '"??:??:??"', isRepeatable: true };
  }
}
