import type { DeclaredPart, DocumentedDeclaration } from '../../../review/documentedParts.js';
import type { DocumentedRule, RuleContext, RuleFinding } from '../../rule.js';
import { describedNames, entryFix } from '../docEntries.js';

/**
 * A member or enumerator without an entry in the kernel-doc comment of its struct, union or enum; entries in comments of
 * their own inside the record count. Members below `private:` are passed over, as are anonymous ones and the helpers of
 * `__struct_group` and `__DECLARE_FLEX_ARRAY`, and enumerators that only count or fill up; a member of a named nested
 * struct is described as `outer.inner`. An entry `inner` that misses the path is the matter of kdoc/unknown-member. A
 * comment that describes no member at all is one finding, and none for an enum, whose names often speak for themselves.
 */
export const rule: DocumentedRule = {
  id: 'kdoc/member-undocumented',
  scope: 'documented',
  why:
    'A struct with a kernel-doc comment is expected to describe every member: scripts/kernel-doc warns of each one that ' +
    'is missing, and readers cannot tell what to put there.',
  reference: {
    title: 'Writing kernel-doc comments, "Structure, union, and enumeration documentation"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#structure-union-and-enumeration-documentation',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: (context, declaration) => findingsOf(declaration, context),
};

function findingsOf(declaration: DocumentedDeclaration, { header }: RuleContext): readonly RuleFinding[] {
  const { title, parts } = declaration;
  const abis = header.abiIds;
  const described = describedNames(parts);
  if (described.size === 0) {
    if (parts.doc.kind === 'enum' || !parts.declared.some(({ isPrivate }) => !isPrivate)) return [];
    const { name, nameRange } = parts.doc;
    const message = `${title}: the kernel-doc comment describes none of the members`;
    return [{ symbol: name, range: nameRange, message, abis, help: "add a line '@member: …' for each of them" }];
  }
  const isOpen = ({ name, isPrivate }: DeclaredPart): boolean =>
    !isPrivate && !described.has(name) && !described.has(lastPart(name));
  return parts.declared
    .filter((part) => isOpen(part) && !(parts.doc.kind === 'enum' && isBookkeeping(part.name)))
    .map(({ name, symbol, range }) => ({
      symbol,
      range,
      message: `${title}: '${name}' is not described in the kernel-doc comment`,
      abis,
      help: `add a line '@${name}: …' that says what it is, which way it goes and which values are valid`,
      fixes: entryFix(declaration, name, 'TODO'),
    }));
}

/** Enumerators that only count or fill up: `__FOO_MAX`, `FOO_UNSPEC`, `FOO_PAD`. */
function isBookkeeping(name: string): boolean {
  return /^__|_(?:MAX|UNSPEC|PAD|COUNT|LAST|END|NUM)$|^NUM_/i.test(name);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
