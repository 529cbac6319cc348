/**
 * Debugging information entries of one object file: a tree of tags with attributes, read by the abbreviation table of
 * each compilation unit (DWARF 5, sections 7.4 to 7.6). Only the 32-bit DWARF format, which is what gcc writes.
 */
import { cString, type ElfObject, type ElfSection } from './elf.js';
import { readFileTable } from './lineTable.js';

export const TAG = {
  arrayType: 0x01,
  enumerationType: 0x04,
  member: 0x0d,
  compileUnit: 0x11,
  structureType: 0x13,
  typedef: 0x16,
  unionType: 0x17,
  subrangeType: 0x21,
  constType: 0x26,
  enumerator: 0x28,
  volatileType: 0x35,
  restrictType: 0x37,
  atomicType: 0x47,
} as const;

export const AT = {
  name: 0x03,
  byteSize: 0x0b,
  statementList: 0x10,
  bitSize: 0x0d,
  compilationDirectory: 0x1b,
  constValue: 0x1c,
  upperBound: 0x2f,
  count: 0x37,
  dataMemberLocation: 0x38,
  declFile: 0x3a,
  declaration: 0x3c,
  type: 0x49,
  dataBitOffset: 0x6b,
} as const;

/** Attribute values: strings, integers (bigint: enumerators need 64 bits), flags; blocks are skipped. */
type AttributeValue = string | bigint | boolean | undefined;

export interface Die {
  /** Offset in .debug_info: the identity that `type` attributes refer to. */
  readonly offset: number;
  readonly tag: number;
  readonly attributes: ReadonlyMap<number, AttributeValue>;
  readonly children: Die[];
}

export interface DebugInfo {
  readonly units: readonly Die[];
  readonly byOffset: ReadonlyMap<number, Die>;
  /** Paths by the index that `declFile` holds, made absolute with the compilation directory. */
  readonly files: readonly string[];
}

interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly specs: readonly { readonly attribute: number; readonly form: number; readonly constant: bigint }[];
}

export function integerAttribute(die: Die, attribute: number): number | undefined {
  const value = die.attributes.get(attribute);
  return typeof value === 'bigint' ? Number(value) : undefined;
}

export function stringAttribute(die: Die, attribute: number): string | undefined {
  const value = die.attributes.get(attribute);
  return typeof value === 'string' ? value : undefined;
}

/** Reads .debug_info of an object compiled with `-g`. Throws on a form it does not know: a gap here is a bug here. */
export function readDebugInfo(elf: ElfObject): DebugInfo {
  const info = elf.section('.debug_info');
  const abbreviations = elf.section('.debug_abbrev');
  if (info === undefined || abbreviations === undefined) throw new Error('the object has no .debug_info');
  const byOffset = new Map<number, Die>();
  const units: Die[] = [];
  let files: readonly string[] = [];
  const reader = new ByteReader(info.bytes, elf.littleEndian);
  while (reader.position < info.bytes.byteLength) {
    const unitOffset = reader.position;
    const length = reader.unsigned(4);
    const end = reader.position + length;
    const version = reader.unsigned(2);
    if (version !== 5) throw new Error(`DWARF version ${version}; compile with -gdwarf-5`);
    reader.skip(1);
    const addressSize = reader.unsigned(1);
    const table = readAbbreviations(abbreviations, elf.relocatedWord(info, reader.position), elf.littleEndian);
    reader.skip(4);
    const unit = readEntries(elf, info, reader, { end, unitOffset, addressSize, table, byOffset });
    if (unit === undefined) continue;
    units.push(unit);
    const directory = stringAttribute(unit, AT.compilationDirectory) ?? '';
    const lines = integerAttribute(unit, AT.statementList);
    if (lines !== undefined) files = readFileTable(elf, lines, directory);
    reader.position = end;
  }
  return { units, byOffset, files };
}

interface UnitContext {
  readonly end: number;
  readonly unitOffset: number;
  readonly addressSize: number;
  readonly table: ReadonlyMap<number, Abbreviation>;
  readonly byOffset: Map<number, Die>;
}

function readEntries(elf: ElfObject, info: ElfSection, reader: ByteReader, unit: UnitContext): Die | undefined {
  let root: Die | undefined;
  const open: Die[] = [];
  while (reader.position < unit.end) {
    const offset = reader.position;
    const code = Number(reader.uleb());
    if (code === 0) {
      open.pop();
      if (open.length === 0) break;
      continue;
    }
    const abbreviation = unit.table.get(code);
    if (abbreviation === undefined) throw new Error(`unknown abbreviation ${code}`);
    const attributes = new Map<number, AttributeValue>();
    for (const { attribute, form, constant } of abbreviation.specs) {
      attributes.set(attribute, readForm(elf, info, reader, form, constant, unit));
    }
    const die: Die = { offset, tag: abbreviation.tag, attributes, children: [] };
    unit.byOffset.set(offset, die);
    open.at(-1)?.children.push(die);
    root ??= die;
    if (abbreviation.hasChildren) open.push(die);
    else if (open.length === 0) break;
  }
  return root;
}

