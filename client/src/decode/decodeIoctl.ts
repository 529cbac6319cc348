/** “Decode ioctl Number”: for a selection, a word, or what is typed; and “Find ioctl”, which always asks. */
import { env, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { readDecoded, type WireLocation } from '../answers.js';
import { openLocation } from '../openLocation.js';
import type { Services } from '../services.js';
import { type DecodeItem, decodeItems, decodeTitle, textToDecode } from './decodeItems.js';

export async function decodeIoctl(services: Services): Promise<void> {
  await decodeText(services, chosenText() ?? (await askForText('')));
}

export async function findIoctl(services: Services): Promise<void> {
  await decodeText(services, await askForText(chosenText() ?? ''));
}

function chosenText(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const word = document.getWordRangeAtPosition(selection.active, /-?\b\w+/);
  return textToDecode(document.getText(selection), word === undefined ? '' : document.getText(word));
}

function askForText(value: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('ioctl to look up'),
    prompt: l10n.t('A number, a name, or a line of strace'),
    placeHolder: '0xc0189436',
    value,
  });
}

async function decodeText({ server, log }: Services, text: string | undefined): Promise<void> {
  if (text === undefined || text.trim() === '') return;
  let answer: unknown;
  try {
    answer = await server.request('uapi/decodeIoctl', { text });
  } catch (error) {
    // The server's message says what is wrong with the text, and what is near it.
    log.debug(`uapi/decodeIoctl: ${String(error)}`);
    window.showWarningMessage(error instanceof Error ? error.message : String(error));
    return;
  }
  const decoded = readDecoded(answer);
  if (decoded === undefined) return;
  const items = decodeItems(decoded, placeText).map((item): DecodeItem & QuickPickItem => item);
  const chosen = await window.showQuickPick(items, {
    title: decodeTitle(decoded),
    placeHolder: l10n.t('Choose a command to open it, or a line of fields to copy it'),
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  if (chosen.location !== undefined) await openLocation(chosen.location);
  else await env.clipboard.writeText(chosen.copy);
}

function placeText({ uri, range }: WireLocation): string {
  return `${workspace.asRelativePath(Uri.parse(uri))}:${range.start.line + 1}`;
}
