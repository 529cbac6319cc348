/**
 * User memory that a function reads twice, and a use of the second value. Of a pair of reads the flow is followed through
 * three stages: the first read, the second read, a use. Between them an assignment of the first value, a comparison of
 * both, or a new user address ends the matter.
 */
import { membersOf } from '../review/byAbi.js';
import type { Expression, Span } from '../surface/ast.js';
import type { FlowPoint } from '../surface/flow.js';
import { joinMaps, solveFlow } from '../surface/solveFlow.js';
import { calleeName, visitExpression } from '../surface/visit.js';
import { codeType, recordTag } from './codeTypes.js';
import type { DriverSource } from './driverSource.js';
import { objectPlace } from './events.js';
import type { AccessAt, FunctionFacts } from './functionFacts.js';
import { covers, isRootedIn } from './places.js';
import type { UserAccess } from './userAccess.js';

export interface DoubleFetch {
  readonly first: UserAccess;
  readonly second: UserAccess;
  /** The use of the second value. */
  readonly use: Span;
  /** The object with the second value, and the one with the first. */
  readonly place: string;
  readonly known: string;
}

interface Fetch extends AccessAt {
  /** Where the bytes go. */
  readonly object: string;
  readonly address: string;
}

/** Objects that hold the same bytes after two reads. */
interface Twin {
  readonly known: string;
  readonly place: string;
  /** Tested after the first read; a test of the second is then as good. */
  readonly isRetested: boolean;
}

/** Pairs of reads beyond which a function is not looked at. */
const MAX_FETCHES = 40;

export function doubleFetches(facts: FunctionFacts): readonly DoubleFetch[] {
  const fetches = fetchesIn(facts);
  if (fetches.length < 2 || fetches.length > MAX_FETCHES) return [];
  const found: DoubleFetch[] = [];
  for (const first of fetches) {
    for (const second of fetches) {
      if (second.access.call.start <= first.access.call.start) continue;
      const twins = twinsOf(facts, first, second);
      if (twins.length > 0) found.push(...usesOf(facts, first, second, twins));
    }
  }
  return found;
}

function fetchesIn(facts: FunctionFacts): readonly Fetch[] {
  return facts.accesses.flatMap(({ access, point }) => {
    if (access.direction !== 'in') return [];
    const address = facts.userAddress(access.user);
    const object =
      access.result === 'pointer' ? duplicateOf(facts, point, access.call) : objectPlace(access, facts.targets);
    return address === undefined || object === undefined ? [] : [{ access, point, address, object }];
  });
}

function duplicateOf(facts: FunctionFacts, point: FlowPoint, call: Expression): string | undefined {
  for (const event of facts.eventsAt(point)) {
    if (event.kind === 'write' && event.value === call) return `*${event.place}`;
  }
  return undefined;
}

/** Name of the 32-bit member that a record begins with; undefined where that is not known. */
export function firstMember(source: DriverSource, tag: string): string | undefined {
  const layout = source.record(tag)?.record.onAbis[0]?.record.layout;
  if (layout !== undefined) {
    const first = membersOf(layout).find(({ offsetBits, sizeBytes }) => offsetBits === 0 && sizeBytes === 4);
    return first?.path;
  }
  for (const { records } of source.surfaces) {
    const record = records.find((each) => each.tag.text === tag);
    if (record !== undefined) return record.members[0]?.name.text;
  }
  return undefined;
}

function twinsOf(facts: FunctionFacts, first: Fetch, second: Fetch): readonly Twin[] {
  const member = (object: string, path: string): string =>
    object.startsWith('*') ? `${object.slice(1)}->${path}` : `${object}.${path}`;
  if (first.address === second.address) {
    if (first.access.isObjectItself && second.access.isObjectItself) {
      return first.object === second.object ? [] : [{ known: first.object, place: second.object, isRetested: false }];
    }
    if (first.access.isObjectItself) {
      const tag = tagOf(facts, second);
      const path = tag === undefined ? undefined : firstMember(facts.source, tag);
      return path === undefined ? [] : [{ known: first.object, place: member(second.object, path), isRetested: false }];
    }
    // What was tested in the first copy, and is used from the second.
    return testedPaths(facts, first, second).map((path) => ({
      known: member(first.object, path),
      place: second.access.isObjectItself ? second.object : member(second.object, path),
      isRetested: true,
    }));
  }
  const path = first.address.startsWith(`${second.address}->`)
    ? first.address.slice(second.address.length + 2)
    : undefined;
  if (path === undefined || !/^\w+$/.test(path) || !first.access.isObjectItself || second.access.isObjectItself)
    return [];
  return [{ known: first.object, place: member(second.object, path), isRetested: false }];
}

