/**
 * The state of the server: which headers are open, and for each the document of its current text. The one place that
 * changes; features get documents, which do not.
 */
import { type Abi, cutDocument, type HeaderSnapshot, RuleMemory, type SourceFile } from '../core/index.js';
import { HeaderDocument } from './headerDocument.js';
import type { DriverFileSet, HeaderCommit, HeaderVersion, IdeHost, Workspace } from './ideHost.js';
import { type LexicalSymbol, lexicalSymbols } from './lexicalSymbols.js';

export class AnalysisHost {
  readonly #host: IdeHost;
  readonly #open = new Set<string>();
  readonly #documents = new Map<string, HeaderDocument>();
  /** Of each text that an editor holds, the last version that could be cut: the next one takes over its pieces. */
  readonly #inPieces = new Map<string, SourceFile>();
  /** Of the headers that editors hold: what the rules said of the version before. */
  readonly #memories = new Map<string, RuleMemory>();
  #workspace: Workspace = { folders: [], isTrusted: true, settings: {} };
  #folderHeaders: readonly string[] | undefined;
  #diskState = {};
  #modified: ReadonlyMap<string, number | undefined> = new Map();
  #snapshot = 0;
  readonly #analyses = new Map<string, number>();

  constructor(host: IdeHost) {
    this.#host = host;
  }

  /** Grows with every change of anything; work that was begun under another number is out of date. */
  get snapshot(): number {
    return this.#snapshot;
  }