/** DWARF 5, 7.5.5 and table 7.6: the forms that gcc uses for declarations. */
function readForm(
  elf: ElfObject,
  info: ElfSection,
  reader: ByteReader,
  form: number,
  constant: bigint,
  unit: UnitContext,
): AttributeValue {
  switch (form) {
    case 0x01: // addr
      reader.skip(unit.addressSize);
      return undefined;
    case 0x0b: // data1
      return BigInt(reader.unsigned(1));
    case 0x05: // data2
      return BigInt(reader.unsigned(2));
    case 0x06: // data4
      return BigInt(reader.unsigned(4));
    case 0x07: // data8
      return reader.unsigned64();
    case 0x1e: // data16
      reader.skip(16);
      return undefined;
    case 0x0d: // sdata
      return reader.sleb();
    case 0x0f: // udata
      return reader.uleb();
    case 0x21: // implicit_const
      return constant;
    case 0x08: // string
      return reader.inlineString();
    case 0x0e: // strp
      return sectionString(elf, '.debug_str', sectionOffset(elf, info, reader));
    case 0x1f: // line_strp
      return sectionString(elf, '.debug_line_str', sectionOffset(elf, info, reader));
    case 0x17: // sec_offset
      return BigInt(sectionOffset(elf, info, reader));
    case 0x0c: // flag
      return reader.unsigned(1) !== 0;
    case 0x19: // flag_present
      return true;
    case 0x11: // ref1
      return BigInt(unit.unitOffset + reader.unsigned(1));
    case 0x12: // ref2
      return BigInt(unit.unitOffset + reader.unsigned(2));
    case 0x13: // ref4
      return BigInt(unit.unitOffset + reader.unsigned(4));
    case 0x15: // ref_udata
      return BigInt(unit.unitOffset) + reader.uleb();
    case 0x0a: // block1
      reader.skip(reader.unsigned(1));
      return undefined;
    case 0x09: // block
    case 0x18: // exprloc
      reader.skip(Number(reader.uleb()));
      return undefined;
    default:
      throw new Error(`unknown DWARF form 0x${form.toString(16)}`);
  }
}

function sectionOffset(elf: ElfObject, section: ElfSection, reader: ByteReader): number {
  const value = elf.relocatedWord(section, reader.position);
  reader.skip(4);
  return value;
}

export function sectionString(elf: ElfObject, section: string, offset: number): string {
  const strings = elf.section(section);
  if (strings === undefined) throw new Error(`the object has no ${section}`);
  return cString(strings.bytes, offset);
}

function readAbbreviations(section: ElfSection, offset: number, littleEndian: boolean): Map<number, Abbreviation> {
  const reader = new ByteReader(section.bytes, littleEndian);
  reader.position = offset;
  const table = new Map<number, Abbreviation>();
  for (;;) {
    const code = Number(reader.uleb());
    if (code === 0) return table;
    const tag = Number(reader.uleb());
    const hasChildren = reader.unsigned(1) !== 0;
    const specs: { attribute: number; form: number; constant: bigint }[] = [];
    for (;;) {
      const attribute = Number(reader.uleb());
      const form = Number(reader.uleb());
      const constant = form === 0x21 ? reader.sleb() : 0n;
      if (attribute === 0 && form === 0) break;
      specs.push({ attribute, form, constant });
    }
    table.set(code, { tag, hasChildren, specs });
  }
}

/** A cursor over bytes: fixed-width unsigned integers and LEB128 (DWARF 5, 7.6). */
export class ByteReader {
  position = 0;
  readonly #bytes: DataView;
  readonly #littleEndian: boolean;

  constructor(bytes: DataView, littleEndian: boolean) {
    this.#bytes = bytes;
    this.#littleEndian = littleEndian;
  }

  skip(bytes: number): void {
    this.position += bytes;
  }

  unsigned(bytes: 1 | 2 | 4): number {
    const at = this.position;
    this.position += bytes;
    if (bytes === 1) return this.#bytes.getUint8(at);
    return bytes === 2 ? this.#bytes.getUint16(at, this.#littleEndian) : this.#bytes.getUint32(at, this.#littleEndian);
  }

  unsigned64(): bigint {
    this.position += 8;
    return this.#bytes.getBigUint64(this.position - 8, this.#littleEndian);
  }

  uleb(): bigint {
    return this.#leb().value;
  }

  sleb(): bigint {
    const { value, bits } = this.#leb();
    return BigInt.asIntN(bits, value);
  }

  inlineString(): string {
    const text = cString(this.#bytes, this.position);
    this.position += Buffer.byteLength(text) + 1;
    return text;
  }

  #leb(): { value: bigint; bits: number } {
    let value = 0n;
    let bits = 0;
    for (;;) {
      const byte = this.unsigned(1);
      value |= BigInt(byte & 0x7f) << BigInt(bits);
      bits += 7;
      if (byte < 0x80) return { value, bits };
    }
  }
}
