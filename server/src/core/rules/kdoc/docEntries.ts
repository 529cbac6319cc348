/** Members and enumerators against the entries of their kernel-doc comment, and edits that add an entry. */
import { type DocumentedDeclaration, type DocumentedParts, docName } from '../../review/documentedParts.js';
import type { KernelDocMember } from '../../review/kernelDoc.js';
import type { FileRange } from '../../source/sourceFile.js';
import type { Fix } from '../rule.js';

/** Entries by the name that they describe. */
export function describedNames({ described }: DocumentedParts): ReadonlyMap<string, KernelDocMember> {
  return new Map(described.map((entry) => [docName(entry.name), entry]));
}

/** Adds the entry of one member, after the entry of the member before it. */
export function entryFix({ parts }: DocumentedDeclaration, name: string, text: string): Fix[] {
  const { doc, declared } = parts;
  const entries = new Map(doc.members.map((entry) => [docName(entry.name), entry]));
  const at = declared.findIndex((part) => part.name === name);
  const { file } = doc.range;
  const title = `Describe '${name}' in the kernel-doc comment`;
  for (let i = at - 1; i >= 0; i--) {
    const previous = entries.get(declared[i].name);
    if (previous === undefined) continue;
    const lead = leadOf(previous);
    if (lead === undefined || file.text.startsWith('*/', skipBlanks(file.text, previous.entryRange.end))) return [];
    const end = previous.entryRange.end;
    return [
      { title, edits: [insertion(file, end, `${newlineOf(file.text)}${lead}@${name}: ${text}`)], effect: 'choice' },
    ];
  }
  const [next] = doc.members;
  const lead = next === undefined ? undefined : leadOf(next);
  if (next === undefined || lead === undefined) return [];
  const newText = `@${name}: ${text}${newlineOf(file.text)}${lead}`;
  return [{ title, edits: [insertion(file, next.entryRange.start, newText)], effect: 'choice' }];
}

/** What stands on the line before an entry (` * `), where that is only the star of a comment. */
function leadOf({ entryRange: { file, start } }: KernelDocMember): string | undefined {
  const lead = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  return /^[ \t]*\*?[ \t]*$/.test(lead) ? lead : undefined;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function insertion(file: FileRange['file'], at: number, newText: string): { range: FileRange; newText: string } {
  return { range: { file, start: at, end: at }, newText };
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
