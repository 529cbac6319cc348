/**
 * What Documentation/userspace-api/ioctl/ioctl-number.rst says of the types and numbers that a header uses. The table has
 * grown since 1999: files have moved, whole subsystems share a type. So a row is a header's own when it names the header,
 * and related when it names a word of the header's name (`drivers/block/nvme.c` for linux/nvme_ioctl.h) or a header that
 * this one includes (asound.h for the sound drivers).
 */
import { type IoctlBlock, type IoctlNumberTable, parseIoctlNumberTable } from '../../ioctl/ioctlNumberTable.js';
import { registeredBlocks } from '../../ioctl/registeredBlocks.js';
import type { Command } from '../../review/commands.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { hex } from './commandFacts.js';

export interface TypeUse {
  readonly type: number;
  /** In text order, other names of a command left out; never empty. */
  readonly commands: readonly Command[];
  /** Rows of the type that name the header. */
  readonly own: readonly IoctlBlock[];
  /** Rows of the type for something that belongs together with the header, or for what no file tells. */
  readonly related: readonly IoctlBlock[];
  /** All other rows of the type. */
  readonly foreign: readonly IoctlBlock[];
}

/** The types that the header's commands use, and where the table is from. */
export function typeUses(header: ReviewedHeader): { readonly uses: readonly TypeUse[]; readonly origin: string } {
  return header.part('ioctl/typeUses', () => {
    const { commands } = header;
    const table = tableOf(header.options.ioctlNumberText);
    const byType = new Map<number, Command[]>();
    for (const command of commands) {
      if (command.aliasOf !== undefined || command.ioctl.outOfRange !== undefined) continue;
      const known = byType.get(command.ioctl.type);
      if (known === undefined) byType.set(command.ioctl.type, [command]);
      else known.push(command);
    }
    const included = new Set(
      header.analyses[0].includes.flatMap(({ to }) => (to === undefined ? [] : [to.displayName])),
    );
    included.delete(header.file.displayName);
    const uses = [...byType].map(([type, users]) => ({
      type,
      commands: users,
      ...blocksFor(
        table.blocks.filter((block) => block.type === type),
        header.file.displayName,
        included,
      ),
    }));
    return { uses, origin: table.origin };
  });
}

let parsed: { readonly text: string; readonly table: IoctlNumberTable } | undefined;

/** The table of the kernel tree, parsed once for all of its headers; else the one that the program carries. */
function tableOf(text: string | undefined): IoctlNumberTable {
  if (text === undefined) return registeredBlocks();
  if (parsed?.text !== text) {
    parsed = { text, table: { blocks: parseIoctlNumberTable(text), origin: 'the kernel tree' } };
  }
  return parsed.table.blocks.length > 0 ? parsed.table : registeredBlocks();
}

function blocksFor(
  blocks: readonly IoctlBlock[],
  name: string,
  included: ReadonlySet<string>,
): Pick<TypeUse, 'own' | 'related' | 'foreign'> {
  const own: IoctlBlock[] = [];
  const related: IoctlBlock[] = [];
  const foreign: IoctlBlock[] = [];
  const words = wordsOf(baseName(name));
  for (const block of blocks) {
    if (block.files.some((file) => isNamed(file, name))) own.push(block);
    else if (block.files.length === 0 || isRelated(block, words, included)) related.push(block);
    else foreign.push(block);
  }
  return { own, related, foreign };
}

/** `include/uapi/linux/stm.h` names `linux/stm.h`; a file that has moved is known by its own name. */
function isNamed(file: string, name: string): boolean {
  const [a, b] = [plainPath(file), plainPath(name)];
  if (a === b) return true;
  if (a.includes('*')) {
    const [start, end] = a.split('*');
    return b.startsWith(start) && b.endsWith(end);
  }
  return baseName(a) === baseName(b) && wordsOf(baseName(a)).size > 0;
}

function isRelated({ files, comment }: IoctlBlock, words: ReadonlySet<string>, included: ReadonlySet<string>): boolean {
  if (files.some((file) => [...included].some((name) => isNamed(file, name)))) return true;
  const theirs = wordsOf([...files, comment].join(' '));
  // `blk` of `BLK* ioctls` and `blkdev`, `pci` and `pcitest`: names that grow from each other.
  return [...words].some((word) => [...theirs].some((their) => word.startsWith(their) || their.startsWith(word)));
}

function plainPath(path: string): string {
  return path
    .replace(/^.*\buapi\//, '')
    .replace(/^(?:arch\/\w+\/)?include\//, '')
    .replace(/^asm-generic\//, 'asm/');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Words that say which driver is meant; those that many paths have do not. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word.length > 2 && !common.has(word)));
}

const common = new Set(
  (
    'linux uapi include drivers driver arch asm sound media video misc block char net scsi usb fs input api abi user ioctl ' +
    'ioctls cmd cdev uio dev device devices core common conflict dead since the and for subsystem interface system types ' +
    'controller http https info org com mailto generic hardware'
  ).split(' '),
);

/** A block that its holder gave up; but what must not be used again stays taken. */
export function isGivenUp({ comment }: IoctlBlock): boolean {
  return /\b(dead|gone)\b/i.test(comment) && !/reuse/i.test(comment);
}

export function holds({ firstNr, lastNr }: IoctlBlock, { ioctl: { nr } }: Command): boolean {
  return nr >= firstNr && nr <= lastNr;
}

/** `00-0F`, as the table writes it. */
export function blockText({ firstNr, lastNr }: IoctlBlock): string {
  const text = (nr: number): string => hex(nr).slice(2).toUpperCase();
  return firstNr === lastNr ? text(firstNr) : `${text(firstNr)}-${text(lastNr)}`;
}

/** For messages about a row that names files: `linux/fs.h`. */
export function holderText({ files }: IoctlBlock): string {
  return files.join(', ');
}
