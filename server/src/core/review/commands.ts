/**
 * The ioctl commands of a header, joined over its ABIs, each with the record that it passes. A number made with `_IO`
 * says nothing of its argument: the record is then found by the names that authors use, as a reader would find it.
 */
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { HeaderAnalysis, IoctlDefinition } from '../unit/headerAnalysis.js';
import type { RecordOnAbis } from './byAbi.js';
import type { HeaderText, TextDefine } from './headerText.js';
import type { KernelDoc } from './kernelDoc.js';

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
   * command's name in lower case.
   */
  readonly binding: 'size' | 'kernel-doc' | 'comment' | 'name' | undefined;
}

export interface CommandSources {
  readonly analyses: readonly HeaderAnalysis[];
  readonly text: HeaderText;
  readonly records: ReadonlyMap<string, RecordOnAbis>;
  readonly kernelDocs: readonly KernelDoc[];
}

export function commandsOf({ analyses, text, records, kernelDocs }: CommandSources): readonly Command[] {
  const joined = new Map<string, { abi: AbiId; ioctl: IoctlDefinition }[]>();
  for (const { abi, ioctls } of analyses) {
    for (const ioctl of ioctls) {
      if (ioctl.wrapper !== undefined && PART.test(ioctl.wrapper)) continue;
      const known = joined.get(ioctl.name);
      if (known === undefined) joined.set(ioctl.name, [{ abi: abi.id, ioctl }]);
      else known.push({ abi: abi.id, ioctl });
    }
  }
  if (joined.size === 0) return [];
  const defines = new Map(text.defines.map((define) => [define.nameRange.start, define]));
  const byTitle = new Map(
    kernelDocs.flatMap(({ kind, name, ioctls }) =>
      kind === 'struct' || kind === 'union' ? ioctls.map((ioctl) => [ioctl.name, name] as const) : [],
    ),
  );
  return [...joined].map(([name, onAbis]) => {
    const [{ ioctl }] = onAbis;
    const define = defines.get(ioctl.range.start);
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
