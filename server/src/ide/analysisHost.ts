/**
 * The state of the server: which headers are open, and for each the document of its current text. The one place that
 * changes; features get documents, which do not.
 */
import { HeaderDocument } from './headerDocument.js';
import type { IdeHost } from './ideHost.js';

export class AnalysisHost {
  readonly #host: IdeHost;
  readonly #open = new Set<string>();
  readonly #documents = new Map<string, HeaderDocument>();

  constructor(host: IdeHost) {
    this.#host = host;
  }

  /** Paths of the headers that editors hold. */
  get openPaths(): readonly string[] {
    return [...this.#open];
  }

  /** An editor opened a header, or its text changed. Other documents are made anew, since they may include it. */
  setText(path: string, text: string): void {
    this.#open.add(path);
    this.#host.setText(path, text);
    this.#documents.delete(path);
  }

  close(path: string): void {
    this.#open.delete(path);
    this.#host.setText(path, undefined);
    this.#documents.clear();
  }

  /** Files outside the editors changed, or settings did. */
  changed(paths?: readonly string[]): void {
    this.#host.changedOnDisk(paths);
    this.#documents.clear();
  }

  /** The header at a path; `undefined` when it cannot be read. */
  document(path: string): HeaderDocument | undefined {
    const file = this.#host.open(path);
    if (file === undefined) return undefined;
    let document = this.#documents.get(path);
    if (document === undefined || document.file !== file) {
      const settings = this.#host.settingsFor(path);
      document = new HeaderDocument(file, 'problem' in settings ? {} : settings, this.#host);
      this.#documents.set(path, document);
    }
    return document;
  }

  /** Why the settings of a header cannot be used, where they cannot. */
  settingsProblem(path: string): string | undefined {
    const settings = this.#host.settingsFor(path);
    return 'problem' in settings ? settings.problem : undefined;
  }
}
