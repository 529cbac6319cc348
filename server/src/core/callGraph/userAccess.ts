/**
 * User-access contexts over a call graph, after Al Viro's proposal of 2020: a function that may touch user memory in a
 * context says so, whoever calls it says the same, and a pointer to it is not passed on as a plain one. The annotation ends at
 * a root, where the context begins: a worker's callback, an entry of an ioctl. The primitives want any context.
 *
 * A folder without an annotation or a declared root has not taken part: nothing is missing in it.
 */
import type { DriverSource, UserAccessSettings } from '../driver/driverSource.js';
import type { SurfaceFile } from '../surface/ast.js';
import { type CallEdge, type CallGraph, type CallNode, callGraphOf, type PointerUse } from './callGraph.js';
import { type Annotated, contextMarksOf } from './contextMarks.js';

/** Primitives that check no address: what they need was done before, in the context (include/linux/uaccess.h). */
const primitiveNames: readonly string[] = [
  '__get_user',
  '__put_user',
  '__copy_from_user',
  '__copy_to_user',
  '__copy_from_user_inatomic',
  '__copy_to_user_inatomic',
  '__copy_from_user_nocache',
  '__clear_user',
  'unsafe_get_user',
  'unsafe_put_user',
  'unsafe_copy_from_user',
  'unsafe_copy_to_user',
  'user_access_begin',
  'user_read_access_begin',
  'user_write_access_begin',
];

/** A caller that should carry a context of what it calls. */
export interface MissingContext {
  readonly caller: CallNode;
  /** The first such call in it. */
  readonly edge: CallEdge;
  /** One of these would do; empty where any would. */
  readonly contexts: ReadonlySet<string>;
}

/** A pointer to an annotated function that loses the annotation. */
export interface LostContext {
  readonly use: PointerUse;
  readonly contexts: ReadonlySet<string>;
}

const empty: ReadonlySet<string> = new Set();

const memo = new WeakMap<CallGraph, UserAccess>();

/** The contexts of the folder that a source lies in. */
export function userAccessOf({ surfaces, userAccess = noSettings }: DriverSource): UserAccess {
  const graph = callGraphOf(surfaces);
  let access = memo.get(graph);
  if (access?.settings !== userAccess) {
    access = new UserAccess(graph, userAccess);
    memo.set(graph, access);
  }
  return access;
}

const noSettings: UserAccessSettings = {};

export class UserAccess {
  readonly graph: CallGraph;
  readonly settings: UserAccessSettings;
  readonly #primitives: ReadonlySet<string>;
  readonly #contexts = new Map<CallNode, ReadonlySet<string>>();
  readonly #roots = new Map<CallNode, ReadonlySet<string>>();
  /** Annotated members and variables, by name; two of one name with different contexts count as both. */
  readonly #pointers = new Map<string, ReadonlySet<string>>();
  /** Annotated parameters: function name and index. */
  readonly #parameters = new Map<string, ReadonlySet<string>>();

