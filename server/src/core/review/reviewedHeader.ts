/**
 * One header as a reviewer holds it in mind: its records and commands over all ABIs, what its comments say, how its
 * interface grows. Rules share these views; each is computed when the first rule asks for it.
 */
import type { RecordLayout } from '../layout/recordLayout.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { Abi, AbiId } from '../target/abi.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import { type MemberOnAbis, membersOnAbis, type RecordOnAbis, recordsOnAbis } from './byAbi.js';
import { type Command, commandsOf } from './commands.js';
import { kernelOnlySpans, type Spans } from './conditionals.js';
import { firstFrom } from './firstFrom.js';
import { type HeaderText, headerText, type TextComment, type TextDefine } from './headerText.js';
import { type IncludeClosure, includeClosure } from './includeClosure.js';
import {
  inlineMembers,
  isInline,
  type KernelDoc,
  type KernelDocMember,
  kernelDocIn,
  kernelDocsOf,
} from './kernelDoc.js';
import { type Asked, type Question, question } from './question.js';
import { type RecordUse, recordUses, sameUse } from './recordUse.js';
import type { ReviewMemory } from './reviewMemory.js';
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
  /** What `.. kernel-doc::` directives below the kernel tree's Documentation name (`kernelDocDirectives`). */
  readonly documentedFiles?: ReadonlySet<string>;
  /** What earlier versions of the text left: views of what did not change are taken over. */
  readonly memory?: ReviewMemory;
}

export class ReviewedHeader {
  readonly file: SourceFile;
  readonly options: ReviewOptions;
  readonly abis: readonly Abi[];
  readonly abiIds: readonly AbiId[];
  readonly #analyses: readonly HeaderAnalysis[];
  readonly #parts = new Map<string, unknown>();
  readonly #partsOf = new Map<string, Map<RecordOnAbis, unknown>>();
  #asked: Asked | undefined;

  constructor(file: SourceFile, analyses: readonly HeaderAnalysis[], options: ReviewOptions) {
    this.file = file;
    this.#analyses = analyses;
    this.options = options;
    this.abis = analyses.map(({ abi }) => abi);
    this.abiIds = this.abis.map(({ id }) => id);
  }

  /** Judges with the questions noted in `asked`. */
  record<T>(asked: Asked, judge: () => T): T {
    this.#asked = asked;
    try {
      return judge();
    } finally {
      this.#asked = undefined;
    }
  }

  /** Answers a question about more than the subject. */
  ask<K, A>(asked: Question<K, A>, key: K): A {
    const recording = this.#asked;
    if (recording === undefined) return asked.answer(this, key);
    this.#asked = undefined;
    try {
      const answer = asked.answer(this, key);
      recording.note(asked, key, answer);
      return answer;
    } finally {
      this.#asked = recording;
    }
  }

