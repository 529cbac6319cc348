/** Opens a place that the server named. */
import { l10n, Range, Uri, window } from 'vscode';
import { readLocation } from './answers.js';

/** @param given a location as LSP has it; a command may be called with anything */
export async function openLocation(given: unknown): Promise<void> {
  const location = readLocation(given);
  if (location === undefined) {
    window.showWarningMessage(l10n.t('This command is for lists of ioctls; it opens the place of one.'));
    return;
  }
  const { start, end } = location.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  try {
    await window.showTextDocument(Uri.parse(location.uri, true), { selection, preview: true });
  } catch {
    window.showWarningMessage(l10n.t('{0} cannot be opened; it may be gone.', location.uri));
  }
}
