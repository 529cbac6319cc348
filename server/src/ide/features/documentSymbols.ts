/**
 * The outline of a header: records with their members, enums with their constants, and its macros, ioctl commands apart.
 * An ioctl is a macro, and it is what a uapi header is about.
 */
import type { FileRange } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';

export type HeaderSymbolKind = 'struct' | 'union' | 'member' | 'enum' | 'enumerator' | 'macro' | 'ioctl' | 'group';

export interface HeaderSymbol {
  readonly name: string;
  readonly kind: HeaderSymbolKind;
  /** Beside the name: a type, a value, a number. */
  readonly detail: string;
  readonly range: FileRange;
  readonly nameRange: FileRange;
  readonly children: readonly HeaderSymbol[];
}

export function documentSymbols({ context }: HeaderDocument): readonly HeaderSymbol[] {
  const { header, analyses } = context;
  const symbols: HeaderSymbol[] = [];
  for (const record of header.records) {
    const [{ record: declared }] = record.onAbis;
    const children = header.members(record).map(({ path, flat, range }) => leaf(path, 'member', flat.type, range));
    const size = declared.layout === undefined ? 'no layout' : `${declared.layout.sizeBytes} bytes`;
    symbols.push({ ...leaf(record.name, record.kind, size, declared.nameRange), range: declared.range, children });
  }
  const [first] = analyses;
  for (const { name, range, enumerators } of first.enums) {
    const children = enumerators.map((each) => leaf(each.name, 'enumerator', `${each.value ?? ''}`, each.range));
    symbols.push({ ...leaf(name ?? '(enum)', 'enum', '', range), children });
  }
  for (const { name, value, range } of first.macros) symbols.push(leaf(name, 'macro', `${value}`, range));
  const commands = header.commands.map(({ name, range, ioctl }) =>
    leaf(name, 'ioctl', `0x${ioctl.value.toString(16)}`, range),
  );
  return [...symbols.filter(({ range }) => range.file === context.file), ...grouped(commands, context.file)];
}

/** The commands below one node: there a reader looks for them first. */
function grouped(commands: readonly HeaderSymbol[], file: FileRange['file']): readonly HeaderSymbol[] {
  const own = commands.filter(({ range }) => range.file === file);
  if (own.length === 0) return [];
  const range = { file, start: own[0].range.start, end: own[own.length - 1].range.end };
  return [{ ...leaf('ioctls', 'group', `${own.length}`, range), nameRange: own[0].nameRange, children: own }];
}

function leaf(name: string, kind: HeaderSymbolKind, detail: string, range: FileRange): HeaderSymbol {
  return { name, kind, detail, range, nameRange: range, children: [] };
}
