/** The extension on the desktop and on remote machines: the server is a process of its own, spoken to over IPC. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateOn, type ExtensionApi } from './extension.js';
import { registerCheckTasks } from './tasks/checkTask.js';

export function activate(context: ExtensionContext): ExtensionApi {
  const script = context.asAbsolutePath('server/bin/uapi.js');
  context.subscriptions.push(registerCheckTasks({ node: process.execPath, script }));
  const module = context.asAbsolutePath('server/bin/uapi-language-server.js');
  return activateOn(
    {
      scheme: 'file',
      createClient: (options) =>
        new LanguageClient('uapi', 'UAPI Headers', { module, transport: TransportKind.ipc }, options),
    },
    context,
  );
}
