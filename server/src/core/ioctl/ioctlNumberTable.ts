/**
 * The table of Documentation/userspace-api/ioctl/ioctl-number.rst: which header holds which block of numbers below which
 * type. A row begins with a type (`'c'` or `0xAE`) and a block (`all`, `20`, `C0-FF`); lines without a type go on with
 * the row above. Columns are found by their words and not by their places, since some rows leave the columns. A line that
 * is no row is left out.
 */
export interface IoctlBlock {
  readonly type: number;
  readonly firstNr: number;
  readonly lastNr: number;
  /** Files as written, without their commas: `linux/fs.h`, `drivers/char/s390/vmcp.h`; none for a block of a project. */
  readonly files: readonly string[];
  /** What stands behind the files, in one line: the project, `conflict!`, an address. */
  readonly comment: string;
}

export interface IoctlNumberTable {
  readonly blocks: readonly IoctlBlock[];
  /** Where it is from, for messages: `the kernel tree`, `Linux 6.12`. */
  readonly origin: string;
}

const ROW = /^(?:'(.)'|(0x[0-9A-Fa-f]{1,2}))\s+(all|[0-9A-Fa-f]{1,2}(?:-[0-9A-Fa-f]{1,2})?)(?:\s+(.*))?$/;

export function parseIoctlNumberTable(text: string): readonly IoctlBlock[] {
  const blocks: IoctlBlock[] = [];
  let row: { head: RegExpExecArray; files: string[]; comments: string[] } | undefined;
  const finish = (): void => {
    const block = row === undefined ? undefined : blockOf(row.head, row.files, row.comments.join(' '));
    if (block !== undefined) blocks.push(block);
    row = undefined;
  };
  for (const line of text.split('\n')) {
    const head = ROW.exec(line.trimEnd());
    if (head !== null) {
      finish();
      const { files, comment } = cellsOf(head[4] ?? '');
      row = { head, files: [...files], comments: comment === '' ? [] : [comment] };
    } else if (row !== undefined && /^\s+\S/.test(line)) {
      const { files, comment } = cellsOf(line.trim());
      row.files.push(...files);
      if (comment !== '') row.comments.push(comment);
    } else finish();
  }
  finish();
  return blocks;
}

function blockOf(head: RegExpExecArray, files: readonly string[], comment: string): IoctlBlock | undefined {
  const type = head[1] === undefined ? Number.parseInt(head[2], 16) : head[1].charCodeAt(0);
  const [first, last = first] = head[3] === 'all' ? ['0', 'FF'] : head[3].split('-');
  const [firstNr, lastNr] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  return type > 255 || lastNr < firstNr ? undefined : { type, firstNr, lastNr, files, comment };
}

/** Leading paths (with `,` or `and` between them) are files; the rest is the comment. */
function cellsOf(text: string): { readonly files: readonly string[]; readonly comment: string } {
  const words = text.split(/\s+/);
  const files: string[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at].replace(/^`|`?,?$/g, '');
    if (word === 'and') continue;
    if (word.startsWith('<') || !/^[\w.*-]+(?:\/[\w.*-]+)*(?:\.[ch]|\/)$/.test(word)) break;
    files.push(word);
  }
  return { files, comment: words.slice(at).join(' ') };
}
