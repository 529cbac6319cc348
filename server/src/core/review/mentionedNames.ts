import { allPieces, piecesOf } from '../lex/documentPieces.js';
import type { SourceFile } from '../source/sourceFile.js';
import { headerText } from './headerText.js';

/** Macros of the kernel's own headers that uapi headers use by mistake. */
export const kernelBitMacros: readonly string[] = ['BIT', 'BIT_ULL', 'GENMASK', 'GENMASK_ULL'];

/**
 * Names that rules ask about while the header is analysed (`AnalyzeOptions.lookUp`): those in its kernel-doc comments,
 * which a declaration may stand behind, so that a stale reference can be told (a word without an underscore is English),
 * and the kernel's bit macros.
 */
export function mentionedNames(file: SourceFile): readonly string[] {
  const pieces = piecesOf(file);
  if (pieces === undefined) return namesIn(file);
  const parts = allPieces(pieces).map((piece) => {
    let known = namesOfPieces.get(piece);
    if (known === undefined) {
      known = namesIn(piece);
      namesOfPieces.set(piece, known);
    }
    return known;
  });
  const isSame = parts.length === last.parts.length && parts.every((part, i) => sameNames(part, last.parts[i]));
  if (!isSame) last = { parts, names: [...new Set(parts.flat())] };
  return last.names;
}

/** The names of the document looked at last: few edits change them, and the same list is known to `unit/knownNames.ts`. */
let last: { readonly parts: readonly (readonly string[])[]; readonly names: readonly string[] } = {
  parts: [],
  names: [],
};

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}

const namesOfPieces = new WeakMap<SourceFile, readonly string[]>();

function namesIn(file: SourceFile): readonly string[] {
  const { text } = file;
  const names = new Set(kernelBitMacros.filter((name) => text.includes(`${name}(`)));
  if (!text.includes('/**')) return [...names];
  for (const { isKernelDoc, text: comment } of headerText(file).comments) {
    if (isKernelDoc) for (const name of comment.match(/\b[A-Za-z]\w*_\w*/g) ?? []) names.add(name);
  }
  return [...names];
}
