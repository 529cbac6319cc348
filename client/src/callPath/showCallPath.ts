/** “Show User-Access Path”: the calls that lead to the function at the cursor, and on to an access of user memory. */
import { l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { readCallPath } from '../answers.js';
import { openLocation } from '../openLocation.js';
import type { Services } from '../services.js';
import { type CallPathItem, callPathItems } from './callPathItems.js';

export async function showCallPath({ server, log }: Services): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    window.showInformationMessage(l10n.t("Open a driver's source first."));
    return;
  }
  const { line, character } = editor.selection.active;
  const textDocument = { uri: editor.document.uri.toString() };
  let answer: unknown;
  try {
    answer = await server.request('uapi/callPath', { textDocument, position: { line, character } });
  } catch (error) {
    // The server's message says what is wrong with the place.
    log.debug(`uapi/callPath: ${String(error)}`);
    window.showWarningMessage(error instanceof Error ? error.message : String(error));
    return;
  }
  const found = readCallPath(answer);
  if (found === undefined) return;
  const items = callPathItems(found, {
    titleOf: (path) => l10n.t('{0} levels from {1}', path.length, path[0].name),
    placeOf: ({ uri, range }) => `${workspace.asRelativePath(Uri.parse(uri))}:${range.start.line + 1}`,
    contextOf: (contexts, isRoot) =>
      isRoot ? l10n.t('root of {0}', contexts.join(', ')) : l10n.t('context {0}', contexts.join(', ')),
  }).map((item): CallPathItem & QuickPickItem =>
    item.isTitle ? { ...item, kind: QuickPickItemKind.Separator } : item,
  );
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Calls that lead to {0}', found.name),
    placeHolder: l10n.t('Choose a step to open the place where it calls the next one'),
    matchOnDescription: true,
  });
  if (chosen?.location !== undefined) await openLocation(chosen.location);
}
