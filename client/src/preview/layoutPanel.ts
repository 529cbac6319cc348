/** The layout view as a panel: VS Code's events to the controller, and what the view asks for to VS Code. */
import {
  CancellationTokenSource,
  Disposable,
  env,
  l10n,
  languages,
  Range,
  TextEdit,
  Uri,
  ViewColumn,
  type WebviewPanel,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { type FromLayoutView, fromLayoutView, layoutState } from '../../webview/layout/messages.js';
import { checkMessage } from '../../webview/messages.js';
import type { ServerConnection } from '../serverConnection.js';
import type { Services } from '../services.js';
import { readEdits, type ServerAction } from './codeActions.js';
import { type Position, readLayout } from './layoutAnswer.js';
import { LayoutController } from './layoutController.js';
import { noFindings, openDocument, recordFindings } from './layoutFindings.js';
import { hostView } from './webviewHost.js';

const VIEW_TYPE = 'uapi.layout';

/** Panels that are open, so that a record is not shown twice. */
const open = new Set<{ readonly controller: LayoutController; readonly panel: WebviewPanel }>();

/** Shows the record at the cursor, or the one named. */
export async function showLayout(services: Services, ...[given]: unknown[]): Promise<void> {
  const asked = subjectOf(given) ?? (await recordAtCursor(services));
  if (asked === undefined) return;
  const { uri, record } = asked;
  for (const { controller, panel } of open) {
    if (controller.uri === uri && controller.record === record) {
      panel.reveal();
      return;
    }
  }
  const panel = window.createWebviewPanel(
    VIEW_TYPE,
    record,
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    {},
  );
  followRecord(services, panel, uri, record);
}

/** Panels of the window before it was reloaded. */
export function restoreLayouts(services: Services): Disposable {
  return window.registerWebviewPanelSerializer(VIEW_TYPE, {
    async deserializeWebviewPanel(panel, state) {
      const { uri, record } = checkMessage(layoutState, state).message ?? {};
      if (uri === undefined || record === undefined) panel.dispose();
      else followRecord(services, panel, uri, record);
    },
  });
}

function subjectOf(given: unknown): { readonly uri: string; readonly record: string } | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { uri, record } = given as Readonly<Record<string, unknown>>;
  return typeof uri === 'string' && typeof record === 'string' ? { uri, record } : undefined;
}

async function recordAtCursor({ headers, inUse, server }: Services) {
  const { place } = inUse;
  if (place === undefined || headers.obstacleOf(place.document) !== undefined) {
    window.showInformationMessage(l10n.t('Open a header first.'));
    return undefined;
  }
  headers.add(place.document);
  const uri = place.document.uri.toString();
  const { line, character } = place.position;
  try {
    const given = await server.request('uapi/layout', { textDocument: { uri }, position: { line, character } });
    const record = readLayout(given, uri)?.name;
    return record === undefined ? undefined : { uri, record };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    window.showInformationMessage(l10n.t('Put the cursor into a struct or union, or on an ioctl: {0}.', reason));
    return undefined;
  }
}

