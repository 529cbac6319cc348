/**
 * The header that the user works on. Menus of the manifest ask by the context key `uapi.isServed` whether the editor that is
 * used shows one of ours; commands about the cursor ask for the place, also when a page such as the walkthrough is in front.
 */
import { commands, Disposable, type Position, type TextDocument, type TextEditor, window, workspace } from 'vscode';
import type { HeaderSet } from './headerSet.js';

export interface Place {
  readonly document: TextDocument;
  readonly position: Position;
}

export class HeaderInUse implements Disposable {
  readonly #headers: HeaderSet;
  readonly #listening: Disposable;
  /** The last editor that showed a header of ours. */
  #last: TextEditor | undefined;

  constructor(headers: HeaderSet) {
    this.#headers = headers;
    const look = (): void => this.#look(window.activeTextEditor);
    this.#listening = Disposable.from(
      window.onDidChangeActiveTextEditor(look),
      // A document whose language was changed is closed and opened again.
      workspace.onDidOpenTextDocument(look),
      headers.onDidChange(look),
    );
    look();
  }

  /** The cursor of the editor that is used; where that is none, of the header that was used last. */
  get place(): Place | undefined {
    const editor = window.activeTextEditor ?? this.#last;
    if (editor === undefined || editor.document.isClosed) return undefined;
    return { document: editor.document, position: editor.selection.active };
  }

  #look(editor: TextEditor | undefined): void {
    const isServed = editor !== undefined && this.#headers.has(editor.document);
    if (isServed) this.#last = editor;
    void commands.executeCommand('setContext', 'uapi.isServed', isServed);
  }

  dispose(): void {
    this.#listening.dispose();
  }
}
