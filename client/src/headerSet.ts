/**
 * The headers and sources that the server serves, and the moment when it is needed: as soon as one of them is open. Those
 * that the user asked for are remembered for the window. Views and status items are of headers alone.
 */
import { type Disposable, EventEmitter, languages, type TextDocument, type Uri, workspace } from 'vscode';
import { type HeaderFilter, headerFilters, headerLanguages, sourceFilters } from './headerSelector.js';

/** Settings that say which documents are served. */
const settingKeys = ['headers', 'sources'] as const;

export class HeaderSet implements Disposable {
  readonly #scheme: string | undefined;
  readonly #asked = new Set<string>();
  readonly #changed = new EventEmitter<void>();
  /** Other documents are served than before. */
  readonly onDidChange = this.#changed.event;
  readonly #settings: Disposable;

  constructor(scheme: string | undefined) {
    this.#scheme = scheme;
    this.#settings = workspace.onDidChangeConfiguration((event) => {
      if (settingKeys.some((key) => event.affectsConfiguration(`uapi.${key}`))) this.#changed.fire();
    });
  }

  /** Of headers, and of what else the user asked for. */
  get selector(): HeaderFilter[] {
    return headerFilters(workspace.getConfiguration('uapi').get('headers'), this.#asked, this.#scheme);
  }

  /** Of all that the server is told of. */
  get servedSelector(): HeaderFilter[] {
    return [...this.selector, ...sourceFilters(workspace.getConfiguration('uapi').get('sources'), this.#scheme)];
  }

  /** The document is a header. */
  has(document: TextDocument): boolean {
    return languages.match(this.selector, document) > 0;
  }

  /** The same of a file that need not be open. */
  hasUri(uri: Uri): boolean {
    // VS Code matches documents alone; language, URI and notebook are all that it looks at.
    return languages.match(this.selector, { uri, languageId: headerLanguages[0] } as TextDocument) > 0;
  }

  /** The server is told of the document: a header or a driver's source. */
  serves(document: TextDocument): boolean {
    return languages.match(this.servedSelector, document) > 0;
  }

  /** Why a document cannot be served at all, or `undefined`. */
  obstacleOf(document: TextDocument): 'language' | 'scheme' | undefined {
    if (!headerLanguages.some((language) => language === document.languageId)) return 'language';
    return this.#scheme !== undefined && document.uri.scheme !== this.#scheme ? 'scheme' : undefined;
  }

  /** The user wants this header served. */
  add(document: TextDocument): void {
    if (this.serves(document)) return;
    this.#asked.add(document.uri.fsPath.replaceAll('\\', '/'));
    this.#changed.fire();
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changed.dispose();
  }
}