function followRecord(services: Services, panel: WebviewPanel, uri: string, record: string): void {
  const { server, log, context } = services;
  let found = noFindings;
  const controller = new LayoutController(
    {
      request: (method, params, signal) => {
        const source = new CancellationTokenSource();
        signal.addEventListener('abort', () => source.cancel(), { once: true });
        return server.request<unknown>(method, params, source.token).finally(() => source.dispose());
      },
      post: (message) => void panel.webview.postMessage(message),
      async findings(answer, signal) {
        const next = await recordFindings(server, controller.uri, answer);
        if (!signal.aborted) found = next;
        return next.findings;
      },
      l10n,
      nameOf: (header) => workspace.asRelativePath(Uri.parse(header, true)),
    },
    uri,
    record,
  );
  const shown = { controller, panel };
  open.add(shown);
  panel.title = record;
  panel.iconPath = Uri.joinPath(context.extensionUri, 'client', 'media', 'icon.png');
  const run = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error(`layout view of ${record}: ${String(error)}`));
  };
  const isOurs = (document: { readonly uri: Uri }): boolean => document.uri.toString() === controller.uri;
  const cursor = (editor = window.activeTextEditor): void => {
    if (editor !== undefined && isOurs(editor.document)) controller.cursorAt(controller.uri, editor.selection.active);
  };

  const receive = (message: FromLayoutView): void => {
    switch (message.type) {
      case 'ready':
        cursor();
        return run(controller.ready());
      case 'problem':
        return log.warn(`layout view of ${record}: ${message.text}`);
      case 'copyMarkdown':
        return run(copyMarkdown(controller));
      case 'expand':
        return run(controller.expand(message.paths));
      case 'reveal':
        return run(reveal(controller.placeOf(message.path)));
      case 'revealCommand':
        return run(reveal(controller.answer?.commands.find(({ name }) => name === message.name)?.location));
      case 'revealFinding': {
        const range = found.diagnostics.get(message.id)?.range;
        return run(reveal(range === undefined ? undefined : { uri: controller.uri, range }));
      }
      case 'applyFix': {
        const action = found.actions.get(message.id);
        // An edit is for the text that it was made for.
        if (action === undefined || openDocument(controller.uri)?.version !== found.version) {
          return run(controller.refreshFindings());
        }
        return run(apply(server, action));
      }
    }
  };

  const listening = Disposable.from(
    hostView(panel.webview, {
      name: 'layout',
      title: record,
      extensionUri: context.extensionUri,
      messages: fromLayoutView,
      receive,
      log,
    }),
    server.onDidChangeContent(() => run(controller.refresh())),
    server.onDidRestart(() => run(controller.refresh())),
    server.onDidChangeState((state) => {
      if (state === 'failed') controller.serverFailed();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((each) => each.toString() === controller.uri)) run(controller.refreshFindings());
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => cursor(textEditor)),
    window.onDidChangeActiveTextEditor((editor) => cursor(editor)),
    workspace.onDidSaveTextDocument((document) => {
      if (isOurs(document)) run(controller.refreshHistory());
    }),
    workspace.onDidGrantWorkspaceTrust(() => run(controller.refreshHistory())),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        const next = renamedUri(controller.uri, oldUri.toString(), newUri.toString());
        if (next !== undefined) run(controller.renamed(next));
      }
    }),
  );
  panel.onDidDispose(() => {
    open.delete(shown);
    controller.dispose();
    listening.dispose();
  });
}

/** The URI of a header after a file or a folder above it was renamed. */
function renamedUri(uri: string, from: string, to: string): string | undefined {
  if (uri === from) return to;
  return uri.startsWith(`${from}/`) ? to + uri.slice(from.length) : undefined;
}

async function copyMarkdown({ answer }: LayoutController): Promise<void> {
  if (answer === undefined) return;
  await env.clipboard.writeText(`${answer.markdown}\n`);
  window.setStatusBarMessage(l10n.t('The layout is on the clipboard, as Markdown.'), 3000);
}

async function apply(server: ServerConnection, action: ServerAction): Promise<void> {
  const edit = new WorkspaceEdit();
  const files = readEdits(action.edit === undefined ? await server.request('codeAction/resolve', action) : action);
  for (const { uri, edits } of files) {
    edit.set(
      Uri.parse(uri, true),
      edits.map(({ range: { start, end }, newText }) =>
        TextEdit.replace(new Range(start.line, start.character, end.line, end.character), newText),
      ),
    );
  }
  if (!(await workspace.applyEdit(edit))) window.showWarningMessage(l10n.t('The fix could not be applied.'));
}

interface Place {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** Shows a place in the editor that has the header already, else beside the view. */
async function reveal(location: Place | undefined): Promise<void> {
  if (location === undefined) return;
  const { start, end } = location.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === location.uri);
  const viewColumn = editor?.viewColumn ?? ViewColumn.One;
  try {
    await window.showTextDocument(Uri.parse(location.uri, true), { selection, viewColumn });
  } catch {
    window.showWarningMessage(l10n.t('{0} cannot be opened; it may be gone.', location.uri));
  }
}
