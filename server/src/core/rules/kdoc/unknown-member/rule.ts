import { slipOf } from '../../../base/editDistance.js';
import { docName } from '../../../review/documentedParts.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { FileRange } from '../../../source/sourceFile.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { type DocumentedDeclaration, describedNames, documentedDeclarations } from '../docEntries.js';
import { renameFix } from '../references.js';

/**
 * An entry `@x:` that describes no member or enumerator. A name that stands in the declaration all the same is left
 * alone: it is declared for other ABIs, or inside a nested struct with a tag. Members of nested structs are known by
 * their path only, as scripts/kernel-doc wants it.
 */
export const rule: FileRule = {
  id: 'kdoc/unknown-member',
  scope: 'file',
  why:
    'The entry describes a member that does not exist, mostly after a rename: scripts/kernel-doc warns of an excess ' +
    'member, and the member that was meant has no description.',
  reference: {
    title: 'Writing kernel-doc comments, "Members"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#members',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: (context) => documentedDeclarations(context.header).flatMap((each) => findingsOf(each, context)),
};

function findingsOf(declaration: DocumentedDeclaration, { header, analyses }: RuleContext): readonly RuleFinding[] {
  const { title, parts, range: whole } = declaration;
  const known = new Set(parts.declared.map(({ name }) => name));
  const described = describedNames(parts);
  const undescribed = parts.declared.map(({ name }) => name).filter((name) => !described.has(name));
  return parts.described.flatMap(({ name: written, range }) => {
    const name = docName(written);
    if (known.has(name) || name.startsWith('...')) return [];
    const nested = undescribed.filter((each) => each.endsWith(`.${name}`));
    if (nested.length === 0 && isInText(header, whole, name.slice(name.lastIndexOf('.') + 1))) return [];
    const meant = nested.length === 1 ? nested[0] : nested.length > 1 ? undefined : slipOf(name, undescribed);
    return [
      {
        symbol: parts.doc.name,
        range,
        message: `${title} has no member '${name}', which its kernel-doc comment describes`,
        abis: analyses.map(({ abi }) => abi.id),
        help: meant === undefined ? 'describe what the declaration has, or drop the entry' : `'${meant}' may be meant`,
        fixes: renameFix([range], written, meant),
      },
    ];
  });
}

/** True when the identifier stands in the code of the range, in parts that no ABI of the run reads too. */
function isInText({ text: { code } }: ReviewedHeader, { start, end }: FileRange, name: string): boolean {
  let low = 0;
  let high = code.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (code[middle].range.start < start) low = middle + 1;
    else high = middle;
  }
  for (; low < code.length && code[low].range.start < end; low++) if (code[low].text === name) return true;
  return false;
}
