/**
 * A reader for the relocatable ELF objects that a compiler writes: sections, symbols, and the value that a relocation
 * would put at an offset. Both classes, both byte orders, REL and RELA (System V ABI, "Object Files").
 *
 * Nothing is linked. A reader of a debug section asks `relocatedWord` at the places where it expects the offset of a
 * string or of another section, so the relocation types of the machines need not be known: there is one word, and it
 * is symbol + addend.
 */
const SHT_SYMTAB = 2;
const SHT_RELA = 4;
const SHT_NOBITS = 8;
const SHT_REL = 9;
/** SuperH: gas writes RELA entries with addend 0 and leaves the addend in place. */
const EM_SH = 42;

export interface ElfSymbol {
  readonly name: string;
  /** Offset in its section, in bytes (an object file is not linked). */
  readonly value: bigint;
  readonly sectionIndex: number;
}

export interface ElfSection {
  readonly index: number;
  readonly name: string;
  readonly bytes: DataView;
}

export interface ElfObject {
  readonly littleEndian: boolean;
  readonly sections: readonly ElfSection[];
  readonly symbols: readonly ElfSymbol[];
  section(name: string): ElfSection | undefined;
  /** The 32-bit word at an offset of a section, as it would be after linking at address 0. */
  relocatedWord(section: ElfSection, offset: number): number;
}

interface SectionHeader {
  readonly nameOffset: number;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly entrySize: number;
}

/** Reads an object file. Throws on a file that is not ELF: the compiler was asked for one. */
export function readElf(file: Uint8Array): ElfObject {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.byteLength < 52 || view.getUint32(0) !== 0x7f454c46) throw new Error('not an ELF object');
  const wide = view.getUint8(4) === 2;
  const le = view.getUint8(5) === 1;
  const half = (at: number): number => view.getUint16(at, le);
  const word = (at: number): number => view.getUint32(at, le);
  const address = (at: number): number => (wide ? Number(view.getBigUint64(at, le)) : word(at));

  const machine = half(0x12);
  const tableOffset = wide ? address(0x28) : word(0x20);
  const headerSize = half(wide ? 0x3a : 0x2e);
  const count = half(wide ? 0x3c : 0x30);
  const namesIndex = half(wide ? 0x3e : 0x32);
  const headers: SectionHeader[] = [];
  for (let i = 0; i < count; i++) {
    const at = tableOffset + i * headerSize;
    headers.push({
      nameOffset: word(at),
      type: word(at + 4),
      offset: address(at + (wide ? 0x18 : 0x10)),
      size: address(at + (wide ? 0x20 : 0x14)),
      link: word(at + (wide ? 0x28 : 0x18)),
      info: word(at + (wide ? 0x2c : 0x1c)),
      entrySize: address(at + (wide ? 0x38 : 0x24)),
    });
  }
  const bytesOf = (h: SectionHeader): DataView =>
    new DataView(file.buffer, file.byteOffset + h.offset, h.type === SHT_NOBITS ? 0 : h.size);
  const names = bytesOf(headers[namesIndex]);
  const sections = headers.map((h, index) => ({ index, name: cString(names, h.nameOffset), bytes: bytesOf(h) }));

  const symbols: ElfSymbol[] = [];
  const symbolTable = headers.find((h) => h.type === SHT_SYMTAB);
  if (symbolTable !== undefined) {
    const strings = bytesOf(headers[symbolTable.link]);
    for (let at = symbolTable.offset; at < symbolTable.offset + symbolTable.size; at += symbolTable.entrySize) {
      symbols.push({
        name: cString(strings, word(at)),
        value: wide ? view.getBigUint64(at + 8, le) : BigInt(word(at + 4)),
        sectionIndex: half(at + (wide ? 6 : 14)),
      });
    }
  }

  const relocations = new Map<number, ReadonlyMap<number, Relocation>>();
  for (const h of headers) {
    if (h.type === SHT_REL || h.type === SHT_RELA) relocations.set(h.info, readRelocations(view, h, wide, le));
  }
  return {
    littleEndian: le,
    sections,
    symbols,
    section: (name) => sections.find((s) => s.name === name),
    relocatedWord(section, offset) {
      const inPlace = section.bytes.getUint32(offset, le);
      const relocation = relocations.get(section.index)?.get(offset);
      if (relocation === undefined) return inPlace;
      const addend = relocation.addend === undefined || machine === EM_SH ? inPlace : relocation.addend;
      return Number(symbols[relocation.symbol].value) + addend;
    },
  };
}

interface Relocation {
  readonly symbol: number;
  /** `undefined` in a REL section: the addend is the word in place. */
  readonly addend?: number;
}

function readRelocations(view: DataView, h: SectionHeader, wide: boolean, le: boolean): Map<number, Relocation> {
  const found = new Map<number, Relocation>();
  for (let at = h.offset; at < h.offset + h.size; at += h.entrySize) {
    const offset = wide ? Number(view.getBigUint64(at, le)) : view.getUint32(at, le);
    const symbol = wide ? Number(view.getBigUint64(at + 8, le) >> 32n) : view.getUint32(at + 4, le) >>> 8;
    if (h.type === SHT_REL) found.set(offset, { symbol });
    else
      found.set(offset, { symbol, addend: wide ? Number(view.getBigInt64(at + 16, le)) : view.getInt32(at + 8, le) });
  }
  return found;
}

/** The NUL-terminated string at an offset of a string table. */
export function cString(table: DataView, offset: number): string {
  let end = offset;
  while (end < table.byteLength && table.getUint8(end) !== 0) end++;
  return Buffer.from(table.buffer, table.byteOffset + offset, end - offset).toString('utf8');
}
