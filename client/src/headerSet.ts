/**
 * The headers that the server serves, and the moment when it is needed: as soon as one of them is open. Those that the
 * user asked for are remembered for the window.
 */
import {
  type Disposable,
  type DocumentSelector,
  EventEmitter,
  languages,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { headerFilters, headerLanguages } from './headerSelector.js';

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
      if (event.affectsConfiguration('uapi.headers')) this.#changed.fire();
    });
  }

  get selector(): DocumentSelector {
    return headerFilters(workspace.getConfiguration('uapi').get('headers'), this.#asked, this.#scheme);
  }

  has(document: TextDocument): boolean {
    return languages.match(this.selector, document) > 0;
  }

  /** The same of a file that need not be open. */
  hasUri(uri: Uri): boolean {
    // VS Code matches documents alone; language, URI and notebook are all that it looks at.
    return languages.match(this.selector, { uri, languageId: headerLanguages[0] } as TextDocument) > 0;
  }

  /** Why a document cannot be served at all, or `undefined`. */
  obstacleOf(document: TextDocument): 'language' | 'scheme' | undefined {
    if (!headerLanguages.some((language) => language === document.languageId)) return 'language';
    return this.#scheme !== undefined && document.uri.scheme !== this.#scheme ? 'scheme' : undefined;
  }

  /** The user wants this header served. */
  add(document: TextDocument): void {
    if (this.has(document)) return;
    this.#asked.add(document.uri.fsPath.replaceAll('\\', '/'));
    this.#changed.fire();
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changed.dispose();
  }
}
