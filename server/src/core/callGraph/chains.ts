/** Walks over a call graph: who reaches a function, and by which chain of calls. Each walk sees each edge a few times. */
import type { CallEdge, CallNode } from './callGraph.js';

/** All functions that a walk from `starts` meets, the starts among them; `isEnd` keeps it from going on behind one. */
export function reached(
  starts: Iterable<CallNode>,
  direction: 'callers' | 'calls',
  isEnd: (node: CallNode) => boolean = () => false,
): ReadonlySet<CallNode> {
  const met = new Set(starts);
  for (const node of met) {
    if (isEnd(node)) continue;
    for (const { from, to } of node[direction]) met.add(direction === 'callers' ? from : to);
  }
  return met;
}

/** A shortest chain of calls from a node to one that is wanted; undefined where there is none. */
export function shortestChain(
  start: CallNode,
  direction: 'callers' | 'calls',
  isWanted: (node: CallNode) => boolean,
  mayPass: (node: CallNode) => boolean = () => true,
): readonly CallEdge[] | undefined {
  const cameBy = new Map<CallNode, CallEdge | undefined>([[start, undefined]]);
  for (const [node] of cameBy) {
    if (isWanted(node)) return chainTo(node, cameBy, direction);
    for (const edge of node[direction]) {
      const next = direction === 'callers' ? edge.from : edge.to;
      if (!cameBy.has(next) && (isWanted(next) || mayPass(next))) cameBy.set(next, edge);
    }
  }
  return undefined;
}

/** The edges from the caller's end to the called one's, whichever way they were walked. */
function chainTo(
  end: CallNode,
  cameBy: ReadonlyMap<CallNode, CallEdge | undefined>,
  direction: 'callers' | 'calls',
): readonly CallEdge[] {
  const edges: CallEdge[] = [];
  for (let edge = cameBy.get(end); edge !== undefined; ) {
    edges.push(edge);
    edge = cameBy.get(direction === 'callers' ? edge.to : edge.from);
  }
  return direction === 'callers' ? edges : edges.reverse();
}

/**
 * The longest chain of calls from a node down to one that is wanted, through nodes of `among`. A call back into the chain is
 * left out, so that recursion ends; of a cycle, the chain is then one of the long ones.
 */
export function longestChain(
  start: CallNode,
  isWanted: (node: CallNode) => boolean,
  among: ReadonlySet<CallNode>,
): readonly CallEdge[] | undefined {
  const best = new Map<CallNode, { readonly length: number; readonly edge?: CallEdge }>();
  const open = new Set<CallNode>();
  // A list of work in place of recursion: a chain is as deep as its author likes.
  const work: { readonly node: CallNode; next: number }[] = [{ node: start, next: 0 }];
  open.add(start);
  for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
    const { node } = top;
    const edge = isWanted(node) ? undefined : node.calls[top.next++];
    if (edge !== undefined) {
      if (among.has(edge.to) && !open.has(edge.to) && !best.has(edge.to)) {
        open.add(edge.to);
        work.push({ node: edge.to, next: 0 });
      }
      continue;
    }
    let found: { readonly length: number; readonly edge?: CallEdge } = { length: isWanted(node) ? 0 : -1 };
    if (found.length < 0) {
      for (const each of node.calls) {
        const below = best.get(each.to)?.length ?? -1;
        if (below >= 0 && below + 1 > found.length) found = { length: below + 1, edge: each };
      }
    }
    best.set(node, found);
    open.delete(node);
    work.pop();
  }
  if ((best.get(start)?.length ?? -1) < 0) return undefined;
  const chain: CallEdge[] = [];
  for (let edge = best.get(start)?.edge; edge !== undefined; edge = best.get(edge.to)?.edge) chain.push(edge);
  return chain;
}
