/**
 * Two versions of a set of headers. Besides what `compareSnapshots` says of each: headers that went, and declarations
 * that went from one header to another.
 */

import type { AbiId } from '../target/abi.js';
import { type Change, inEveryStyle, worse } from './change.js';
import { compareConstants } from './compareConstants.js';
import { compareRecord } from './compareRecords.js';
import { type Addition, additionsOf, change, compareSnapshots } from './compareSnapshots.js';
import { attachEmbedders } from './embedders.js';
import { type HeaderSnapshot, recordKey } from './headerSnapshot.js';
import type { Reaches } from './removedConstants.js';

export interface HeaderPair {
  readonly header: string;
  readonly old: HeaderSnapshot;
  readonly new: HeaderSnapshot;
  readonly reaches?: Reaches;
}

/** A header that the old set had and the new one has not. */
export interface RemovedHeader {
  readonly header: string;
  readonly abis: readonly AbiId[];
}

export interface HeaderChange extends Change {
  readonly header: string;
}

export interface TreeComparison {
  readonly changes: readonly HeaderChange[];
  /** By header; only headers with additions. */
  readonly additions: ReadonlyMap<string, readonly Addition[]>;
}

export interface TreeOptions {
  readonly removed?: readonly RemovedHeader[];
  /** The new header, of those that the old set had not, that seems to declare a name; asked for what is gone only. */
  readonly newHome?: (name: string) => string | undefined;
}

export function compareTrees(
  pairs: readonly HeaderPair[],
  { removed = [], newHome = () => undefined }: TreeOptions = {},
): TreeComparison {
  const homes = newHomes(pairs);
  const homeOf = (name: string): string | undefined =>
    (homes.constants.get(name) ?? homes.records.get(`struct ${name}`) ?? homes.records.get(`union ${name}`))?.header ??
    newHome(name);
  const changes: HeaderChange[] = removed.map(({ header, abis }) => ({
    ...change(header, 'header-removed', 'break', abis, `the header ${header} is gone`),
    header,
  }));
  const additions = new Map<string, readonly Addition[]>();
  for (const pair of pairs) {
    const { header, old, new: after, reaches = () => false } = pair;
    const add = (found: readonly Change[]): void => {
      for (const each of found) changes.push({ ...each, header });
    };
    add(compareSnapshots(old, after, { reaches, keepsEmbedders: true }).map((each) => elsewhere(each, header, homeOf)));
    add(movedDeclarations(old, after, reaches, homes));
    const added = additionsOf(old, after);
    if (added.length > 0) additions.set(header, added);
  }
  return { changes: attachEmbedders(changes), additions };
}

/** Headers that declare something which they did not declare before, by record or constant. */
interface Homes {
  readonly records: ReadonlyMap<string, HeaderSnapshot>;
  readonly constants: ReadonlyMap<string, HeaderSnapshot>;
}

function newHomes(pairs: readonly HeaderPair[]): Homes {
  const records = new Map<string, HeaderSnapshot>();
  const constants = new Map<string, HeaderSnapshot>();
  for (const { old, new: after } of pairs) {
    for (const key of after.records.keys()) if (!old.records.has(key)) records.set(key, after);
    for (const name of after.constants.keys()) if (!old.constants.has(name)) constants.set(name, after);
  }
  return { records, constants };
}

/** What is gone from its header but new in another one: programs have to include that one now. */
function elsewhere(each: Change, header: string, homeOf: (name: string) => string | undefined): Change {
  if (!/-removed$/.test(each.kind) || each.verdict !== 'break' || each.symbol.includes('.')) return each;
  const home = homeOf(each.symbol);
  if (home === undefined || home === header) return each;
  const message = `${each.message}; ${home} declares it now, and has to be included`;
  return { ...each, verdict: 'ambiguous', perStyle: inEveryStyle('ambiguous'), message };
}

/** Declarations that went to a header which the old one includes: they are compared there. */
function movedDeclarations(
  old: HeaderSnapshot,
  after: HeaderSnapshot,
  reaches: Reaches,
  homes: Homes,
): readonly Change[] {
  const found: Change[] = [];
  for (const [key, record] of old.records) {
    const home = homes.records.get(key);
    const now = home?.records.get(recordKey(record));
    if (after.records.has(key) || now === undefined || !reaches(record.name, 'record')) continue;
    found.push(...compareRecord(record, now));
  }
  const constants = new Map(
    [...old.constants].flatMap(([name, constant]) => {
      const now = after.constants.has(name) ? undefined : homes.constants.get(name)?.constants.get(name);
      return now === undefined || !reaches(name, 'constant') ? [] : [[name, { constant, now }] as const];
    }),
  );
  if (constants.size > 0) {
    const part = (which: 'constant' | 'now'): HeaderSnapshot => ({
      ...old,
      constants: new Map([...constants].map(([name, pair]) => [name, pair[which]])),
    });
    found.push(...compareConstants(part('constant'), part('now')));
  }
  return found;
}

/** The worst of the verdicts; `ok` where nothing changed. */
export function worstVerdict(changes: readonly Change[]): Change['verdict'] {
  return changes.reduce<Change['verdict']>((verdict, each) => worse(verdict, each.verdict), 'ok');
}
