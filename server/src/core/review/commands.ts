/**
 * The ioctl commands of a header, joined over its ABIs, each with the record that it passes. A number made with `_IO`
 * says nothing of its argument: the record is then found by the names that authors use, as a reader would find it.
 */
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { HeaderAnalysis, IoctlDefinition } from '../unit/headerAnalysis.js';
import type { RecordOnAbis } from './byAbi.js';
import { firstFrom } from './firstFrom.js';
import type { HeaderText, TextDefine } from './headerText.js';
import type { KernelDoc } from './kernelDoc.js';
import type { ReviewMemory } from './reviewMemory.js';

export interface Command {
  readonly name: string;
  /** Place of the name in its `#define`. */
  readonly range: FileRange;
  readonly onAbis: readonly { readonly abi: AbiId; readonly ioctl: IoctlDefinition }[];
  /** The first of them: for what ABIs share (type, nr, wrapper). */
  readonly ioctl: IoctlDefinition;
  /** The `#define` as written; undefined when the name is defined by other means. */
  readonly define: TextDefine | undefined;
  /** The other command that this macro only renames (`#define A B`). */
  readonly aliasOf: string | undefined;
  /** Name of the record that the command passes; for `_IO` by `binding`. */
  readonly recordName: string | undefined;
  /**
   * How the record is known: `size` from the number's third argument, `kernel-doc` from `ioctl(NAME)` in the title of a
   * struct's kernel-doc, `comment` from `_IOWR(type, nr, struct x)` in the comment above, `name` since the struct has the
   * command's name in lower case, `place` since a struct that begins with its size stands right above the command and
   * belongs to no other.
   */
  readonly binding: 'size' | 'kernel-doc' | 'comment' | 'name' | 'place' | undefined;
}

export interface CommandSources {
  readonly analyses: readonly HeaderAnalysis[];
  readonly text: HeaderText;
  readonly records: ReadonlyMap<string, RecordOnAbis>;
  readonly kernelDocs: readonly KernelDoc[];
  readonly memory: ReviewMemory | undefined;
}

export function commandsOf({ analyses, text, records, kernelDocs, memory }: CommandSources): readonly Command[] {
  const joined = joinedIoctls(analyses);
  if (joined.size === 0) return [];
  const byTitle = new Map(
    kernelDocs.flatMap(({ kind, name, ioctls }) =>
      kind === 'struct' || kind === 'union' ? ioctls.map((ioctl) => [ioctl.name, name] as const) : [],
    ),
  );
  const commands = [...joined].map(([name, onAbis]): Command => {
    const [{ ioctl }] = onAbis;
    const define = defineAt(text, ioctl, memory);
    const common = { name, range: ioctl.range, onAbis, ioctl, define, aliasOf: aliasOf(define, joined) };
    if (ioctl.argumentRecord !== undefined) {
      return { ...common, recordName: ioctl.argumentRecord, binding: 'size' as const };
    }
    if (ioctl.argumentType !== undefined) return { ...common, recordName: undefined, binding: undefined };
    const titled = byTitle.get(name);
    if (titled !== undefined && records.has(titled)) {
      return { ...common, recordName: titled, binding: 'kernel-doc' as const };
    }
    const commented = commentedRecord(define, text);
    if (commented !== undefined && records.has(commented)) {
      return { ...common, recordName: commented, binding: 'comment' as const };
    }
    const lower = name.toLowerCase();
    if (ioctl.direction === 'none' && records.has(lower)) {
      return { ...common, recordName: lower, binding: 'name' as const };
    }
    return { ...common, recordName: undefined, binding: undefined };
  });
  const bound = boundByPlace(commands, records, text);
  return memory === undefined ? bound : bound.map((command) => keptCommand(memory, command));
}

type IoctlOnAbi = Command['onAbis'][number];

function joinedIoctls(analyses: readonly HeaderAnalysis[]): ReadonlyMap<string, readonly IoctlOnAbi[]> {
  const joined = new Map<string, IoctlOnAbi[]>();
  const inOrder: IoctlOnAbi[][] = [];
  for (const { abi, ioctls } of analyses) {
    let next = 0;
    for (const ioctl of ioctls) {
      if (ioctl.wrapper !== undefined && PART.test(ioctl.wrapper)) continue;
      // Nearly always the ABIs have the same commands in the same order.
      let known: IoctlOnAbi[] | undefined = inOrder.at(next++);
      if (known?.[0].ioctl.name !== ioctl.name) known = joined.get(ioctl.name);
      if (known === undefined) {
        known = [];
        joined.set(ioctl.name, known);
        inOrder.push(known);
      }
      known.push({ abi: abi.id, ioctl });
    }
  }
  return joined;
}

function defineAt({ defines }: HeaderText, ioctl: IoctlDefinition, memory?: ReviewMemory): TextDefine | undefined {
  const { file, start } = ioctl.range;
  const kept = memory?.commands.get(ioctl)?.define?.nameRange;
  // A definition that is the same object stands in a piece that is the same.
  if (kept?.file === file && kept.start === start) return memory?.commands.get(ioctl)?.define;
  const define = defines[firstFrom(defines, start) - 1];
  return define?.nameRange.start === start ? define : undefined;
}