  constructor(graph: CallGraph, settings: UserAccessSettings = noSettings) {
    const { roots = new Map<string, readonly string[]>(), primitives = [] } = settings;
    this.graph = graph;
    this.settings = settings;
    this.#primitives = new Set([...primitiveNames, ...primitives]);
    for (const surface of graph.surfaces) this.#readMarks(surface);
    for (const [context, names] of roots) {
      for (const name of names) for (const node of graph.named(name)) add(this.#roots, node, [context]);
    }
  }

  /** The folder takes part. */
  get isUsed(): boolean {
    return this.#roots.size > 0 || this.graph.surfaces.some((surface) => contextMarksOf(surface).marks.size > 0);
  }

  /** All contexts that the folder names, sorted. */
  get contextNames(): readonly string[] {
    return [...new Set([...this.#contexts.values(), ...this.#roots.values()].flatMap((set) => [...set]))].sort();
  }

  isPrimitive({ kind, name }: CallNode): boolean {
    return kind === 'external' && this.#primitives.has(name);
  }

  /** The contexts that a function is annotated with. */
  contextsOf(node: CallNode): ReadonlySet<string> {
    return this.#contexts.get(node) ?? empty;
  }

  /** The contexts that begin with it. */
  rootsOf(node: CallNode): ReadonlySet<string> {
    return this.#roots.get(node) ?? empty;
  }

  /** Callers in one file, or in all, that carry none of the contexts of what they call. */
  missing(surface?: SurfaceFile): readonly MissingContext[] {
    if (!this.isUsed) return [];
    const found: MissingContext[] = [];
    for (const caller of this.graph.nodes) {
      if (surface !== undefined && caller.surface !== surface) continue;
      const carried = new Set([...this.contextsOf(caller), ...this.rootsOf(caller)]);
      for (const edge of caller.calls) {
        if (edge.kind !== 'call') continue;
        const contexts = this.contextsOf(edge.to);
        const isNeeding = contexts.size > 0 || this.isPrimitive(edge.to);
        if (!isNeeding || carriesOne(carried, contexts)) continue;
        found.push({ caller, edge, contexts });
        break;
      }
    }
    return found;
  }

  /** Pointers to annotated functions that a file, or any, converts to something that is not annotated. */
  lost(surface?: SurfaceFile): readonly LostContext[] {
    const found: LostContext[] = [];
    for (const [node, contexts] of this.#contexts) {
      for (const use of node.uses) {
        if ((surface === undefined || use.surface === surface) && !this.#keeps(use, contexts))
          found.push({ use, contexts });
      }
    }
    return found.sort((a, b) => a.use.at.start - b.use.at.start);
  }

  #keeps({ into, surface, from }: PointerUse, contexts: ReadonlySet<string>): boolean {
    const isIn = (carried: ReadonlySet<string> | undefined): boolean =>
      carried !== undefined && carriesOne(carried, contexts);
    switch (into.kind) {
      case 'boolean':
        return true;
      case 'cast':
        return into.isForce;
      case 'member':
        return isIn(this.#pointers.get(into.member));
      case 'variable':
        return isIn(this.#pointers.get(into.name));
      case 'argument': {
        if (into.callee === undefined) return false;
        // A macro makes of its argument what nothing here tells.
        if (this.graph.resolve(into.callee, surface)?.kind === 'macro' || isMacroName(into.callee)) return true;
        return isIn(this.#parameters.get(`${into.callee} ${into.index}`));
      }
      case 'return':
        return false;
      case 'other':
        return from?.kind === 'macro';
    }
  }

  #readMarks(surface: SurfaceFile): void {
    const { marks } = contextMarksOf(surface);
    if (marks.size === 0) return;
    for (const [declaration, { contexts, roots }] of marks) {
      for (const node of this.#nodesOf(declaration, surface)) {
        if (contexts.size > 0) add(this.#contexts, node, contexts);
        if (roots.size > 0) add(this.#roots, node, roots);
      }
      const isPointer = 'isStatic' in declaration && !('returnType' in declaration);
      if (isPointer && contexts.size > 0) add(this.#pointers, declaration.name.text, contexts);
    }
    for (const head of [...surface.functions, ...surface.prototypes]) {
      head.parameters.forEach((parameter, index) => {
        const own = marks.get(parameter);
        if (own !== undefined) add(this.#parameters, `${head.name.text} ${index}`, own.contexts);
      });
    }
  }

  /** A prototype speaks of the function that its name means in that file. */
  #nodesOf(declaration: Annotated, surface: SurfaceFile): readonly CallNode[] {
    if ('bodySpan' in declaration || 'body' in declaration) {
      const node = this.graph.nodeOf(declaration);
      return node === undefined ? [] : [node];
    }
    if (!('returnType' in declaration)) return [];
    const node = this.graph.resolve(declaration.name.text, surface);
    return node === undefined
      ? this.graph.named(declaration.name.text).filter(({ kind }) => kind === 'external')
      : [node];
  }
}

function carriesOne(carried: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return wanted.size === 0 ? carried.size > 0 : [...wanted].some((context) => carried.has(context));
}

function add<K>(to: Map<K, ReadonlySet<string>>, key: K, names: Iterable<string>): void {
  to.set(key, new Set([...(to.get(key) ?? []), ...names]));
}

/** As the kernel writes macros. */
function isMacroName(name: string): boolean {
  return name === name.toUpperCase();
}
