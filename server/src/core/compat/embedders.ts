/**
 * A record inside another carries its changes along. The reader wants the cause once: the changes of the records that
 * only follow become notes of the change that caused them, which is as bad as the worst of them.
 */
import { type Change, type ChangeKind, worse, worsePerStyle } from './change.js';

/** What leaves the size and the alignment of its record as they are causes nothing in the records around it. */
const movesNothing: ReadonlySet<ChangeKind> = new Set([
  'kdoc-weakened',
  'member-added',
  'member-renamed',
  'member-signedness',
  'member-type-changed',
  'reserved-consumed',
]);

export function attachEmbedders<C extends Change>(changes: readonly C[]): readonly C[] {
  const followers = changes.filter(isFollower);
  if (followers.length === 0) return changes;
  const followerOf = new Map(followers.map((change) => [change.symbol, change]));
  const causeOf = new Map<string, C>();
  for (const change of changes) {
    if (change.follows !== undefined || movesNothing.has(change.kind)) continue;
    const record = change.symbol.split('.', 1)[0];
    const known = causeOf.get(record);
    if (known === undefined || worse(known.verdict, change.verdict) !== known.verdict) causeOf.set(record, change);
  }
  const notes = new Map<C, C[]>();
  const told = new Set<C>();
  for (const follower of followers) {
    const cause = rootOf(follower, followerOf, causeOf);
    if (cause === undefined) continue;
    told.add(follower);
    const known = notes.get(cause);
    if (known === undefined) notes.set(cause, [follower]);
    else known.push(follower);
  }
  return changes.filter((change) => !told.has(change)).map((change) => withNotes(change, notes.get(change) ?? []));
}

type Follower<C> = C & { readonly follows: readonly string[] };

function isFollower<C extends Change>(change: C): change is Follower<C> {
  return change.follows !== undefined;
}

/** The change that a follower comes from, through any number of records between. */
function rootOf<C extends Change>(
  follower: Follower<C>,
  followerOf: ReadonlyMap<string, Follower<C>>,
  causeOf: ReadonlyMap<string, C>,
): C | undefined {
  const seen = new Set([follower]);
  for (const each of seen) {
    for (const name of each.follows) {
      const cause = causeOf.get(name);
      if (cause !== undefined) return cause;
      const next = followerOf.get(name);
      if (next !== undefined) seen.add(next);
    }
  }
  return undefined;
}

function withNotes<C extends Change>(change: C, followers: readonly C[]): C {
  if (followers.length === 0) return change;
  return {
    ...change,
    verdict: followers.reduce((verdict, follower) => worse(verdict, follower.verdict), change.verdict),
    perStyle: followers.reduce((perStyle, follower) => worsePerStyle(perStyle, follower.perStyle), change.perStyle),
    related: [
      ...change.related,
      ...followers.map(({ symbol, message, range }) => ({
        symbol,
        message,
        ...(range === undefined ? {} : { range }),
      })),
    ],
  };
}