  /**
   * How often a header was analysed for a set of ABIs so far. Asking again about the same text does not add to it.
   *
   * @param path of the header; without it, all are counted
   */
  analyses(path?: string): number {
    if (path !== undefined) return this.#analyses.get(path) ?? 0;
    return [...this.#analyses.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Paths of the headers that editors hold. */
  get openPaths(): readonly string[] {
    return [...this.#open];
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  /**
   * An editor opened a header, or its text changed.
   *
   * @returns the other open headers of which something may have changed by it
   */
  setText(path: string, text: string): readonly string[] {
    this.#open.add(path);
    return this.#changeText(path, text);
  }

  close(path: string): readonly string[] {
    this.#open.delete(path);
    this.#inPieces.delete(path);
    this.#memories.delete(path);
    return this.#changeText(path, undefined);
  }

  #changeText(path: string, text: string | undefined): readonly string[] {
    this.#snapshot++;
    const wasIncluded = this.#host.setText(path, text);
    if (!wasIncluded) {
      this.#documents.delete(path);
      return [];
    }
    this.#documents.clear();
    return this.openPaths.filter((other) => other !== path);
  }

  /** Files outside the editors changed. */
  changedOnDisk(): void {
    this.#snapshot++;
    this.#host.changedOnDisk();
    this.#documents.clear();
    this.#folderHeaders = undefined;
    this.#diskState = {};
  }

  /**
   * For clients that do not tell when files change: looks whether a file that was read for an open header (an include,
   * its settings) was written since the last look, and forgets what was read if so.
   *
   * @param readWith more files that were read for an open path
   */
  readFilesChanged(readWith: (path: string) => readonly string[] = () => []): boolean {
    let hasChanged = false;
    const seen = new Map<string, number | undefined>();
    for (const path of this.#open) {
      const included = this.#documents.get(path)?.includedPaths ?? [];
      for (const read of [...included, ...readWith(path), ...this.#host.settingsFilesOf(path)]) {
        if (this.#open.has(read) || seen.has(read)) continue;
        const now = this.#host.modifiedAt(read);
        if (this.#modified.has(read) && this.#modified.get(read) !== now) hasChanged = true;
        seen.set(read, now);
      }
    }
    this.#modified = seen;
    if (hasChanged) this.changedOnDisk();
    return hasChanged;
  }

  /** The client told its folders or settings. The answer: one line for each setting that cannot be used. */
  configure(workspace: Workspace): readonly string[] {
    this.#workspace = workspace;
    const problems = this.#host.configure(workspace);
    this.changedOnDisk();
    return problems;
  }

  /** The header at a path; `undefined` when it cannot be read. */
  document(path: string): HeaderDocument | undefined {
    const file = this.#host.open(path);
    if (file === undefined) return undefined;
    let document = this.#documents.get(path);
    if (document === undefined || document.file !== file) {
      if (this.#open.has(path) && this.#inPieces.get(path) !== file) {
        if (cutDocument(file, this.#inPieces.get(path))) this.#inPieces.set(path, file);
      }
      const settings = this.#host.settingsFor(path);
      const usable = 'problem' in settings ? {} : settings;
      document = new HeaderDocument(file, usable, this.#host, {
        isTrusted: this.#workspace.isTrusted,
        memory: this.#memory(path),
        onAnalysis: () => void this.#analyses.set(path, this.analyses(path) + 1),
      });
      this.#documents.set(path, document);
    }
    return document;
  }

  #memory(path: string): RuleMemory | undefined {
    if (!this.#open.has(path)) return undefined;
    let memory = this.#memories.get(path);
    if (memory === undefined) {
      memory = new RuleMemory();
      this.#memories.set(path, memory);
    }
    return memory;
  }

  /** The same for one look at a header that no editor holds: the document is not kept. */
  glance(path: string): HeaderDocument | undefined {
    const isKept = this.#documents.has(path) || this.#open.has(path);
    const document = this.document(path);
    if (!isKept) this.#documents.delete(path);
    return document;
  }

  /** Another version of a header, from a file or git. */
  versionOf(given: string, headerPath: string): HeaderVersion | { readonly problem: string } {
    return this.#host.versionOf(given, headerPath);
  }

  /** A header as programs were built against it (`IdeHost.publishedOf`). */
  publishedOf(
    given: string,
    { file, settings }: HeaderDocument,
    abis: readonly Abi[],
  ): HeaderSnapshot | undefined | { readonly problem: string } {
    return this.#host.publishedOf(given, file, abis, settings.style);
  }

  historyOf(
    path: string,
    limit: number,
    whenUnwanted: (stop: () => void) => void,
  ): Promise<readonly HeaderCommit[] | { readonly problem: string }> {
    return this.#host.historyOf(path, limit, whenUnwanted);
  }

  /** Why settings of a header cannot be used, where they cannot. */
  settingsProblems(path: string): readonly string[] {
    const settings = this.#host.settingsFor(path);
    return 'problem' in settings ? [settings.problem] : (settings.problems ?? []);
  }

  /** Whether settings of an open header came from the file. */
  isSettingsFile(path: string): boolean {
    return this.openPaths.some((open) => this.#host.settingsFilesOf(open).includes(path));
  }

  /** The files that settings of a header came from: its `.uapi.json` first, where there is one. */
  settingsFilesOf(path: string): readonly string[] {
    return this.#host.settingsFilesOf(path);
  }

  /** Open headers first, then those of the workspace's folders. */
  get allPaths(): readonly string[] {
    this.#folderHeaders ??= this.#workspace.folders.flatMap((folder) => this.#host.headersBelow(folder));
    return [...new Set([...this.#open, ...this.#folderHeaders])];
  }

  /** The files that a driver's source belongs together with. */
  driverFilesOf(file: SourceFile): DriverFileSet {
    return this.#host.driverFilesOf(file);
  }

  /** Another object when files on disk, or the workspace's folders, may have changed. */
  get diskState(): object {
    return this.#diskState;
  }

  sourcesIn(folder: string): ReturnType<IdeHost['sourcesIn']> {
    return this.#host.sourcesIn(folder);
  }

  /** A text that is not kept. */
  textAt(path: string): string | undefined {
    return this.#open.has(path) ? this.#host.open(path)?.text : this.#host.textAt(path);
  }

  /** A header's text; kept by the host until the disk changes. */
  fileAt(path: string): SourceFile | undefined {
    return this.#host.open(path);
  }

  /** The sources and headers in the folder of a file, itself among them. */
  filesBeside(path: string): readonly SourceFile[] {
    return this.#host.sourcesBeside(path).flatMap((each) => this.#host.open(each) ?? []);
  }

  symbolsOf(path: string): readonly LexicalSymbol[] {
    const file = this.#host.open(path);
    return file === undefined ? [] : lexicalSymbols(file);
  }
}
