import { docName } from '../../../review/documentedParts.js';
import type { DocumentedRule } from '../../rule.js';

/**
 * Entries of a kernel-doc comment in another order than the members of the struct. The first entry that stands before
 * one of an earlier member is reported. Enumerators are left alone, since
 * authors group them by meaning, and so are members of nested structs.
 */
export const rule: DocumentedRule = {
  id: 'kdoc/order',
  scope: 'documented',
  why:
    'Entries in another order than the members make the two hard to compare: what was moved in the struct, or is missing, ' +
    'is not noticed in review.',
  reference: {
    title: 'Writing kernel-doc comments, "Structure, union, and enumeration documentation"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#structure-union-and-enumeration-documentation',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check: ({ header }, { title, parts }) => {
    if (parts.doc.kind === 'enum') return [];
    const places = new Map(parts.declared.map(({ name }, index) => [name, index]));
    const entries = parts.doc.members.filter(({ name }) => places.has(docName(name)) && !name.includes('.'));
    const placeOf = ({ name }: (typeof entries)[number]): number => places.get(docName(name)) ?? 0;
    const at = entries.findIndex((entry, i) => i > 0 && placeOf(entry) < placeOf(entries[i - 1]));
    if (at < 0) return [];
    const { name, range } = entries[at];
    return [
      {
        symbol: parts.declared[placeOf(entries[at])].symbol,
        range,
        message: `${title}: '${name}' is described after '${entries[at - 1].name}', but declared before it`,
        abis: header.abiIds,
        help: 'put the entries into the order of the members',
      },
    ];
  },
};
