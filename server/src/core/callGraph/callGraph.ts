/**
 * The call graph of a folder. A node is a function or macro that the folder defines, or a name that it only calls. A call
 * by name leads to the one definition that the name can mean in its file: the file's own, else the only one that other
 * files show it. Two such definitions, and the name means nothing known. A call through a member leads to the functions
 * that the folder stores into the member of that name of the same record; where a record is not known, only if all stores
 * name one function. A system call's body is not what its name calls.
 *
 * The facts of a file are read once (`callFacts.ts`); a graph is made anew when one of its files is another.
 */
import type { Expression, FunctionDefinition, Span, SurfaceFile, SurfaceMacro, TypeName } from '../surface/ast.js';
import { type CallFacts, type Conversion, callFactsOf, type MemberCall, recordName } from './callFacts.js';

export interface CallNode {
  readonly name: string;
  /** `external`: no definition in the folder, or more than one to choose from. */
  readonly kind: 'function' | 'macro' | 'external';
  /** Where it is defined; absent of an external one. */
  readonly surface?: SurfaceFile;
  readonly definition?: FunctionDefinition;
  readonly macro?: SurfaceMacro;
  readonly facts?: CallFacts;
  /** In the order in which they are written. */
  readonly calls: readonly CallEdge[];
  readonly callers: readonly CallEdge[];
  /** Places where its address is taken, over the folder. */
  readonly uses: readonly PointerUse[];
}

export interface CallEdge {
  readonly from: CallNode;
  readonly to: CallNode;
  /** `call`: by name. `member`: through a pointer, which may lead there. */
  readonly kind: 'call' | 'member';
  /** The name that is called, in the file of `from`. */
  readonly at: Span;
}

/** A function's name that is not called there: a pointer to it. */
export interface PointerUse {
  readonly to: CallNode;
  readonly surface: SurfaceFile;
  readonly at: Span;
  readonly into: Conversion;
  /** The function that does it; absent in a file-scope initialiser. */
  readonly from?: CallNode;
  /** Of a member: the tag of its record, where it is known. */
  readonly record?: string;
}

export interface CallGraph {
  readonly surfaces: readonly SurfaceFile[];
  /** Functions and macros of the folder, by file and place, then external names. */
  readonly nodes: readonly CallNode[];
  readonly nodeOf: (owner: FunctionDefinition | SurfaceMacro) => CallNode | undefined;
  /** All with that name. */
  readonly named: (name: string) => readonly CallNode[];
  /** The node that a name means in a file. */
  readonly resolve: (name: string, surface: SurfaceFile) => CallNode | undefined;
  /** The tag of the record that an expression is, or points to. */
  readonly recordOf: (expression: Expression, facts: CallFacts) => string | undefined;
}

type MutableNode = CallNode & {
  readonly calls: CallEdge[];
  readonly callers: CallEdge[];
  readonly uses: PointerUse[];
};

/** The graph that was made last with a file, by that file. */
const memo = new WeakMap<SurfaceFile, CallGraph>();

export function callGraphOf(surfaces: readonly SurfaceFile[]): CallGraph {
  const sorted = surfaces.toSorted((a, b) => compare(a.file.path, b.file.path));
  if (sorted.length === 0) return new GraphBuilder(sorted).build();
  const known = memo.get(sorted[0]);
  if (known?.surfaces.length === sorted.length && known.surfaces.every((each, index) => each === sorted[index])) {
    return known;
  }
  const graph = new GraphBuilder(sorted).build();
  memo.set(sorted[0], graph);
  return graph;
}

class GraphBuilder {
  readonly #surfaces: readonly SurfaceFile[];
  readonly #nodes: MutableNode[] = [];
  readonly #externals = new Map<string, MutableNode>();
  readonly #byOwner = new Map<object, MutableNode>();
  readonly #byName = new Map<string, MutableNode[]>();
  readonly #records = new Map<string, ReadonlyMap<string, TypeName>>();
  /** Functions that are stored into a member, by its name. */
  readonly #stores = new Map<string, PointerUse[]>();

  constructor(surfaces: readonly SurfaceFile[]) {
    this.#surfaces = surfaces;
  }

