/**
 * The judge of user-access contexts: works out which annotations a folder needs, writes them into its texts in memory, and
 * takes them away again one at a time. With all of them `uaccess/context` has nothing to say; without one of them it has
 * exactly one error, in the function that lost it.
 */
import type { SourceFile } from 'uapi-language-server/core';
import {
  type CallEdge,
  type CallNode,
  callGraphOf,
  checkSource,
  DriverSource,
  isEntry,
  longestChain,
  markPlace,
  markText,
  neededMarks,
  primitiveCallers,
  reached,
  readSurface,
  sourceRules,
  UserAccess,
} from 'uapi-language-server/core/driver';

export interface JudgedContexts {
  /** From each root, the longest chain of calls to a primitive, longest first. */
  readonly chains: readonly (readonly CallEdge[])[];
  readonly roots: readonly CallNode[];
  readonly annotated: readonly CallNode[];
  /** What the rule says with all annotations in place. */
  readonly findings: readonly string[];
  readonly removals: readonly Removal[];
}

/** One annotation taken away. */
export interface Removal {
  readonly node: CallNode;
  /** `file: function` of each error that the rule gives then. */
  readonly errors: readonly string[];
}

interface Mark {
  readonly node: CallNode;
  readonly at: number;
  readonly text: string;
}

const rules = sourceRules.filter(({ id }) => id === 'uaccess/context');

export function judgeContexts(files: readonly SourceFile[], context: string): JudgedContexts {
  const access = new UserAccess(callGraphOf(files.map(readSurface)));
  const { annotated, roots } = neededMarks(access, primitiveCallers(access), context);
  const marks = new Map<SourceFile, Mark[]>(files.map((file) => [file, []]));
  for (const node of [...annotated, ...roots]) {
    if (node.surface === undefined) continue;
    const text = markText(context, roots.includes(node));
    marks.get(node.surface.file)?.push({ node, at: markPlace(node, node.surface), text });
  }
  const marked = files.map((file) => withMarks(file, marks.get(file) ?? []));
  const removals = files.flatMap((file, index) =>
    (marks.get(file) ?? []).map(({ node }): Removal => {
      const without = withMarks(
        file,
        (marks.get(file) ?? []).filter((each) => each.node !== node),
      );
      return { node, errors: errorsOf(marked.map((each, at) => (at === index ? without : each))) };
    }),
  );
  return { chains: chainsFrom(roots, access), roots, annotated, findings: errorsOf(marked), removals };
}

/** Which function an error should name, and where. */
export function placeOf({ surface, name }: CallNode): string {
  return `${surface?.file.displayName}: ${name}`;
}

/** `name (file:line)` of each function of a chain, the one that is called last without a place. */
export function chainNames(chain: readonly CallEdge[]): readonly string[] {
  const names = chain.map(({ from }) => `${from.name} (${from.surface?.file.displayName}:${lineOf(from)})`);
  const last = chain.at(-1)?.to.name;
  return last === undefined ? names : [...names, last];
}

function lineOf({ definition, macro, surface }: CallNode): number {
  const start = (definition ?? macro)?.name.start ?? 0;
  return surface?.file.text.slice(0, start).split('\n').length ?? 0;
}

function chainsFrom(roots: readonly CallNode[], access: UserAccess): readonly (readonly CallEdge[])[] {
  const isPrimitive = (node: CallNode): boolean => access.isPrimitive(node);
  const towards = reached(
    access.graph.nodes.filter(isPrimitive),
    'callers',
    // A root is entered from outside; what calls it by name is another way.
    isEntry,
  );
  return roots
    .map((root) => longestChain(root, isPrimitive, towards))
    .filter((chain) => chain !== undefined)
    .sort((a, b) => b.length - a.length);
}

function withMarks(file: SourceFile, marks: readonly Mark[]): SourceFile {
  let { text } = file;
  for (const { at, text: mark } of marks.toSorted((a, b) => b.at - a.at))
    text = text.slice(0, at) + mark + text.slice(at);
  return { ...file, text };
}

function errorsOf(files: readonly SourceFile[]): readonly string[] {
  const settings = { profile: 'recommended', severities: new Map(), ignore: [] } as const;
  return files.flatMap((file) => {
    const { findings, failures } = checkSource(rules, new DriverSource({ file, folder: files }), settings);
    return [
      ...failures.map(({ reason }) => `${file.displayName}: failed: ${reason}`),
      ...findings.map(({ symbol }) => `${file.displayName}: ${symbol}`),
    ];
  });
}
