/**
 * The annotations that functions need so that nothing is missing: they themselves, and who calls them, up to the roots. A
 * function whose address is taken is entered through a pointer, so a context begins with it unless somebody says otherwise.
 */
import type { SurfaceFile } from '../surface/ast.js';
import type { CallNode } from './callGraph.js';
import { reached } from './chains.js';
import type { UserAccess } from './userAccess.js';

export interface NeededMarks {
  /** To be annotated with the context; none that carry it. */
  readonly annotated: readonly CallNode[];
  /** To be declared a root of the context; none that are one. */
  readonly roots: readonly CallNode[];
}

export function neededMarks(access: UserAccess, starts: Iterable<CallNode>, context: string): NeededMarks {
  const carries = (node: CallNode): boolean =>
    access.contextsOf(node).has(context) || access.rootsOf(node).has(context);
  const met = [...reached(starts, 'callers', (node) => access.rootsOf(node).has(context) || isEntry(node))].filter(
    (node) => node.kind !== 'external' && !carries(node),
  );
  return { annotated: met.filter((node) => !isEntry(node)), roots: met.filter(isEntry) };
}

/** Entered from outside: through a pointer, or as a system call. */
export function isEntry({ uses, definition }: CallNode): boolean {
  return definition?.definedBy !== undefined || uses.some(({ into }) => into.kind !== 'boolean');
}

/** Callers of the primitives. */
export function primitiveCallers(access: UserAccess): readonly CallNode[] {
  const primitives = access.graph.nodes.filter((node) => access.isPrimitive(node));
  return [...new Set(primitives.flatMap(({ callers }) => callers.map(({ from }) => from)))];
}

/** Where the comment of an annotation goes: above the definition, and above its kernel-doc comment. */
export function markPlace({ definition, macro }: CallNode, { file: { text }, comments }: SurfaceFile): number {
  const start = (definition ?? macro)?.start ?? 0;
  const above = comments.findLast(({ end }) => end <= start);
  const isAttached =
    above !== undefined && text.slice(above.end, start).trim() === '' && text.startsWith('/**', above.start);
  return isAttached ? above.start : start;
}

export function markText(context: string, isRoot: boolean): string {
  return `/* uapi-ctx${isRoot ? '-root' : ''}: ${context} */\n`;
}
