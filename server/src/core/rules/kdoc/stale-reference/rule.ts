import { crossFileRule, type RuleContext, type RuleFinding } from '../../rule.js';
import { ownNames, type ReferenceFacts, type UnresolvedName, unresolvedFindings } from '../ownNames.js';
import { type Reference, renameFix, unknownReferences } from '../references.js';

/**
 * A constant in capitals, or a struct, union or enum, that a kernel-doc comment mentions and that no header declares. It
 * is looked up in the header, in what it includes, and in all other headers of the run and of its folder. Only names with
 * a prefix that a fair part of the header's own names share are judged: errnos, flags of other headers and the kernel's
 * own functions and structs have other prefixes. A tag must moreover be marked (`&struct foo_x`) or a slip away from a
 * declared one, since the kernel has structs with the header's prefix that user space never sees, and so must a constant
 * of two words (`FOO_FAULT`), which may be the name of a thing. `FOO_MODE_*` and the common beginning of several names
 * stand for them all.
 */
export const rule = crossFileRule<ReferenceFacts>({
  id: 'kdoc/stale-reference',
  why:
    'The documentation names something that does not exist, mostly after a rename: readers look for it in vain, and the ' +
    'generated pages have no link there.',
  reference: {
    title: 'Writing kernel-doc comments, "Highlights and cross-references"',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html#highlights-and-cross-references',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  collect: (context) => ({
    declares: ownNames(context.header),
    unresolved: [...staleNames(context), ...wrongTitles(context)],
  }),
  check: unresolvedFindings,
});

function staleNames({ header }: RuleContext): readonly UnresolvedName[] {
  const abis = header.abiIds;
  return unknownReferences(header).flatMap((reference) => {
    const { kind, name, keyword, isMarked, ranges, symbol, nearest } = reference;
    const isNamed = isMarked || nearest !== undefined || (kind === 'constant' && name.split('_').length > 2);
    if (kind === 'values' || !isNamed) return [];
    const spelled = keyword === '' ? name : `${keyword} ${name}`;
    const finding: RuleFinding = {
      ...(symbol === undefined ? {} : { symbol }),
      range: ranges[0],
      message: `the comment mentions ${spelled}, which no header declares${times(reference)}`,
      abis,
      help:
        nearest === undefined
          ? 'name what the interface has today, or leave the sentence out'
          : `'${nearest}' may be meant`,
      fixes: renameFix(ranges, name, nearest),
    };
    return [{ name, finding }];
  });
}

function times({ ranges }: Reference): string {
  return ranges.length === 1 ? '' : ` (${ranges.length} times)`;
}

/** A comment whose title names another struct than the one that follows: a copy that was not adapted. */
function wrongTitles({ header }: RuleContext): readonly UnresolvedName[] {
  return header.records.flatMap((record) => {
    const doc = header.kernelDocOf(record);
    if (doc === undefined || doc.kind !== record.kind || doc.name === record.name) return [];
    if (header.recordsByName.has(doc.name)) return [];
    const finding: RuleFinding = {
      symbol: record.name,
      range: doc.nameRange,
      message: `the kernel-doc comment of ${record.kind} ${record.name} is about ${doc.kind} ${doc.name}`,
      abis: header.abiIds,
      help: 'kernel-doc drops a comment whose title does not name what follows it',
      fixes: renameFix([doc.nameRange], doc.name, record.name),
    };
    return [{ name: doc.name, finding }];
  });
}
