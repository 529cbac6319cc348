/** A part of a call graph as indented text, or in the language of Graphviz. */
import type { CallNode, GraphPart, UserAccess } from '../../core/driverIndex.js';
import { lineIndexOf } from '../../core/index.js';
import { printable } from '../plainText.js';

/** Each function once with what it calls; where it is met again, only its name. */
export function callGraphText({ tops, callsOf }: GraphPart, access: UserAccess): string {
  const lines: string[] = [];
  const shown = new Set<CallNode>();
  // A list of work in place of recursion: a chain is as deep as its author likes.
  const work = tops.toReversed().map((node) => ({ node, depth: 0, isMember: false }));
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { node, depth, isMember } = next;
    const calls = callsOf(node);
    const isAgain = shown.has(node) && calls.length > 0;
    const notes = [
      placeOf(node),
      ...contextNotes(node, access),
      isMember ? 'through a pointer' : '',
      isAgain ? 'above' : '',
    ];
    const text = notes.filter((note) => note !== '').join(', ');
    lines.push(`${'  '.repeat(depth)}${printable(node.name)}${text === '' ? '' : ` (${text})`}\n`);
    if (shown.has(node)) continue;
    shown.add(node);
    for (const { to, kind } of calls.toReversed())
      work.push({ node: to, depth: depth + 1, isMember: kind === 'member' });
  }
  return lines.join('');
}

export function callGraphDot({ nodes, callsOf }: GraphPart, access: UserAccess): string {
  const ids = new Map([...nodes].map((node, index) => [node, `n${index}`]));
  const lines = [...nodes].map((node) => {
    const label = [node.name, placeOf(node), ...contextNotes(node, access)].filter((part) => part !== '');
    const shape = access.rootsOf(node).size > 0 ? ', peripheries=2' : access.isPrimitive(node) ? ', shape=plain' : '';
    return `  ${ids.get(node)} [label=${quoted(label)}${shape}];\n`;
  });
  const edges = [...nodes].flatMap((node) =>
    callsOf(node).map(({ to, kind }) => {
      const style = kind === 'member' ? ' [style=dashed]' : '';
      return `  ${ids.get(node)} -> ${ids.get(to)}${style};\n`;
    }),
  );
  return `digraph calls {\n  rankdir=LR;\n  node [shape=box];\n${lines.join('')}${edges.join('')}}\n`;
}

function placeOf({ definition, macro, surface }: CallNode): string {
  const name = (definition ?? macro)?.name;
  if (name === undefined || surface === undefined) return '';
  const { line } = lineIndexOf(surface.file).positionAt(name.start);
  return `${printable(surface.file.displayName)}:${line + 1}`;
}

function contextNotes(node: CallNode, access: UserAccess): readonly string[] {
  const contexts = [...access.contextsOf(node)].join(', ');
  const roots = [...access.rootsOf(node)].join(', ');
  return [
    ...(contexts === '' ? [] : [`context ${printable(contexts)}`]),
    ...(roots === '' ? [] : [`root of ${printable(roots)}`]),
  ];
}

/** A label of several lines. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/["\\]/g, '\\$&')).join('\\n')}"`;
}
