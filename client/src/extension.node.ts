/**
 * The extension on the desktop and on remote machines: the server is a process of its own, spoken to over IPC. In a window
 * whose folders are on no disk (a repository on a server, an archive) it asks VS Code for the files, as in a browser.
 */
import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateOn, type ExtensionApi } from './extension.js';
import { registerCheckTasks } from './tasks/checkTask.js';

export function activate(context: ExtensionContext): ExtensionApi {
  const script = context.asAbsolutePath('server/bin/uapi.js');
  context.subscriptions.push(registerCheckTasks({ node: process.execPath, script }));
  const module = context.asAbsolutePath('server/bin/uapi-language-server.js');
  const folders = workspace.workspaceFolders ?? [];
  const isVirtual = folders.length > 0 && folders.every(({ uri }) => uri.scheme !== 'file');
  const args = isVirtual ? ['--client-files'] : [];
  return activateOn(
    {
      scheme: isVirtual ? undefined : 'file',
      createClient: (options) =>
        new LanguageClient('uapi', 'UAPI Headers', { module, args, transport: TransportKind.ipc }, options),
    },
    context,
  );
}
