import {
  type Abi,
  abiById,
  basicType,
  type DeclaredRecord,
  type FileRange,
  type HeaderAnalysis,
  type IoctlDefinition,
  type MemberLayout,
  type PaddingRange,
  type RecordLayout,
  type SourceFile,
} from '../../core/index.js';

/**
 * Analyses made by hand, for tests of what the command line prints. Names are looked up in the text for their places.
 */
export function sourceFile(name: string, text: string): SourceFile {
  return { path: `/headers/${name}`, displayName: name, text, view: 'installed' };
}

export function rangeOf(file: SourceFile, name: string): FileRange {
  const match = new RegExp(`(?<!\\w)${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`).exec(file.text);
  if (match === null) throw new Error(`'${name}' does not stand in the text`);
  return { file, start: match.index, end: match.index + name.length };
}

/** @param offset in bytes, or in bits with `widthBits` */
export function member(
  file: SourceFile,
  name: string,
  offset: number,
  sizeBytes: number,
  type: string,
  extra: Partial<MemberLayout> = {},
): MemberLayout {
  const isBitField = extra.widthBits !== undefined;
  const range = name === '' ? { file, start: 0, end: 0 } : rangeOf(file, name);
  return {
    name,
    offsetBits: isBitField ? offset : offset * 8,
    sizeBytes,
    alignBytes: 1,
    fieldAlignBytes: extra.alignBytes ?? 1,
    type,
    ctype: basicType('unsigned int'),
    dimensions: [],
    range,
    ...extra,
  };
}

export function layout(
  sizeBytes: number,
  alignBytes: number,
  members: readonly MemberLayout[],
  padding: readonly PaddingRange[] = [],
  kind: 'struct' | 'union' = 'struct',
): RecordLayout {
  return { kind, sizeBytes, alignBytes, members, padding };
}

export function hole(offsetBytes: number, sizeBytes: number, before: string, after: string): PaddingRange {
  return { offsetBits: offsetBytes * 8, widthBits: sizeBytes * 8, kind: 'hole', before, after };
}

export function record(file: SourceFile, name: string, recordLayout: RecordLayout | undefined): DeclaredRecord {
  const nameRange = rangeOf(file, name);
  return {
    kind: recordLayout?.kind ?? 'struct',
    name,
    isTypedefName: false,
    nameRange,
    range: nameRange,
    isPacked: false,
    ...(recordLayout === undefined
      ? { incomplete: { reason: "type 'missing_t' is unknown", range: nameRange } }
      : { layout: recordLayout }),
  };
}

export function ioctl(file: SourceFile, name: string, fields: Partial<IoctlDefinition>): IoctlDefinition {
  return { name, value: 0n, direction: 'none', type: 0, nr: 0, sizeBytes: 0, range: rangeOf(file, name), ...fields };
}

export function abi(id: string): Abi {
  const found = abiById(id);
  if (found === undefined) throw new Error(`no ABI ${id}`);
  return found;
}

export function analysis(file: SourceFile, abiId: string, parts: Partial<HeaderAnalysis> = {}): HeaderAnalysis {
  return {
    file,
    abi: abi(abiId),
    records: [],
    enums: [],
    macros: [],
    ioctls: [],
    unresolvedIoctls: [],
    diagnostics: [],
    includes: [],
    knownNames: new Set(),
    ...parts,
  };
}
