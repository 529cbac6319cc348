import type { SourceFile } from '../source/sourceFile.js';
import { headerText } from './headerText.js';

/**
 * Names in the kernel-doc comments of a header that a declaration may stand behind: to be looked up while the header is
 * analysed (`AnalyzeOptions.lookUp`), so that rules can tell a stale reference.
 */
export function mentionedNames(file: SourceFile): readonly string[] {
  if (!file.text.includes('/**')) return [];
  const names = new Set<string>();
  for (const { isKernelDoc, text } of headerText(file).comments) {
    if (!isKernelDoc) continue;
    for (const [name] of text.matchAll(/[A-Za-z_]\w{2,}/g)) names.add(name);
  }
  return [...names];
}