/** A command of an editor's header: one that did not change is the same object in the next version. */
export class JoinedCommand implements Command {
  readonly name: string;
  readonly onAbis: Command['onAbis'];
  readonly ioctl: IoctlDefinition;
  readonly aliasOf: string | undefined;
  readonly recordName: string | undefined;
  readonly binding: Command['binding'];
  /** Of the version that took the command over last, as all its places. */
  define: TextDefine | undefined;

  constructor({ name, onAbis, ioctl, aliasOf, recordName, binding, define }: Command) {
    this.name = name;
    this.onAbis = onAbis;
    this.ioctl = ioctl;
    this.aliasOf = aliasOf;
    this.recordName = recordName;
    this.binding = binding;
    this.define = define;
  }

  get range(): FileRange {
    return this.ioctl.range;
  }

  isSameAs(now: Command): boolean {
    return (
      this.aliasOf === now.aliasOf &&
      this.recordName === now.recordName &&
      this.binding === now.binding &&
      this.onAbis.length === now.onAbis.length &&
      this.onAbis.every(({ abi, ioctl }, i) => abi === now.onAbis[i].abi && ioctl === now.onAbis[i].ioctl) &&
      (this.define === now.define || isSameText(this.define, now.define))
    );
  }
}

function keptCommand({ commands }: ReviewMemory, now: Command): Command {
  const kept = commands.get(now.ioctl);
  if (kept?.isSameAs(now) === true) {
    kept.define = now.define;
    return kept;
  }
  const command = new JoinedCommand(now);
  commands.set(now.ioctl, command);
  return command;
}

function isSameText(a: TextDefine | undefined, b: TextDefine | undefined): boolean {
  return a !== undefined && b !== undefined && a.text === b.text;
}

/** Gives `_IO` commands without a record the one right above, with nothing but comments in between. */
function boundByPlace(
  commands: readonly Command[],
  records: ReadonlyMap<string, RecordOnAbis>,
  { comments }: HeaderText,
): readonly Command[] {
  if (!commands.some(isUnbound)) return commands;
  const bound = new Set(commands.map(({ recordName }) => recordName));
  const candidates = new Map<number, string>();
  for (const { name, onAbis } of records.values()) {
    const [{ record }] = onAbis;
    const [first] = record.layout?.kind === 'struct' ? record.layout.members : [];
    if (bound.has(name) || first?.type !== '__u32' || !/^(size|argsz)$/.test(first.name)) continue;
    candidates.set(endOfDeclaration(record.range), name);
  }
  if (candidates.size === 0) return commands;
  const commentStarts = new Map(comments.map(({ range }) => [range.end, range.start]));
  return commands.map((command) => {
    if (!isUnbound(command) || command.define === undefined) return command;
    const { file, start } = command.define.range;
    let at = start;
    for (;;) {
      while (at > 0 && /\s/.test(file.text[at - 1])) at--;
      const comment = commentStarts.get(at);
      if (comment === undefined) break;
      at = comment;
    }
    const recordName = candidates.get(at);
    return recordName === undefined ? command : { ...command, recordName, binding: 'place' as const };
  });
}

function isUnbound({ recordName, aliasOf: alias, ioctl }: Command): boolean {
  return (
    recordName === undefined && alias === undefined && ioctl.argumentType === undefined && ioctl.direction === 'none'
  );
}

/** Behind the semicolon that follows a record. */
function endOfDeclaration({ file, end }: FileRange): number {
  const semicolon = /^\s*;/.exec(file.text.slice(end, end + 80));
  return end + (semicolon?.[0].length ?? 0);
}

/** What a macro with one of these gives is a field of a number, and no command: `_IOC_NR(FOO_LAST)`. */
const PART = /^_IOC_(DIR|TYPE|NR|SIZE)$/;

function aliasOf(define: TextDefine | undefined, commands: ReadonlyMap<string, unknown>): string | undefined {
  if (define?.body.length !== 1) return undefined;
  const [{ text }] = define.body;
  return commands.has(text) ? text : undefined;
}

/** The struct of `_IOWR(VFIO_TYPE, VFIO_BASE + 7, struct vfio_device_info)` in the comment right above a `#define`. */
function commentedRecord(define: TextDefine | undefined, { comments }: HeaderText): string | undefined {
  if (define === undefined) return undefined;
  const { file, start } = define.range;
  const above = comments.findLast(({ range }) => range.end <= start);
  if (above === undefined || file.text.slice(above.range.end, start).trim() !== '') return undefined;
  return /\b_IO[RW]{1,2}\s*\([^;]*?,\s*(?:\*\s*)?(?:struct|union)\s+([A-Za-z_]\w*)\s*\)/.exec(above.text)?.[1];
}