  build(): CallGraph {
    for (const surface of this.#surfaces) this.#define(surface);
    for (const surface of this.#surfaces) {
      for (const facts of callFactsOf(surface)) this.#use(facts, surface);
    }
    for (const surface of this.#surfaces) {
      for (const facts of callFactsOf(surface)) this.#call(facts, surface);
    }
    return {
      surfaces: this.#surfaces,
      nodes: [...this.#nodes, ...this.#externals.values()],
      nodeOf: (owner) => this.#byOwner.get(owner),
      named: (name) => this.#byName.get(name) ?? [...(this.#externals.has(name) ? [this.#externals.get(name)!] : [])],
      resolve: (name, surface) => this.#resolve(name, surface),
      recordOf: (expression, facts) => this.#recordOf(expression, facts, 0),
    };
  }

  #define(surface: SurfaceFile): void {
    for (const facts of callFactsOf(surface)) {
      if (facts.kind === 'variable') continue;
      const { owner } = facts;
      const what =
        facts.kind === 'function' ? { definition: owner as FunctionDefinition } : { macro: owner as SurfaceMacro };
      const node: MutableNode = { ...what, ...newNode(owner.name.text, facts.kind), surface, facts };
      this.#nodes.push(node);
      this.#byOwner.set(owner, node);
      const same = this.#byName.get(node.name);
      if (same === undefined) this.#byName.set(node.name, [node]);
      else same.push(node);
    }
    for (const { tag, members } of surface.records) {
      // Two records of one tag: which is meant is not known.
      const known = this.#records.has(tag.text);
      this.#records.set(tag.text, known ? new Map() : new Map(members.map(({ name, type }) => [name.text, type])));
    }
  }

  /** Pointers to functions of the folder. */
  #use(facts: CallFacts, surface: SurfaceFile): void {
    const from = this.#byOwner.get(facts.owner);
    for (const { name, at, into } of facts.uses) {
      if (facts.locals.has(name)) continue;
      const to = this.#resolve(name, surface, from);
      if (to?.kind !== 'function') continue;
      const record = into.kind === 'member' ? this.#recordOfStore(into, facts) : undefined;
      const use: PointerUse = { to, surface, at, into, ...(from && { from }), ...(record && { record }) };
      to.uses.push(use);
      if (into.kind !== 'member') continue;
      const stored = this.#stores.get(into.member);
      if (stored === undefined) this.#stores.set(into.member, [use]);
      else stored.push(use);
    }
  }

  #call(facts: CallFacts, surface: SurfaceFile): void {
    const from = this.#byOwner.get(facts.owner);
    if (from === undefined) return;
    const edges: CallEdge[] = [];
    for (const { name, at } of facts.calls) {
      // A pointer in a variable or parameter of that name: nothing tells where it leads.
      if (facts.locals.has(name)) continue;
      edges.push({ from, to: this.#resolve(name, surface, from) ?? this.#external(name), kind: 'call', at });
    }
    for (const call of facts.memberCalls) {
      for (const to of this.#calledThrough(call, facts)) edges.push({ from, to, kind: 'member', at: call.at });
    }
    edges.sort((a, b) => a.at.start - b.at.start);
    for (const edge of edges) {
      from.calls.push(edge);
      (edge.to as MutableNode).callers.push(edge);
    }
  }

  #calledThrough({ member, object }: MemberCall, facts: CallFacts): ReadonlySet<MutableNode> {
    const stores = this.#stores.get(member) ?? [];
    const record = object === undefined ? undefined : this.#recordOf(object, facts, 0);
    const all = new Set(stores.map(({ to }) => to as MutableNode));
    if (record !== undefined && stores.every((store) => store.record !== undefined)) {
      return new Set(stores.filter((store) => store.record === record).map(({ to }) => to as MutableNode));
    }
    const possible = stores.filter((store) => record === undefined || (store.record ?? record) === record);
    return all.size === 1 && possible.length > 0 ? all : new Set();
  }

  #resolve(name: string, surface: SurfaceFile, from?: CallNode): MutableNode | undefined {
    const all = this.#byName.get(name)?.filter((node) => node.definition?.definedBy === undefined) ?? [];
    const own = all.filter((node) => node.surface === surface);
    if (own.length > 0) {
      // A macro stands before the function of its name, but in its own body the name is the function's (C11 6.10.3.4p2).
      const outside = own.filter((node) => node !== from || node.kind === 'function');
      const macros = outside.filter(({ kind }) => kind === 'macro');
      return only(macros.length > 0 ? macros : outside);
    }
    return only(all.filter((node) => node !== from && isShown(node)));
  }

  #external(name: string): MutableNode {
    let node = this.#externals.get(name);
    if (node === undefined) {
      node = newNode(name, 'external');
      this.#externals.set(name, node);
    }
    return node;
  }

  #recordOfStore(into: Extract<Conversion, { kind: 'member' }>, facts: CallFacts): string | undefined {
    return into.record ?? (into.object === undefined ? undefined : this.#recordOf(into.object, facts, 0));
  }

  #recordOf(expression: Expression, facts: CallFacts, depth: number): string | undefined {
    if (depth > 20) return undefined;
    switch (expression.kind) {
      case 'identifier': {
        const type = facts.locals.get(expression.name);
        return type === undefined ? undefined : recordName(type);
      }
      case 'member': {
        const holder = this.#recordOf(expression.object, facts, depth + 1);
        const type = holder === undefined ? undefined : this.#records.get(holder)?.get(expression.member.text);
        return type === undefined ? undefined : recordName(type);
      }
      case 'index':
        return this.#recordOf(expression.object, facts, depth + 1);
      case 'unary':
        return '&*'.includes(expression.operator) ? this.#recordOf(expression.operand, facts, depth + 1) : undefined;
      case 'cast':
        return recordName(expression.type);
      default:
        return undefined;
    }
  }
}

function newNode<K extends CallNode['kind']>(name: string, kind: K): MutableNode & { kind: K } {
  return { name, kind, calls: [], callers: [], uses: [] };
}

/** Other files see it: a function that is not static, and all that a header defines. */
function isShown({ surface, definition }: CallNode): boolean {
  return surface?.file.path.endsWith('.h') === true || definition?.isStatic === false;
}

function only<V>(values: readonly V[]): V | undefined {
  return values.length === 1 ? values[0] : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
