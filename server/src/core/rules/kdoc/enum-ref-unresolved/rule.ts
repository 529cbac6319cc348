import { crossFileRule } from '../../rule.js';
import { ownNames, type ReferenceFacts, unresolvedFindings } from '../ownNames.js';
import { renameFix, unknownReferences } from '../references.js';

/**
 * `One of enum x`, `Combination of enum x` and relatives, where no header of the run or of the same folder declares
 * the enum. As in kdoc/stale-reference, only names with the header's own prefix are judged.
 */
export const rule = crossFileRule<ReferenceFacts>({
  id: 'kdoc/enum-ref-unresolved',
  why:
    'The comment refers to an enum for the values of a member, and user space has no such enum: nobody can tell which ' +
    'values are valid, neither a reader nor a tool that checks them.',
  reference: {
    title: 'Writing kernel-doc comments, "Highlights and cross-references"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#highlights-and-cross-references',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  collect: ({ header }) => ({
    declares: ownNames(header),
    unresolved: unknownReferences(header).flatMap(({ kind, name, ranges, symbol, nearest }) => {
      if (kind !== 'values') return [];
      const about = symbol === undefined ? 'the comment' : `'${symbol}'`;
      const finding = {
        ...(symbol === undefined ? {} : { symbol }),
        range: ranges[0],
        message: `${about} takes its values from enum ${name}, which no header declares`,
        abis: header.abiIds,
        help:
          nearest === undefined
            ? 'declare the enum in this header, or name the constants that are valid'
            : `enum '${nearest}' may be meant`,
        fixes: renameFix(ranges, name, nearest),
      };
      return [{ name, finding }];
    }),
  }),
  check: unresolvedFindings,
});
