/**
 * Facts that hold before each point of a function's flow, by sweeping over the points in the order in which they are
 * written until nothing changes. A loop costs one more sweep; a function that does not settle within `MAX_SWEEPS` has no
 * answer, and nobody says anything of it.
 */
import type { Flow, FlowEdge, FlowPoint } from './flow.js';

export interface FlowProblem<S> {
  readonly entry: S;
  /** What holds behind a point; the state given is not changed. */
  readonly after: (point: FlowPoint, before: S) => S;
  /** What a branch adds on one of its ways. */
  readonly along?: (point: FlowPoint, edge: FlowEdge, after: S) => S;
  /** Both ways lead here. It is `known` itself where `more` adds nothing. */
  readonly join: (known: S, more: S) => S;
}

const MAX_SWEEPS = 40;
/** Points of a function beyond which it is generated code, or a table in disguise. */
const MAX_POINTS = 8000;

export function solveFlow<S>({ entry, points }: Flow, problem: FlowProblem<S>): ReadonlyMap<FlowPoint, S> | undefined {
  if (points.length > MAX_POINTS) return undefined;
  const before = new Map<FlowPoint, S>([[entry, problem.entry]]);
  const waiting = new Set<FlowPoint>([entry]);
  for (let sweep = 0; waiting.size > 0; sweep++) {
    if (sweep === MAX_SWEEPS) return undefined;
    for (const point of points) {
      const state = waiting.delete(point) ? before.get(point) : undefined;
      if (state === undefined) continue;
      const after = problem.after(point, state);
      for (const edge of point.next) {
        const way = problem.along === undefined ? after : problem.along(point, edge, after);
        const known = before.get(edge.to);
        const joined = known === undefined ? way : problem.join(known, way);
        if (joined === known) continue;
        before.set(edge.to, joined);
        waiting.add(edge.to);
      }
    }
  }
  return before;
}

/** Joins states that are maps, value by value; a name that only one of them has keeps its value. */
export function joinMaps<V>(
  known: ReadonlyMap<string, V>,
  more: ReadonlyMap<string, V>,
  join: (known: V, more: V) => V,
): ReadonlyMap<string, V> {
  if (known === more) return known;
  let result: Map<string, V> | undefined;
  for (const [name, value] of more) {
    const old = known.get(name);
    const joined = old === undefined ? value : join(old, value);
    if (joined === old) continue;
    result ??= new Map(known);
    result.set(name, joined);
  }
  return result ?? known;
}
