/** “Analyze This Header”: serves a header that no path tells to be one of uapi. */
import { l10n, window } from 'vscode';
import type { Services } from './services.js';

export async function analyzeHeader({ headers, languageServer }: Services): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    window.showInformationMessage(l10n.t('Open a header first.'));
    return;
  }
  switch (headers.obstacleOf(document)) {
    case 'language':
      window.showWarningMessage(l10n.t('{0} is not a C header.', document.fileName));
      return;
    case 'scheme':
      window.showWarningMessage(l10n.t('Save {0} to a file first.', document.fileName));
      return;
  }
  headers.add(document);
  await languageServer.start();
}
