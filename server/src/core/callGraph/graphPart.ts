/**
 * The part of a call graph that somebody asks for: what a function calls, who calls it, or the functions of a context. Names
 * that the folder does not define are left out, except the primitives of user access and the one asked for.
 */
import type { CallEdge, CallNode } from './callGraph.js';
import { reached } from './chains.js';
import type { UserAccess } from './userAccess.js';

export interface GraphQuestion {
  /** What these call, directly or not. */
  readonly from?: readonly CallNode[];
  /** What calls these, directly or not; with `from`, what lies between. */
  readonly to?: readonly CallNode[];
  /** Only what carries the context, and the primitives that it calls. */
  readonly context?: string;
}

export interface GraphPart {
  readonly nodes: ReadonlySet<CallNode>;
  /** Calls from a function to another of the part, each pair once, in the order in which they are written. */
  readonly callsOf: (node: CallNode) => readonly CallEdge[];
  /** Functions of the part that none of the part calls; of a circle that nothing leads into, its first. */
  readonly tops: readonly CallNode[];
}

export function graphPart(access: UserAccess, { from, to, context }: GraphQuestion): GraphPart {
  const asked = new Set([...(from ?? []), ...(to ?? [])]);
  let nodes = access.graph.nodes.filter(
    (node) => node.kind !== 'external' || access.isPrimitive(node) || asked.has(node),
  );
  const keep = (kept: ReadonlySet<CallNode>): void => {
    nodes = nodes.filter((node) => kept.has(node));
  };
  if (from !== undefined) keep(reached(from, 'calls'));
  if (to !== undefined) keep(reached(to, 'callers'));
  if (context !== undefined) {
    const carries = (node: CallNode): boolean =>
      access.contextsOf(node).has(context) || access.rootsOf(node).has(context);
    const inside = nodes.filter(carries);
    const called = inside
      .flatMap(({ calls }) => calls.map((edge) => edge.to))
      .filter((node) => access.isPrimitive(node));
    keep(new Set([...inside, ...called]));
  }
  const part = new Set(nodes);
  const callsOf = (node: CallNode): readonly CallEdge[] => {
    const met = new Set<CallNode>([node]);
    return node.calls.filter((edge) => part.has(edge.to) && !met.has(edge.to) && met.add(edge.to));
  };
  return { nodes: part, callsOf, tops: topsOf(nodes, part, callsOf) };
}

function topsOf(
  nodes: readonly CallNode[],
  part: ReadonlySet<CallNode>,
  callsOf: GraphPart['callsOf'],
): readonly CallNode[] {
  const tops = nodes.filter((node) => node.callers.every((edge) => edge.from === node || !part.has(edge.from)));
  const shown = new Set(tops);
  for (const node of shown) for (const edge of callsOf(node)) shown.add(edge.to);
  // What is left are circles, and what they lead to.
  for (const node of nodes) {
    if (shown.has(node)) continue;
    tops.push(node);
    const circle = new Set([node]);
    for (const each of circle) for (const edge of callsOf(each)) circle.add(edge.to);
    for (const each of circle) shown.add(each);
  }
  return tops;
}
