/**
 * The file table of a line number program: which path a `decl_file` index means. The assembler writes it in the
 * version it likes (GNU as gives version 5 for some targets and 3 for others), so both shapes are read
 * (DWARF 5, 6.2.4; DWARF 3, 6.2.4). Version 5 counts from 0; earlier versions count from 1, and 0 names nothing.
 */
import path from 'node:path';
import { ByteReader, sectionString } from './dwarf.js';
import type { ElfObject, ElfSection } from './elf.js';

const CONTENT_PATH = 1;
const CONTENT_DIRECTORY = 2;

/** Absolute paths by index; relative ones are resolved against the compilation directory. */
export function readFileTable(elf: ElfObject, offset: number, compilationDirectory: string): string[] {
  const section = elf.section('.debug_line');
  if (section === undefined) return [];
  const reader = new ByteReader(section.bytes, elf.littleEndian);
  reader.position = offset + 4;
  const version = reader.unsigned(2);
  if (version >= 5) reader.skip(2);
  reader.skip(4);
  reader.skip(version >= 4 ? 5 : 4);
  const opcodeBase = reader.unsigned(1);
  reader.skip(opcodeBase - 1);
  return version >= 5
    ? readEntries5(elf, section, reader, compilationDirectory)
    : readEntries3(reader, compilationDirectory);
}

function readEntries3(reader: ByteReader, compilationDirectory: string): string[] {
  const directories = [compilationDirectory];
  for (let name = reader.inlineString(); name !== ''; name = reader.inlineString()) {
    directories.push(path.resolve(compilationDirectory, name));
  }
  const files = [''];
  for (let name = reader.inlineString(); name !== ''; name = reader.inlineString()) {
    const directory = Number(reader.uleb());
    reader.uleb();
    reader.uleb();
    files.push(path.resolve(directories[directory] ?? compilationDirectory, name));
  }
  return files;
}

function readEntries5(elf: ElfObject, section: ElfSection, reader: ByteReader, compilationDirectory: string): string[] {
  const directories = readNames(elf, section, reader).map((e) => path.resolve(compilationDirectory, e.name));
  return readNames(elf, section, reader).map((e) =>
    path.resolve(directories[e.directory] ?? compilationDirectory, e.name),
  );
}

function readNames(elf: ElfObject, section: ElfSection, reader: ByteReader): { name: string; directory: number }[] {
  const formats: { content: number; form: number }[] = [];
  for (let n = reader.unsigned(1); n > 0; n--) {
    formats.push({ content: Number(reader.uleb()), form: Number(reader.uleb()) });
  }
  const entries: { name: string; directory: number }[] = [];
  for (let n = Number(reader.uleb()); n > 0; n--) {
    let name = '';
    let directory = 0;
    for (const { content, form } of formats) {
      const value = readNameForm(elf, section, reader, form);
      if (content === CONTENT_PATH) name = String(value);
      else if (content === CONTENT_DIRECTORY) directory = Number(value);
    }
    entries.push({ name, directory });
  }
  return entries;
}

function readNameForm(elf: ElfObject, section: ElfSection, reader: ByteReader, form: number): string | number {
  switch (form) {
    case 0x08: // string
      return reader.inlineString();
    case 0x0e: // strp
    case 0x1f: {
      // line_strp
      const offset = elf.relocatedWord(section, reader.position);
      reader.skip(4);
      return sectionString(elf, form === 0x1f ? '.debug_line_str' : '.debug_str', offset);
    }
    case 0x0b: // data1
      return reader.unsigned(1);
    case 0x05: // data2
      return reader.unsigned(2);
    case 0x0f: // udata
      return Number(reader.uleb());
    case 0x1e: // data16: an MD5 sum
      reader.skip(16);
      return 0;
    default:
      throw new Error(`unknown form 0x${form.toString(16)} in a file table`);
  }
}
