/** VS Code's end of the line to a view: its page, and messages that were checked. The views themselves are in `webview/`. */
import type { GenericSchema } from 'valibot';
import { type Disposable, env, type LogOutputChannel, l10n, Uri, type Webview } from 'vscode';
import { checkMessage } from '../../webview/messages.js';
import { shellHtml } from '../../webview/shell.js';

export interface ViewOptions<FromView> {
  /** Of the bundle: `layout` for `layout.js` and `layout.css`. */
  readonly name: string;
  readonly title: string;
  readonly extensionUri: Uri;
  readonly messages: GenericSchema<unknown, FromView>;
  readonly receive: (message: FromView) => void;
  readonly log: LogOutputChannel;
}

export function bundleFolder(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, 'client', 'dist', 'webview');
}

/** Fills a webview with the page of a view and listens to it. */
export function hostView<FromView>(webview: Webview, options: ViewOptions<FromView>): Disposable {
  const { name, title, extensionUri, messages, receive, log } = options;
  const folder = bundleFolder(extensionUri);
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const listening = webview.onDidReceiveMessage((given: unknown) => {
    const { message, problem } = checkMessage(messages, given);
    if (problem !== undefined) log.warn(`${name} view: ${problem}`);
    else receive(message as FromView);
  });
  webview.html = shellHtml({
    cspSource: webview.cspSource,
    scriptUri: webview.asWebviewUri(Uri.joinPath(folder, `${name}.js`)).toString(),
    styleUri: webview.asWebviewUri(Uri.joinPath(folder, `${name}.css`)).toString(),
    title,
    language: env.language,
    words: l10n.bundle,
  });
  return listening;
}
