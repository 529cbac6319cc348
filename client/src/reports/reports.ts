/** The reports that the server writes as Markdown: virtual documents, shown rendered beside the header. */
import { commands, l10n, Uri, window, workspace } from 'vscode';
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
