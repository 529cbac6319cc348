import { slipOf } from '../../../base/editDistance.js';
import type { DocumentedDeclaration } from '../../../review/documentedParts.js';
import { docName } from '../../../review/documentedParts.js';
import { codeFrom } from '../../../review/headerText.js';
import type { FileRange } from '../../../source/sourceFile.js';
import type { DocumentedRule, RuleContext, RuleFinding } from '../../rule.js';
import { describedNames } from '../docEntries.js';
import { renameFix } from '../references.js';

/**
 * An entry `@x:` that describes no member or enumerator. A name that stands in the declaration all the same is left
 * alone: it is declared for other ABIs, or inside a nested struct with a tag. Members of nested structs are known by
 * their path only, as scripts/kernel-doc wants it.
 */
export const rule: DocumentedRule = {
  id: 'kdoc/unknown-member',
  scope: 'documented',
  why:
    'The entry describes a member that does not exist, mostly after a rename: scripts/kernel-doc warns of an excess ' +
    'member, and the member that was meant has no description.',
  reference: {
    title: 'Writing kernel-doc comments, "Members"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#members',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: (context, declaration) => findingsOf(declaration, context),
};

function findingsOf(declaration: DocumentedDeclaration, { header }: RuleContext): readonly RuleFinding[] {
  const { title, parts, range: whole } = declaration;
  const known = new Set(parts.declared.map(({ name }) => name));
  const described = describedNames(parts);
  const undescribed = parts.declared.map(({ name }) => name).filter((name) => !described.has(name));
  return parts.described.flatMap(({ name: written, range }) => {
    const name = docName(written);
    if (known.has(name) || name.startsWith('...')) return [];
    const nested = undescribed.filter((each) => each.endsWith(`.${name}`));
    if (nested.length === 0 && isInText(whole, name.slice(name.lastIndexOf('.') + 1))) return [];
    const meant = nested.length === 1 ? nested[0] : nested.length > 1 ? undefined : slipOf(name, undescribed);
    return [
      {
        symbol: parts.doc.name,
        range,
        message: `${title} has no member '${name}', which its kernel-doc comment describes`,
        abis: header.abiIds,
        help: meant === undefined ? 'describe what the declaration has, or drop the entry' : `'${meant}' may be meant`,
        fixes: renameFix([range], written, meant),
      },
    ];
  });
}

/** True when the identifier stands in the code of the range, in parts that no ABI of the run reads too. */
function isInText({ file, start, end }: FileRange, name: string): boolean {
  for (const { range, text } of codeFrom(file, start)) {
    if (range.start >= end) return false;
    if (text === name) return true;
  }
  return false;
}
