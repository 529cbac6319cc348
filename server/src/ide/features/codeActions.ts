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
 * The fixes of findings that may be offered: each was tried on all ABIs (`verifyFixes` of `core`). Together they cost little
 * more than one, so they are asked for together.
 */
export function offeredFixes(
  document: HeaderDocument,
  findings: readonly Finding[],
): readonly { readonly finding: Finding; readonly fixes: readonly Fix[] }[] {
  const own = findings.filter(({ range }) => range.file === document.file);
  return document.verified(own).map(({ fixes = [] }, index) => ({ finding: own[index], fixes }));
}

export function codeActions(
  document: HeaderDocument,
  range: { readonly start: number; readonly end: number },
): readonly HeaderAction[] {
  const here = document.found.findings.filter(({ range: { start, end } }) => start <= range.end && range.start <= end);
  return offeredFixes(document, here).flatMap(({ finding, fixes }) => [
    ...fixes.map(
      (fix, index): HeaderAction => ({
        title: fix.effect === 'layout' ? `${fix.title} (changes the layout)` : fix.title,
        kind: 'fix',
        finding,
        isPreferred: index === 0 && fix.effect !== 'layout',
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

/** The neutral fixes that hold together what each of them promises, as `uapi check --fix` applies them in one round. */
export function fixAllEdits(document: HeaderDocument, only?: string): readonly TextEdit[] {
  const wanted = document.found.findings
    .filter(({ rule, range }) => range.file === document.file && (only === undefined || matchesRule(only, rule)))
    .map((finding) => ({ ...finding, fixes: finding.fixes?.filter(({ effect }) => effect === 'neutral') ?? [] }))
    .filter(({ fixes }) => fixes.length > 0);
  const edits = new Map<string, TextEdit>();
  // Two findings may ask for the same change.
  for (const { edits: own } of document.fixesTogether(document.verified(wanted))) {
    for (const edit of own) edits.set(`${edit.range.start} ${edit.range.end} ${edit.newText}`, edit);
  }
  return [...edits.values()].sort((a, b) => a.range.start - b.range.start);
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
