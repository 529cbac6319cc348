/** The context key `uapi.isServed`: the editor that is used shows a header of ours. Menus of the manifest ask for it. */
import { commands, Disposable, window, workspace } from 'vscode';
import type { HeaderSet } from './headerSet.js';

export function keepServedContext(headers: HeaderSet): Disposable {
  const tell = (): void => {
    const document = window.activeTextEditor?.document;
    void commands.executeCommand('setContext', 'uapi.isServed', document !== undefined && headers.has(document));
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    // A document whose language was changed is closed and opened again.
    workspace.onDidOpenTextDocument(tell),
    headers.onDidChange(tell),
  );
}
