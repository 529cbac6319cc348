/**
 * The way of calls to a function and on from it: from each function where it is entered from outside, by the longest chain,
 * and down to a primitive of user access where one is reached. It is asked for with the files of one folder.
 */
import {
  type CallEdge,
  type CallNode,
  callGraphOf,
  isEntry,
  longestChain,
  reached,
  readSurface,
  UserAccess,
  type UserAccessSettings,
} from '../../core/driverIndex.js';
import type { FileRange, SourceFile } from '../../core/index.js';

export interface CallPaths {
  readonly name: string;
  /** Longest first. */
  readonly paths: readonly (readonly CallStep[])[];
  /** There are more. */
  readonly isCutOff: boolean;
}

/** A function on the way. */
export interface CallStep {
  readonly name: string;
  readonly kind: 'function' | 'macro' | 'external';
  readonly contexts: readonly string[];
  readonly roots: readonly string[];
  /** Its name, where it is defined. */
  readonly place?: FileRange;
  /** Where it calls the next one. */
  readonly call?: FileRange;
}

export interface CallPathQuestion {
  readonly file: SourceFile;
  readonly folder: readonly SourceFile[];
  readonly settings?: UserAccessSettings;
  /** A function's name, or a place in it or on its name. */
  readonly at: string | number;
}

/** As many ways as somebody looks through. */
const MAX_PATHS = 100;

/** Undefined where the place or name is of no function. */
export function callPaths(question: CallPathQuestion): CallPaths | undefined {
  const { access, node } = nodeOf(question);
  if (node === undefined) return undefined;
  const isPrimitive = (each: CallNode): boolean => access.isPrimitive(each);
  const towards = reached(access.graph.nodes.filter(isPrimitive), 'callers');
  const below = longestChain(node, isPrimitive, towards) ?? [];
  const callers = reached([node], 'callers');
  const begins = (each: CallNode): boolean =>
    access.rootsOf(each).size > 0 || isEntry(each) || each.callers.every(({ from }) => from === each);
  const entries = [...callers].filter((each) => each !== node && begins(each));
  const above = entries
    .slice(0, MAX_PATHS)
    .map((entry) => longestChain(entry, (each) => each === node, callers))
    .filter((chain) => chain !== undefined)
    .sort((a, b) => b.length - a.length);
  if (above.length === 0 || begins(node)) above.push([]);
  const paths = above.slice(0, MAX_PATHS).map((chain) => stepsOf(node, [...chain, ...below], access));
  return { name: node.name, paths, isCutOff: entries.length > MAX_PATHS };
}

export function callPathsMarkdown({ name, paths }: CallPaths): string {
  const ways = paths.map((steps) => {
    const lines = steps.map((step, index) => `${'  '.repeat(index)}- \`${step.name}\`${notesOf(step)}`);
    return `${steps.length} levels:\n\n${lines.join('\n')}\n`;
  });
  return `# Call path of \`${name}\`\n\n${ways.join('\n')}`;
}

function notesOf({ contexts, roots }: CallStep): string {
  const notes = [
    ...(contexts.length > 0 ? [`context ${contexts.join(', ')}`] : []),
    ...(roots.length > 0 ? [`root of ${roots.join(', ')}`] : []),
  ];
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
}

function stepsOf(node: CallNode, chain: readonly CallEdge[], access: UserAccess): readonly CallStep[] {
  const last = chain.at(-1)?.to ?? node;
  return [...chain.map((edge) => stepOf(edge.from, access, edge)), stepOf(last, access)];
}

function stepOf(node: CallNode, access: UserAccess, edge?: CallEdge): CallStep {
  const { name, kind, surface, definition, macro } = node;
  const own = (definition ?? macro)?.name;
  const range = (at: { readonly start: number; readonly end: number } | undefined): FileRange | undefined =>
    at && surface && { file: surface.file, start: at.start, end: at.end };
  const place = range(own);
  const call = range(edge?.at);
  return {
    name,
    kind,
    contexts: [...access.contextsOf(node)],
    roots: [...access.rootsOf(node)],
    ...(place && { place }),
    ...(call && { call }),
  };
}

/** A function with the places where another calls it, or where it calls the other. */
export interface CallNeighbour {
  readonly step: CallStep;
  /** The whole definition. */
  readonly extent: FileRange;
  /** In the file of the caller. */
  readonly calls: readonly FileRange[];
}

/** Who calls the function at a place, or whom it calls, as far as the folder defines them. */
export function callNeighbours(
  question: CallPathQuestion,
  direction: 'callers' | 'calls',
): readonly CallNeighbour[] | undefined {
  const { access, node } = nodeOf(question);
  if (node === undefined) return undefined;
  const found = new Map<CallNode, FileRange[]>();
  for (const { from, to, at } of node[direction]) {
    const other = direction === 'callers' ? from : to;
    if (other.surface === undefined || from.surface === undefined) continue;
    const calls = found.get(other) ?? [];
    calls.push({ file: from.surface.file, start: at.start, end: at.end });
    found.set(other, calls);
  }
  return [...found].flatMap(([other, calls]) => {
    const extent = extentOf(other);
    return extent === undefined ? [] : [{ step: stepOf(other, access), extent, calls }];
  });
}

/** The function at a place. */
export function functionAt(question: CallPathQuestion): Omit<CallNeighbour, 'calls'> | undefined {
  const { access, node } = nodeOf(question);
  const extent = node && extentOf(node);
  return node && extent && { step: stepOf(node, access), extent };
}

function extentOf({ definition, macro, surface }: CallNode): FileRange | undefined {
  const own = definition ?? macro;
  return own && surface && { file: surface.file, start: own.start, end: own.end };
}

function nodeOf({ file, folder, settings, at }: CallPathQuestion): {
  readonly access: UserAccess;
  readonly node: CallNode | undefined;
} {
  const surfaces = [file, ...folder.filter(({ path }) => path !== file.path)].map(readSurface);
  const access = new UserAccess(callGraphOf(surfaces), settings);
  return { access, node: typeof at === 'string' ? named(at, file, access) : nodeAt(at, file, access) };
}

function named(name: string, file: SourceFile, { graph }: UserAccess): CallNode | undefined {
  const all = graph.named(name);
  return graph.resolve(name, readSurface(file)) ?? (all.length === 1 ? all[0] : undefined);
}

/** What the name at an offset means, else the function around it. */
function nodeAt(offset: number, file: SourceFile, access: UserAccess): CallNode | undefined {
  const word = wordAt(file.text, offset);
  const meant = word === '' ? undefined : named(word, file, access);
  if (meant !== undefined) return meant;
  const { functions, macros } = readSurface(file);
  const around = [...functions, ...macros].find(({ start, end }) => start <= offset && offset <= end);
  return around && access.graph.nodeOf(around);
}

function wordAt(text: string, offset: number): string {
  const isWord = (index: number): boolean => /\w/.test(text[index] ?? '');
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(start - 1)) start--;
  while (isWord(end)) end++;
  return text.slice(start, end);
}
