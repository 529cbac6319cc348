/** The extension in a browser: the server is a worker, and reads files through VS Code. */
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateOn, type ExtensionApi } from './extension.js';

/** The part of the Web Worker API that is needed; the project has no DOM types. */
declare class Worker {
  constructor(url: string);
}

export function activate(context: ExtensionContext): ExtensionApi {
  const script = Uri.joinPath(context.extensionUri, 'server/dist/uapi-language-server.browser.js').toString(true);
  return activateOn(
    {
      scheme: undefined,
      createClient: (options) =>
        new LanguageClient('uapi', 'UAPI Headers', () => Promise.resolve(new Worker(script) as never), options),
    },
    context,
  );
}
