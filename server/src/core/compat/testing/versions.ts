/** Versions of a header from text, for the tests of the comparison. */
import { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { builtinHeader } from '../../target/builtinHeaders.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import type { Change } from '../change.js';
import { compareSnapshots } from '../compareSnapshots.js';
import type { HeaderSnapshot } from '../headerSnapshot.js';
import { publishedNames, reachesOf } from '../reaches.js';
import { readBaseline } from '../readBaseline.js';
import { takeSnapshot } from '../takeSnapshot.js';
import { writeBaseline } from '../writeBaseline.js';

const prelude = '#include <linux/types.h>\n#include <linux/ioctl.h>\n';

interface Version {
  readonly snapshot: HeaderSnapshot;
  readonly reviewed: ReviewedHeader;
}

function version(
  text: string,
  ids: readonly string[],
  old?: HeaderSnapshot,
  others: Record<string, string> = {},
): Version {
  const files = new Map<string, SourceFile>();
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const content = others[spelling] ?? builtinHeader(spelling)?.text;
        if (content === undefined) return undefined;
        const file = files.get(spelling) ?? source(spelling, content);
        files.set(spelling, file);
        return { file, root: 0 };
      },
    }),
  });
  const file = source('foo.h', prelude + text);
  const abis = ALL_ABIS.filter(({ id }) => ids.includes(id));
  const lookUp = old === undefined ? [] : publishedNames(old);
  const reviewed = new ReviewedHeader(file, session.analyze(file, abis, { lookUp }), {});
  return { reviewed, snapshot: takeSnapshot(reviewed) };
}

function source(name: string, text: string): SourceFile {
  return { path: `/${name}`, displayName: name, text, view: 'installed' };
}

const usualAbis = ['x86_64', 'i386'];

export function snapshotOf(text: string, ids: readonly string[] = usualAbis): HeaderSnapshot {
  return version(text, ids).snapshot;
}

/** The changes from one text to another; the new one may include `others`. */
export function changesBetween(
  before: string,
  after: string,
  ids: readonly string[] = usualAbis,
  others: Record<string, string> = {},
): readonly Change[] {
  const old = snapshotOf(before, ids);
  const { snapshot, reviewed } = version(after, ids, old, others);
  return compareSnapshots(old, snapshot, { reaches: reachesOf(reviewed) });
}

/** `VERDICT KIND SYMBOL` */
export function verdicts(changes: readonly Change[]): readonly string[] {
  return changes.map(({ verdict, kind, symbol }) => `${verdict} ${kind} ${symbol}`);
}

/** What a baseline says of it. */
export function throughBaseline(snapshot: HeaderSnapshot): HeaderSnapshot {
  const read = readBaseline(writeBaseline([snapshot]));
  if ('error' in read) throw new Error(read.error);
  const [known] = read.headers.values();
  return known;
}
