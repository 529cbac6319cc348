/** The extension in a browser: the server is a worker, and reads files through VS Code. */
import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
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
        new LanguageClient('uapi', 'UAPI Headers', () => Promise.resolve(connectionTo(new Worker(script))), options),
    },
    context,
  );
}

/** The client would not take the worker itself: what VS Code makes in its host is no instance of the class `Worker`. */
function connectionTo(worker: Worker) {
  return { reader: new BrowserMessageReader(worker as never), writer: new BrowserMessageWriter(worker as never) };
}
