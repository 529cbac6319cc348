/** The dispatch preview as a panel: VS Code's events to the controller, and what the view asks for to VS Code. */
import {
  CancellationTokenSource,
  Disposable,
  env,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { type FromView, fromViewSchema, stateSchema } from '../../webview/dispatch/messages.js';
import { checkMessage } from '../../webview/messages.js';
import { readIoctls } from '../answers.js';
import type { CommandNode } from '../explorer/ioctlTree.js';
import type { Services } from '../services.js';
import { DispatchController } from './dispatchController.js';
import { hostView } from './webviewHost.js';

const VIEW_TYPE = 'uapi.dispatch';

/** Panels that are open, by header. */
const open = new Set<{ readonly controller: DispatchController; readonly panel: WebviewPanel }>();

interface Subject {
  readonly uri: string;
  /** The header's first command when absent. */
  readonly ioctl: string | undefined;
}

/** Shows the command at the cursor, or that of a lens (`{ uri, ioctl }`) or of the ioctl explorer. */
export async function showDispatch(services: Services, ...[given]: unknown[]): Promise<void> {
  const asked = subjectOf(given) ?? (await commandAtCursor(services));
  if (asked === undefined) return;
  const { uri, ioctl } = asked;
  for (const { controller, panel } of open) {
    if (controller.uri !== uri) continue;
    panel.reveal();
    if (ioctl !== undefined) controller.choose(ioctl);
    return;
  }
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  followHeader(services, window.createWebviewPanel(VIEW_TYPE, '', column, {}), uri, ioctl);
}

/** Panels of the window before it was reloaded. */
export function restoreDispatch(services: Services): Disposable {
  return window.registerWebviewPanelSerializer(VIEW_TYPE, {
    async deserializeWebviewPanel(panel, state) {
      const { message } = checkMessage(stateSchema, state);
      if (message === undefined) panel.dispose();
      else followHeader(services, panel, message.uri, undefined);
    },
  });
}

function subjectOf(given: unknown): Subject | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { kind, command } = given as Partial<CommandNode>;
  if (kind === 'command' && command !== undefined) return { uri: command.location.uri, ioctl: command.name };
  const { uri, ioctl } = given as Readonly<Record<string, unknown>>;
  return typeof uri === 'string' ? { uri, ioctl: typeof ioctl === 'string' ? ioctl : undefined } : undefined;
}

/** The command whose name the cursor stands in, or that is defined in its line. */
async function commandAtCursor({ headers, inUse, server }: Services): Promise<Subject | undefined> {
  const { place } = inUse;
  if (place === undefined || headers.obstacleOf(place.document) !== undefined) {
    window.showInformationMessage(l10n.t('Open a header first.'));
    return undefined;
  }
  const { document, position } = place;
  headers.add(document);
  const uri = document.uri.toString();
  const range = document.getWordRangeAtPosition(position);
  const word = range === undefined ? undefined : document.getText(range);
  const commands = await server.request('uapi/ioctls', { textDocument: { uri } }).then(
    (answer) => readIoctls(answer).commands,
    // The view says what is missing.
    () => [],
  );
  const found =
    commands.find(({ name }) => name === word) ??
    commands.find(({ location }) => location.range.start.line === position.line);
  return { uri, ioctl: found?.name };
}

function followHeader(services: Services, panel: WebviewPanel, uri: string, ioctl: string | undefined): void {
  const { server, log, context } = services;
  const nameOf = (header: string): string => workspace.asRelativePath(Uri.parse(header, true));
  const controller = new DispatchController(
    {
      request: (method, params, signal) => {
        const source = new CancellationTokenSource();
        signal.addEventListener('abort', () => source.cancel(), { once: true });
        return server.request<unknown>(method, params, source.token).finally(() => source.dispose());
      },
      post: (message) => void panel.webview.postMessage(message),
      nameOf,
    },
    uri,
    ioctl,
  );
  const shown = { controller, panel };
  open.add(shown);
  const entitle = (): void => {
    const name = nameOf(controller.uri);
    panel.title = l10n.t('Dispatch: {0}', name.slice(name.lastIndexOf('/') + 1));
  };
  entitle();
  panel.iconPath = Uri.joinPath(context.extensionUri, 'client', 'media', 'icon.png');

  const receive = (message: FromView): void => {
    switch (message.type) {
      case 'ready':
        return controller.ready();
      case 'problem':
        return log.warn(`dispatch preview of ${controller.uri}: ${message.text}`);
      case 'simulate':
        return void controller.simulate(message.id, message.call);
      case 'copy':
        return void copy(message.text);
      case 'copyMarkdown':
        return;
    }
  };

  const listening = Disposable.from(
    hostView(panel.webview, {
      name: 'dispatch',
      title: panel.title,
      extensionUri: context.extensionUri,
      messages: fromViewSchema,
      receive,
      log,
    }),
    server.onDidChangeContent(() => controller.changed()),
    server.onDidRestart(() => controller.changed()),
    server.onDidChangeState((state) => {
      if (state !== 'failed') return;
      controller.serverFailed(
        l10n.t('The language server is not running. Start it with “UAPI: Restart Language Server”.'),
      );
    }),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        if (oldUri.toString() !== controller.uri) continue;
        controller.renamed(newUri.toString());
        entitle();
      }
    }),
  );
  panel.onDidDispose(() => {
    open.delete(shown);
    controller.dispose();
    listening.dispose();
  });
}

async function copy(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('The run is on the clipboard, as Markdown.'), 3000);
}
