/** A header compared with the version that programs are built against. */
import {
  type Abi,
  type Addition,
  abiNames,
  compareTrees,
  type HeaderChange,
  type HeaderSnapshot,
  reachesOf,
  takeSnapshot,
  type Verdict,
} from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { code } from './markdown.js';

export interface ComparedHeader {
  /** What breaks first, then what may, then what is compatible. */
  readonly changes: readonly HeaderChange[];
  readonly additions: readonly Addition[];
  /** The older version does not have the header. */
  readonly isNew: boolean;
}

/** @param abis those to compare on */
export function compareWith(
  document: HeaderDocument,
  old: HeaderSnapshot | undefined,
  abis: readonly Abi[],
): ComparedHeader {
  if (old === undefined) return { changes: [], additions: [], isNew: true };
  const { header } = document.comparedWith(old, abis);
  const name = document.file.displayName;
  const pair = { header: name, old, new: takeSnapshot(header, name), reaches: reachesOf(header) };
  const { changes, additions } = compareTrees([pair]);
  const sorted = verdicts.flatMap((verdict) => changes.filter((change) => change.verdict === verdict));
  return { changes: sorted, additions: [...additions.values()].flat(), isNew: false };
}

const verdicts: readonly Verdict[] = ['break', 'ambiguous', 'ok'];

const titles: Readonly<Record<Verdict, string>> = {
  break: 'Incompatible',
  ambiguous: 'Depends on what the header does not say',
  ok: 'Compatible',
};

export function comparedMarkdown({ changes, additions, isNew }: ComparedHeader, all: readonly Abi[]): string {
  if (isNew) return 'The header is new';
  const ids = all.map(({ id }) => id);
  const sections = verdicts.flatMap((verdict) => {
    const own = changes.filter((change) => change.verdict === verdict);
    if (own.length === 0) return [];
    const lines = own.map(({ message, kind, abis, related }) => {
      const where = abis.length === ids.length ? '' : ` (${abiNames(abis, ids)})`;
      return [`- ${message}${where} ${code(kind)}`, ...related.map((each) => `  - ${each.message}`)].join('\n');
    });
    return [`### ${titles[verdict]} (${own.length})\n\n${lines.join('\n')}`];
  });
  const added = additions.map(({ symbol }) => code(symbol));
  if (added.length > 0) sections.push(`### New (${added.length})\n\n${added.join(', ')}`);
  return sections.length === 0 ? 'No change' : sections.join('\n\n');
}
