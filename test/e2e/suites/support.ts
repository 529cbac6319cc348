// What the suites share: the extension, its workspace, and waiting for what an editor shows. Nothing polls or sleeps:
// each wait ends with an event of VS Code.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** What the extension offers to others (client/src/extension.ts). */
export interface ExtensionApi {
  readonly server: {
    readonly state: 'stopped' | 'starting' | 'running' | 'failed';
    readonly onDidChangeState: vscode.Event<string>;
    request<Result>(method: string, params: object): Promise<Result>;
  };
}

export function extension(): vscode.Extension<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>('uapi-headers.uapi');
  assert.ok(found !== undefined, 'the extension is not there');
  return found;
}

/** The extension's interface, once it is active. */
export async function api(): Promise<ExtensionApi> {
  return extension().activate();
}

/** A file of the workspace's first folder. */
export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, path);
}

export const slots = 'include/uapi/linux/slots.h';

/** Opens a file of the workspace and shows it. */
export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)));
}

/**
 * The first value for which `get` does not answer `undefined`: asked now, and after each of the events.
 * @param what for the message when mocha's time is over
 */
export function eventually<Result>(
  events: readonly vscode.Event<unknown>[],
  get: () => Result | undefined,
): Promise<Result> {
  return new Promise((fulfil) => {
    const subscriptions: vscode.Disposable[] = [];
    const look = () => {
      const found = get();
      if (found === undefined) return;
      for (const subscription of subscriptions) subscription.dispose();
      fulfil(found);
    };
    for (const event of events) subscriptions.push(event(look));
    look();
  });
}

/** The findings of a file, once they are what is waited for. */
export function diagnostics(
  uri: vscode.Uri,
  accept: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually([vscode.languages.onDidChangeDiagnostics], () => {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'uapi');
    return accept(found) ? found : undefined;
  });
}

/** The next time that the findings of a file are told, be they the same or others. */
export function nextDiagnostics(uri: vscode.Uri): Promise<void> {
  return new Promise((fulfil) => {
    const subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((each) => String(each) === String(uri))) return;
      subscription.dispose();
      fulfil();
    });
  });
}

/** The rule of a finding. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Where a text stands in a document for the first time. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `'${text}' is not in ${document.fileName}`);
  return document.positionAt(offset);
}

/** The texts of all hovers at a place. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Process ids of the language servers that this extension host started. */
export function serverProcesses(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const isOurs = /^PPid:\s+(\d+)$/m.exec(status)?.[1] === String(process.pid);
        return isOurs && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('uapi-language-server');
      } catch {
        // It ended meanwhile.
        return false;
      }
    })
    .map(Number);
}

/** Puts a document back to what the disk holds. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
