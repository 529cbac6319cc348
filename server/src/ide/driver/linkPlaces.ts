/** Where commands are handled, over the sources that were read: for jumps, references and lenses. */
import { type CommandLink, type DriverSource, visitExpression } from '../../core/driverIndex.js';
import { type FileRange, lex, lineIndexOf, spellingOf, tokenKinds as T, tokenIndexAt } from '../../core/index.js';
import { referencesIn } from '../features/references.js';

export interface LinkInSource {
  readonly source: DriverSource;
  readonly link: CommandLink;
}

/** The link that an offset is about: the command's name, its table entry, or the name of its handler. */
export function linkAt(source: DriverSource, offset: number): CommandLink | undefined {
  const isIn = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    start <= offset && offset <= end;
  const own = source.links.find(({ span }) => isIn(span)) ?? source.links.find(({ entry }) => entry && isIn(entry));
  return own;
}

/** The command, or the function that handles one, whose name stands at an offset. */
export function nameAt({ file }: DriverSource, offset: number): (FileRange & { readonly name: string }) | undefined {
  const lexed = lex(file);
  const index = tokenIndexAt(lexed, offset);
  if (index < 0 || lexed.kinds[index] !== T.identifier) return undefined;
  return { file, start: lexed.starts[index], end: lexed.ends[index], name: spellingOf(lexed, index) };
}

/**
 * Where a command is handled: its handlers' names where they are defined, else the cases. A dispatcher that only hands the
 * command on to the next one is left out.
 */
export function handlersOf(command: string, sources: readonly DriverSource[]): readonly FileRange[] {
  const all = linksTo(command, sources);
  const dispatchers = new Set(all.flatMap(({ link }) => link.dispatcher ?? []));
  const places = new Map<string, FileRange>();
  for (const { source, link } of preferred(all)) {
    const { handler } = link;
    if (handler !== undefined && dispatchers.has(handler.definition)) continue;
    const place =
      handler === undefined
        ? source.rangeOf(link.span)
        : { file: handler.surface.file, start: handler.definition.name.start, end: handler.definition.name.end };
    places.set(`${place.file.path}:${place.start}`, place);
  }
  return [...places.values()];
}

/** `handled in main.c:412`; empty where no source that was read says so. */
export function lensSuffix(command: string, sources: readonly DriverSource[]): string {
  const [first, ...others] = handlersOf(command, sources);
  if (first === undefined) return '';
  const { line } = lineIndexOf(first.file).positionAt(first.start);
  const name = first.file.path.slice(first.file.path.search(/[^/\\]*$/));
  const more = others.length === 0 ? '' : ` and ${others.length} more place${others.length === 1 ? '' : 's'}`;
  return `handled in ${name}:${line + 1}${more}`;
}

export function linksTo(command: string, sources: readonly DriverSource[]): readonly LinkInSource[] {
  return sources.flatMap((source) =>
    source.links.filter((link) => link.command === command).map((link) => ({ source, link })),
  );
}

/** A table or a case says where a command is handled; a comparison only where there is neither. */
function preferred(links: readonly LinkInSource[]): readonly LinkInSource[] {
  const firm = links.filter(({ link }) => link.kind !== 'comparison');
  return firm.length > 0 ? firm : links;
}

/** Every place of a source where a name stands, comments included. */
export function referencesInSource({ file }: DriverSource, name: string): readonly FileRange[] {
  return referencesIn(file, name, undefined, false).map(({ range }) => range);
}

/** Whether an expression names an identifier. */
export function names(expression: Parameters<typeof visitExpression>[0], name: string): boolean {
  let does = false;
  visitExpression(expression, (part) => {
    if (part.kind === 'identifier' && part.name === name) does = true;
    return !does;
  });
  return does;
}