function tagOf(facts: FunctionFacts, { object, access }: Fetch): string | undefined {
  const name = object.replace(/^\*/, '');
  const variable = facts.variable(name, access.call.start);
  return variable === undefined ? undefined : recordTag(codeType(variable.type), object.startsWith('*') ? 1 : 0);
}

/** Members of the first copy that a condition looks at before the second read. */
function testedPaths(facts: FunctionFacts, first: Fetch, second: Fetch): readonly string[] {
  const paths = new Set<string>();
  const prefix = first.object.startsWith('*') ? `${first.object.slice(1)}->` : `${first.object}.`;
  for (const point of facts.flow.points) {
    if (point.kind !== 'branch' || point.start < first.access.call.end || point.start > second.access.call.start)
      continue;
    for (const event of facts.eventsAt(point)) {
      if (event.kind === 'read' && event.place.startsWith(prefix)) paths.add(event.place.slice(prefix.length));
    }
  }
  return [...paths];
}

/** The stage is kept under the empty name; objects with a second value under theirs. */
type Stage = ReadonlyMap<string, 'first' | 'tested' | 'again'>;
const STAGE = '';
const tested = (known: string): string => `tested ${known}`;

function usesOf(facts: FunctionFacts, first: Fetch, second: Fetch, twins: readonly Twin[]): readonly DoubleFetch[] {
  const before = solveFlow<Stage>(facts.flow, {
    entry: new Map(),
    after: (point, stage) => behind(facts, point, stage, { first, second, twins }),
    join: (a, b) => joinMaps(a, b, (x) => x),
  });
  if (before === undefined) return [];
  const found: DoubleFetch[] = [];
  for (const { known, place, isRetested } of twins) {
    for (const point of facts.flow.points) {
      if (before.get(point)?.get(place) !== 'again') continue;
      const events = facts.eventsAt(point);
      if (isRetested && point.kind === 'branch') continue;
      if (events.some((event) => event.kind === 'read' && event.place === known && known !== place)) continue;
      const use = events.find((event) => event.kind === 'read' && event.place === place);
      if (use?.kind !== 'read' || (isRetested && !isSizeOrIndex(point, use.expression))) continue;
      found.push({ first: first.access, second: second.access, use: use.expression, place, known });
      break;
    }
  }
  return found;
}

/** Is it a size or an index? Of a record that is read twice only such a use is a hazard for sure. */
function isSizeOrIndex({ expression }: FlowPoint, use: Expression): boolean {
  let found = false;
  const isInside = (outer: Expression): boolean => outer.start <= use.start && use.end <= outer.end;
  if (expression === undefined) return false;
  visitExpression(expression, (part) => {
    if (part.kind === 'index' && isInside(part.index)) found = true;
    if (part.kind !== 'call' || !/alloc|copy|memdup|memcpy|memmove|memset|array_size/.test(calleeName(part) ?? ''))
      return;
    if (part.arguments.some(isInside)) found = true;
  });
  return found;
}

function behind(
  facts: FunctionFacts,
  point: FlowPoint,
  before: Stage,
  { first, second, twins }: { readonly first: Fetch; readonly second: Fetch; readonly twins: readonly Twin[] },
): Stage {
  let stage = before;
  const reads = new Set<string>();
  const set = (name: string, value: 'first' | 'tested' | 'again'): void => {
    stage = new Map(stage).set(name, value);
  };
  const end = (name: string): void => {
    if (!stage.has(name)) return;
    const left = new Map(stage);
    left.delete(name);
    stage = left;
  };
  const startsSecond = (): void => {
    if (!stage.has(STAGE)) return;
    for (const { place, known, isRetested } of twins) {
      if (!isRetested || stage.has(tested(known))) set(place, 'again');
    }
  };
  for (const event of facts.eventsAt(point)) {
    if (event.kind === 'read') reads.add(event.place);
    if (event.kind === 'write') {
      for (const { place } of twins) if (covers(event.place, place) || covers(place, event.place)) end(place);
      if (isRootedIn(second.address, event.place) || isRootedIn(first.address, event.place)) stage = new Map();
      if (event.value === second.access.call) startsSecond();
    }
    if (event.kind === 'call' && event.access !== undefined) {
      if (event.call === second.access.call && second.access.result !== 'pointer') startsSecond();
      else if (event.access.direction === 'in' && event.call !== second.access.call) {
        const object = objectPlace(event.access, facts.targets);
        for (const { place } of twins) if (object !== undefined && covers(object, place)) end(place);
      }
      if (event.call === first.access.call) set(STAGE, 'first');
    }
  }
  for (const { known, place, isRetested } of twins) {
    const isCompared = known !== place && reads.has(known) && reads.has(place);
    if (point.kind === 'branch' && isRetested && stage.has(STAGE) && reads.has(known)) set(tested(known), 'tested');
    if (point.kind === 'branch' && (isCompared || (isRetested && reads.has(place)))) end(place);
  }
  return stage;
}
