/**
 * One header as a reviewer holds it in mind: its records and commands over all ABIs, what its comments say, how its
 * interface grows. Rules share these views; each is computed when the first rule asks for it.
 */
import type { RecordLayout } from '../layout/recordLayout.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import { type MemberOnAbis, membersOnAbis, type RecordOnAbis, recordsOnAbis } from './byAbi.js';
import { type Command, commandsOf } from './commands.js';
import { type HeaderText, headerText, type TextComment, type TextDefine } from './headerText.js';
import { inlineMembers, type KernelDoc, type KernelDocMember, parseKernelDoc } from './kernelDoc.js';
import { type RecordUse, recordUses } from './recordUse.js';
import {
  commandStyle,
  type HeaderStyle,
  headerStyle,
  type InterfaceStyle,
  styleComment,
  versionedRecords,
} from './style.js';

/** What a caller knows of a header besides its analyses. */
export interface ReviewOptions {
  /** Style that the settings give the header. */
  readonly style?: InterfaceStyle;
  /** Text of the kernel tree's Documentation/userspace-api/ioctl/ioctl-number.rst, where there is a tree. */
  readonly ioctlNumberText?: string;
}

export class ReviewedHeader {
  readonly file: SourceFile;
  readonly analyses: readonly HeaderAnalysis[];
  readonly options: ReviewOptions;
  readonly #parts = new Map<string, unknown>();

  constructor(file: SourceFile, analyses: readonly HeaderAnalysis[], options: ReviewOptions) {
    this.file = file;
    this.analyses = analyses;
    this.options = options;
  }

  get text(): HeaderText {
    return this.part('text', () => headerText(this.file));
  }

  get records(): readonly RecordOnAbis[] {
    return this.part('records', () => recordsOnAbis(this.analyses));
  }

  get recordsByName(): ReadonlyMap<string, RecordOnAbis> {
    return this.part('recordsByName', () => new Map(this.records.map((record) => [record.name, record])));
  }

  /** Named members of a record by path, joined over the ABIs. */
  members(record: RecordOnAbis): readonly MemberOnAbis[] {
    const known = this.part('members', () => new Map<RecordOnAbis, readonly MemberOnAbis[]>());
    let members = known.get(record);
    if (members === undefined) {
      members = membersOnAbis(record);
      known.set(record, members);
    }
    return members;
  }

  get commands(): readonly Command[] {
    return this.part('commands', () =>
      commandsOf({
        analyses: this.analyses,
        text: this.text,
        records: this.recordsByName,
        kernelDocs: this.kernelDocs,
      }),
    );
  }

  /** Every kernel-doc comment of the header in text order, inline ones left out. */
  get kernelDocs(): readonly KernelDoc[] {
    return this.part('kernelDocs', () =>
      this.text.comments.flatMap(({ isKernelDoc, range }) => {
        const doc = isKernelDoc ? parseKernelDoc(range) : undefined;
        return doc === undefined || (doc.name === '' && doc.members.length > 0) ? [] : [doc];
      }),
    );
  }

  /** The kernel-doc comment attached to a record. */
  kernelDocOf(record: RecordOnAbis): KernelDoc | undefined {
    const start = record.onAbis[0].record.kernelDoc?.start;
    const known = this.part('kernelDocsByStart', () => new Map(this.kernelDocs.map((doc) => [doc.range.start, doc])));
    return start === undefined ? undefined : known.get(start);
  }

  /** What kernel-doc says of each member of a record, by the path it uses; inline comments included. */
  documentedMembers(record: RecordOnAbis): ReadonlyMap<string, KernelDocMember> {
    const { range } = record.onAbis[0].record;
    const comments = this.part('kernelDocComments', () => this.text.comments.filter(({ isKernelDoc }) => isKernelDoc));
    const inside: TextComment[] = [];
    for (let i = firstFrom(comments, range.start); i < comments.length && comments[i].range.end <= range.end; i++) {
      inside.push(comments[i]);
    }
    const inline = inlineMembers(inside.map((comment) => comment.range));
    const titled = this.kernelDocOf(record)?.members ?? [];
    return new Map([...titled, ...inline].map((member) => [member.name, member]));
  }

  /** Records with `_SIZE_VERn` constants. */
  get versionedRecords(): ReadonlySet<string> {
    return this.part('versionedRecords', () => versionedRecords(this.text, this.records));
  }

  /** How the header's interface grows. */
  get style(): HeaderStyle {
    return this.part('style', () => {
      const comment = styleComment(this.text);
      const guesses = this.commands.map((command) => this.#guess(command));
      return headerStyle(guesses, comment, this.options.style, this.versionedRecords);
    });
  }

  /** How one command grows: as the header is set to, else as the command looks. */
  commandStyle(command: Command): InterfaceStyle {
    return this.style.isSet ? this.style.style : this.#guess(command);
  }

  #guess(command: Command): InterfaceStyle {
    const record = command.recordName === undefined ? undefined : this.recordsByName.get(command.recordName);
    return commandStyle(command, record, this.versionedRecords);
  }

  /** How the record grows, by the commands that pass it; undefined for one that no command passes. */
  recordStyle(record: RecordOnAbis): InterfaceStyle | undefined {
    const [command] = this.use(record).commands;
    if (command !== undefined) return this.commandStyle(command);
    if (this.versionedRecords.has(record.name)) return 'syscall-ext';
    return undefined;
  }

  /**
   * Findings in size-first and argsz interfaces are errors where other styles get a warning. True when the record is
   * passed by such a command, or when the header is set to the style.
   */
  isSizeFirst(record: RecordOnAbis): boolean {
    const reaching = this.use(record).reachingCommands;
    if (this.style.isSet) return this.style.style === 'size-first';
    return reaching.length > 0 && reaching.every((command) => this.#guess(command) === 'size-first');
  }

  use(record: RecordOnAbis): RecordUse {
    const useOf = this.part('uses', () => recordUses(this.records, this.commands));
    return useOf(record.name);
  }

  /** The `#define` of a name; the last one where there are several. */
  defineOf(name: string): TextDefine | undefined {
    const known = this.part('defines', () => new Map(this.text.defines.map((define) => [define.name, define])));
    return known.get(name);
  }

  /** Keeps what `make` gives under a key: for views that only some rules share. */
  part<T>(key: string, make: () => T): T {
    if (!this.#parts.has(key)) this.#parts.set(key, make());
    // Safe: every key has one maker.
    return this.#parts.get(key) as T;
  }
}

/** The layout of a record on the first ABI that has one. */
export function anyLayout(record: RecordOnAbis): RecordLayout | undefined {
  return record.onAbis.find(({ record: { layout } }) => layout !== undefined)?.record.layout;
}

/** Index of the first comment that begins at an offset or behind it. */
function firstFrom(comments: readonly TextComment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (comments[middle].range.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