  /** Says that the text of a record is read, its kernel-doc included: a question, where another subject is judged. */
  reads(record: RecordOnAbis): void {
    if (this.#asked !== undefined && this.#asked.subject !== record) this.ask(ownText, record);
  }

  get analyses(): readonly HeaderAnalysis[] {
    this.#asked?.noteWhole('analyses');
    return this.#analyses;
  }

  get text(): HeaderText {
    this.#asked?.noteWhole('text');
    return headerText(this.file);
  }

  get records(): readonly RecordOnAbis[] {
    return this.part('records', () => recordsOnAbis(this.#analyses, this.options.memory));
  }

  get recordsByName(): ReadonlyMap<string, RecordOnAbis> {
    return this.part('recordsByName', () => new Map(this.records.map((record) => [record.name, record])));
  }

  recordNamed(name: string): RecordOnAbis | undefined {
    return this.ask(recordNamed, name);
  }

  /** Named members of a record by path, joined over the ABIs. */
  members(record: RecordOnAbis): readonly MemberOnAbis[] {
    return membersOnAbis(record);
  }

  get commands(): readonly Command[] {
    // Most headers have none: then no text is looked at.
    if (this.analyses.every(({ ioctls }) => ioctls.length === 0)) return [];
    return this.part('commands', () =>
      commandsOf({
        analyses: this.analyses,
        text: this.text,
        records: this.recordsByName,
        kernelDocs: this.kernelDocs,
        memory: this.options.memory,
      }),
    );
  }

  /** Every kernel-doc comment of the header in text order, inline ones left out. */
  get kernelDocs(): readonly KernelDoc[] {
    return kernelDocsOf(this.text);
  }

  /** The kernel-doc comment attached to a record. */
  kernelDocOf(record: RecordOnAbis): KernelDoc | undefined {
    const range = record.onAbis[0].record.kernelDoc;
    if (range === undefined) return undefined;
    this.reads(record);
    return this.kernelDocAt(range);
  }

  /** The kernel-doc comment that begins where a range does; undefined for an inline one. Part of the subject's own text. */
  kernelDocAt(range: FileRange): KernelDoc | undefined {
    if (!docsAt.has(range)) {
      const { comments } = headerText(range.file);
      const comment = comments[firstFrom(comments, range.start)];
      const doc = comment?.range.start === range.start ? kernelDocIn(comment) : undefined;
      docsAt.set(range, doc === undefined || isInline(doc) ? undefined : doc);
    }
    return docsAt.get(range);
  }

  /** Comments that lie inside a range, in text order. Part of the subject's own text, or see `reads`. */
  commentsWithin({ start, end }: FileRange): readonly TextComment[] {
    const { comments } = headerText(this.file);
    const inside: TextComment[] = [];
    for (let i = firstFrom(comments, start); i < comments.length && comments[i].range.end <= end; i++) {
      inside.push(comments[i]);
    }
    return inside;
  }

  /** What kernel-doc says of each member of a record, by the path it uses; inline comments included. */
  documentedMembers(record: RecordOnAbis): ReadonlyMap<string, KernelDocMember> {
    this.reads(record);
    const { range } = record.onAbis[0].record;
    const inside = this.commentsWithin(range).filter(({ isKernelDoc }) => isKernelDoc);
    const inline = inlineMembers(inside);
    const titled = this.kernelDocOf(record)?.members ?? [];
    return new Map([...titled, ...inline].map((member) => [member.name, member]));
  }

  /** Records with `_SIZE_VERn` constants. */
  get versionedRecords(): ReadonlySet<string> {
    return this.part('versionedRecords', () => versionedRecords(this.text, this.records));
  }

  isVersioned({ name }: RecordOnAbis): boolean {
    return this.ask(isVersioned, name);
  }

  /** How the header's interface grows. */
  get style(): HeaderStyle {
    return this.part('style', () => {
      const comment = styleComment(this.text);
      const guesses = this.commands.map((command) => this.#guess(command));
      return headerStyle(guesses, comment, this.options.style, this.versionedRecords);
    });
  }

  /** The style that the header's comment or the settings give it; undefined where it is only guessed. */
  get setStyle(): InterfaceStyle | undefined {
    return this.ask(setStyle, undefined);
  }

  get mainStyle(): InterfaceStyle {
    return this.ask(mainStyle, undefined);
  }

  /** How one command grows: as the header is set to, else as the command looks. */
  commandStyle(command: Command): InterfaceStyle {
    return this.ask(styleOf, command);
  }

  #guess(command: Command): InterfaceStyle {
    const record = command.recordName === undefined ? undefined : this.recordsByName.get(command.recordName);
    return commandStyle(command, record, this.versionedRecords);
  }

  /** How the record grows, by the commands that pass it; undefined for one that no command passes. */
  recordStyle(record: RecordOnAbis): InterfaceStyle | undefined {
    const [command] = this.use(record).commands;
    if (command !== undefined) return this.commandStyle(command);
    return this.isVersioned(record) ? 'syscall-ext' : undefined;
  }

  /**
   * Findings in size-first and argsz interfaces are errors where other styles get a warning. True when the record is
   * passed by such a command, or when the header is set to the style.
   */
  isSizeFirst(record: RecordOnAbis): boolean {
    return this.ask(isSizeFirst, record);
  }

  use(record: RecordOnAbis): RecordUse {
    return this.ask(useOf, record.name);
  }

  /** The `#define` of a name; the last one where there are several. */
  defineOf(name: string): TextDefine | undefined {
    const known = this.part('defines', () => new Map(this.text.defines.map((define) => [define.name, define])));
    return known.get(name);
  }

  /** Where only the kernel reads on. */
  get kernelOnly(): Spans {
    return this.part('kernelOnly', () => kernelOnlySpans(this.text));
  }

  /** What the header reaches by its own includes, on the first of its ABIs. */
  get includeClosure(): IncludeClosure {
    return this.part('includeClosure', () => includeClosure(this.analyses[0]));
  }

  /** Every `#define` of a name in the header, those below `#if` and `#else` alike. */
  definesOf(name: string): readonly TextDefine[] {
    const known = this.part('definesByName', () => {
      const byName = new Map<string, TextDefine[]>();
      for (const define of this.text.defines) {
        const same = byName.get(define.name);
        if (same === undefined) byName.set(define.name, [define]);
        else same.push(define);
      }
      return byName;
    });
    return known.get(name) ?? [];
  }

  /** Keeps what `make` gives under a key: for views of the whole header that only some rules share. */
  part<T>(key: string, make: () => T): T {
    this.#asked?.noteWhole(key);
    return this.#own(key, make);
  }

  /** As `part`, for what is kept of single records, each with what is read for it said by `reads`. */
  partOf<T>(record: RecordOnAbis, key: string, make: () => T): T {
    this.reads(record);
    let known = this.#partsOf.get(key);
    if (known === undefined) {
      known = new Map();
      this.#partsOf.set(key, known);
    }
    if (!known.has(record)) known.set(record, make());
    // Safe: every key has one maker.
    return known.get(record) as T;
  }

  /** As `partOf`, of what follows from the record and its text alone: versions that have the same text share it. */
  saidOf<T>(record: RecordOnAbis, key: string, make: () => T): T {
    const { memory } = this.options;
    if (memory === undefined) return this.partOf(record, key, make);
    this.reads(record);
    const text = ownText.answer(this, record);
    const known = memory.said.get(record);
    const parts = known?.text === text ? known.parts : new Map<string, unknown>();
    memory.said.set(record, { text, parts });
    if (!parts.has(key)) parts.set(key, make());
    // Safe: every key has one maker.
    return parts.get(key) as T;
  }

  #own<T>(key: string, make: () => T): T {
    const known = this.#parts.get(key);
    // Safe: every key has one maker.
    if (known !== undefined || this.#parts.has(key)) return known as T;
    const made = make();
    this.#parts.set(key, made);
    return made;
  }
}

/** By the range of a comment, which is the same object for as long as its text is. */
const docsAt = new WeakMap<FileRange, KernelDoc | undefined>();

const recordNamed = question((header, name: string) => header.recordsByName.get(name));

/** From the kernel-doc comment of a record to the end of its last line. */
const ownText = question(({ file }, { onAbis: [{ record }] }: RecordOnAbis) => {
  const { range, kernelDoc } = record;
  if (range.file !== file) return '';
  const newline = file.text.indexOf('\n', range.end);
  return file.text.slice(
    Math.min(kernelDoc?.start ?? range.start, range.start),
    newline < 0 ? file.text.length : newline,
  );
});

const isVersioned = question((header, name: string) => header.versionedRecords.has(name));

const mainStyle = question((header, _: undefined) => header.style.style);

const setStyle = question((header, _: undefined) => (header.style.isSet ? header.style.style : undefined));

const styleOf = question((header, command: Command): InterfaceStyle => {
  if (header.setStyle !== undefined) return header.setStyle;
  const record = command.recordName === undefined ? undefined : header.recordsByName.get(command.recordName);
  return commandStyle(command, record, header.versionedRecords);
});

const isSizeFirst = question((header, record: RecordOnAbis) => {
  if (header.setStyle !== undefined) return header.setStyle === 'size-first';
  const reaching = header.use(record).reachingCommands;
  return reaching.length > 0 && reaching.every((command) => header.commandStyle(command) === 'size-first');
});

const useOf = question((header, name: string): RecordUse => {
  const answer = header.part('uses', () => recordUses(header.records, header.commands));
  return answer(name);
}, sameUse);

/** The layout of a record on the first ABI that has one. */
export function anyLayout(record: RecordOnAbis): RecordLayout | undefined {
  return record.onAbis.find(({ record: { layout } }) => layout !== undefined)?.record.layout;
}
