/** Edits that the rules about types offer, besides another type for a member (`memberFixes.ts`). */
import { memberText } from '../../review/memberText.js';
import { question } from '../../review/question.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { TypedMember } from '../../review/typedMembers.js';
import { spellType } from '../../sema/ctype.js';
import { article, lastName, retypeMember } from '../memberFixes.js';
import type { Fix, TextEdit } from '../rule.js';

/** Another type for the member, by preference; the types of linux/types.h are included where they are not known yet. */
export function retypeFixes(
  header: ReviewedHeader,
  member: TypedMember,
  choices: readonly (readonly [type: string, effect: Fix['effect']])[],
): { readonly fixes?: readonly Fix[] } {
  const fixes = choices.map(([type, effect]) => retypeMember(member, type, effect));
  return fixesWithTypes(header, fixes);
}

/** Writes the whole declaration anew, for a pointer or a member that gets another name. */
export function redeclareFixes(
  header: ReviewedHeader,
  member: TypedMember,
  type: string,
  name = lastName(member.path),
): { readonly fixes?: readonly Fix[] } {
  return fixesWithTypes(header, [redeclaration(member, type, name)]);
}

function redeclaration({ path, range, chain }: TypedMember, type: string, name: string): Fix | undefined {
  const oldName = lastName(path);
  const found = memberText(range, oldName);
  if (found === undefined || found.isShared || found.type.includes('{')) return undefined;
  const { file } = range;
  const before = file.text.slice(found.range.start, range.start);
  const after = file.text.slice(range.start + oldName.length, found.range.end - 1);
  // Array bounds and the parameters of a function; anything else (an attribute, a comment) is not ours to drop.
  const bounds = /^\s*((?:\[[^[\]]*\]\s*)*)(?:\)\s*\([^;]*\)\s*)?$/.exec(after);
  if (bounds === null || /\/\*|\/\/|attribute/.test(before + after)) return undefined;
  const edits: TextEdit[] = [
    {
      range: { file, start: found.range.start, end: found.range.end - 1 },
      newText: `${type} ${name}${bounds[1].trimEnd()}`,
    },
  ];
  const { end } = found.range;
  if (chain.base.kind === 'pointer' && /^[ \t]*(\r?\n|$)/.test(file.text.slice(end, end + 80))) {
    const to = spellType(chain.base.to);
    const newText =
      chain.base.to.kind === 'function' || to === 'void'
        ? ' /* user pointer */'
        : ` /* ${to}${to.endsWith('*') ? '' : ' '}* */`;
    edits.push({ range: { file, start: end, end }, newText });
  }
  const target = name === oldName ? `'${path}'` : `'${path}' '${name}',`;
  return { title: `Make ${target} ${article(type)} ${type}`, edits, effect: 'layout' };
}

function fixesWithTypes(
  header: ReviewedHeader,
  fixes: readonly (Fix | undefined)[],
): { readonly fixes?: readonly Fix[] } {
  const possible = fixes.filter((fix) => fix !== undefined);
  if (possible.length === 0) return {};
  if (header.ask(knowsTypes, undefined)) return { fixes: possible };
  const include = header.part('typesInclude', () => typesInclude(header));
  return include === undefined ? {} : { fixes: possible.map((fix) => ({ ...fix, edits: [include, ...fix.edits] })) };
}

/** The header includes what declares `__u32`. */
const knowsTypes = question(({ file, analyses }, _: undefined) => {
  const isTypes = (name: string | undefined): boolean => name === 'linux/types.h' || name === 'asm/types.h';
  return analyses.every(
    (analysis) => isTypes(file.displayName) || analysis.includes.some(({ to }) => isTypes(to?.displayName)),
  );
});

/** What makes `__u32` known: an insertion before the first include or after the guard, or no safe place. */
function typesInclude({ file, text }: ReviewedHeader): TextEdit | undefined {
  const { directives } = text;
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `#include <linux/types.h>${newline}`;
  const first = directives.find(({ name, depth }) => name === 'include' && depth <= 1);
  const guard = directives[0]?.name === 'ifndef' && directives[1]?.name === 'define' ? directives[1] : undefined;
  if (first !== undefined) {
    const at = file.text.lastIndexOf('\n', first.range.start - 1) + 1;
    return { range: { file, start: at, end: at }, newText };
  }
  const lineEnd = guard === undefined ? -1 : file.text.indexOf('\n', guard.range.end);
  if (lineEnd < 0) return undefined;
  const range = { file, start: lineEnd + 1, end: lineEnd + 1 };
  return { range, newText: `${newline}${newText}` };
}
