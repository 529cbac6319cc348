/** The reports that the server writes as Markdown: virtual documents, shown rendered beside the header. */
import { commands, l10n, Uri, window, workspace } from 'vscode';
import { readIoctls } from '../answers.js';
import { directionText, numberText } from '../ioctlWords.js';
import type { Services } from '../services.js';

export type ReportScheme = 'uapi-layout' | 'uapi-dispatch';

/**
 * Shows a report of the header in the active editor.
 *
 * @param query what the report is about, as the server takes it after `?`
 */
export async function showReport(
  { headers, languageServer }: Services,
  scheme: ReportScheme,
  query = '',
): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || headers.obstacleOf(document) !== undefined) {
    window.showInformationMessage(l10n.t('Open a header first.'));
    return;
  }
  await languageServer.start();
  const uri = Uri.from({ scheme, path: `${document.uri.toString()}.md`, query });
  const report = await workspace.openTextDocument(uri);
  if (report.getText() === '') {
    window.showWarningMessage(l10n.t('There is no report for {0}.', workspace.asRelativePath(document.uri)));
    return;
  }
  await commands.executeCommand('markdown.showPreviewToSide', uri);
}

/** The report of a simulated call: of the command at the cursor, or of one that is chosen. */
export async function showDispatchReport(services: Services): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    window.showInformationMessage(l10n.t('Open a header first.'));
    return;
  }
  const { document, selection } = editor;
  const textDocument = { uri: document.uri.toString() };
  const { commands: known } = readIoctls(await services.server.request('uapi/ioctls', { textDocument }));
  if (known.length === 0) {
    window.showInformationMessage(l10n.t('{0} has no ioctls.', workspace.asRelativePath(document.uri)));
    return;
  }
  const word = document.getText(document.getWordRangeAtPosition(selection.active));
  const items = known.map(({ name, number, dir, size }) => ({
    label: name,
    description: `${numberText(number)} · ${directionText(dir, size)}`,
  }));
  const title = l10n.t('ioctl to simulate');
  const chosen = items.find(({ label }) => label === word) ?? (await window.showQuickPick(items, { title }));
  if (chosen === undefined) return;
  await showReport(services, 'uapi-dispatch', `ioctl=${encodeURIComponent(chosen.label)}`);
}
