/**
 * What can be done about a finding: the fixes that its rule offers, and a comment that accepts it with a reason. The edits
 * of an action are made when it is chosen.
 */
import { type Finding, type Fix, matchesRule, type TextEdit } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';

export interface HeaderAction {
  readonly title: string;
  readonly kind: 'fix' | 'suppress';
  readonly finding: Finding;
  /** The best of its finding's fixes. */
  readonly isPreferred: boolean;
  /** Nothing that a compiled program knows changes. */
  readonly isNeutral: boolean;
  readonly edits: readonly TextEdit[];
}

/**
 * The fixes of a finding that may be offered.
 *
 * A place to check each on all ABIs before it is offered (`verifyFixes` of `core`); until then a fix is taken at its word.
 */
export function offeredFixes(document: HeaderDocument, finding: Finding): readonly Fix[] {
  return (finding.fixes ?? []).filter(({ edits }) => edits.every(({ range }) => range.file === document.file));
}

export function codeActions(
  document: HeaderDocument,
  range: { readonly start: number; readonly end: number },
): readonly HeaderAction[] {
  return document.found.findings
    .filter((finding) => finding.range.file === document.file)
    .filter(({ range: { start, end } }) => start <= range.end && range.start <= end)
    .flatMap((finding) => [
      ...offeredFixes(document, finding).map(
        (fix, index): HeaderAction => ({
          title: fix.effect === 'neutral' ? fix.title : `${fix.title} (changes the layout)`,
          kind: 'fix',
          finding,
          isPreferred: index === 0 && fix.effect === 'neutral',
          isNeutral: fix.effect === 'neutral',
          edits: fix.edits,
        }),
      ),
      {
        title: `Accept ${finding.rule} here, with a reason`,
        kind: 'suppress',
        finding,
        isPreferred: false,
        isNeutral: true,
        edits: [suppression(document, finding)],
      },
    ]);
}

/** The first neutral fix of each finding, as long as their edits do not touch each other. */
export function fixAllEdits(document: HeaderDocument, only?: string): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of document.found.findings) {
    if (only !== undefined && !matchesRule(only, finding.rule)) continue;
    const fix = offeredFixes(document, finding).find(({ effect }) => effect === 'neutral');
    if (fix === undefined) continue;
    const isFree = fix.edits.every(({ range }) =>
      taken.every((other) => range.end < other.range.start || other.range.end < range.start),
    );
    if (isFree) taken.push(...fix.edits);
  }
  return taken.sort((a, b) => a.range.start - b.range.start);
}

/** Where the reason stands in the comment, for the author to write over. */
export const reasonPlaceholder = 'say why';

/** The comment goes on a line of its own before the finding, where it holds for that line or the declaration below. */
function suppression({ file }: HeaderDocument, { rule, range }: Finding): TextEdit {
  const { text } = file;
  let lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  // A line after a backslash belongs to the one before; a comment there would end up inside the macro.
  while (lineStart > 0 && /\\\r?\n$/.test(text.slice(Math.max(0, lineStart - 3), lineStart))) {
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  }
  const indent = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 256))?.[0] ?? '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    range: { file, start: lineStart, end: lineStart },
    newText: `${indent}/* uapi-ignore[${rule}]: ${reasonPlaceholder} */${newline}`,
  };
}
