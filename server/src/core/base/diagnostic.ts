import type { FileRange } from '../source/sourceFile.js';

/**
 * What the front end says about a text that it could not take as it stands. Diagnostics are values: no room throws on
 * any input (ARCHITECTURE.md, "Broken C is not an error").
 */
export interface Diagnostic {
  /** Stable id in the form of a rule id: `syntax/unterminated-comment`, `preprocess/include-not-found`, `limit/expansion`. */
  readonly code: string;
  readonly severity: Severity;
  /** A full sentence for the author of the header: what is wrong, and what to do. */
  readonly message: string;
  readonly range: FileRange;
  readonly related?: readonly RelatedLocation[];
}

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface RelatedLocation {
  readonly range: FileRange;
  readonly message: string;
}

/** A diagnostic that says which bound was met. */
export function isLimit(code: string): boolean {
  return code.startsWith('limit/');
}
