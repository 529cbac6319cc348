/** The lists behind the status items. What can be chosen stands in the manifest, which is generated from the server. */
import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';
import { readHeaderSettings } from '../answers.js';
import type { Services } from '../services.js';
import { abiChoices, type Choice, choicesOf } from './settingChoices.js';

export async function selectAbis(services: Services): Promise<void> {
  const current = workspace.getConfiguration('uapi').get<unknown>('abis');
  const items = abiChoices(services.context.extension.packageJSON, current).map(({ value, isPicked }) => ({
    label: value,
    picked: isPicked,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('ABIs that findings are about'),
    placeHolder: l10n.t('None: the ABIs of the profile'),
    canPickMany: true,
  });
  if (chosen === undefined) return;
  const ids = chosen.map(({ label }) => label);
  await change(services, 'abis', ids.length === 0 ? undefined : ids.length === items.length ? 'all' : ids);
}

export const selectStyle = (services: Services): Promise<void> =>
  selectOne(services, 'style', l10n.t('Interface style'));

export const selectProfile = (services: Services): Promise<void> => selectOne(services, 'profile', l10n.t('Profile'));

async function selectOne(services: Services, key: 'style' | 'profile', title: string): Promise<void> {
  const current = workspace.getConfiguration('uapi').get<unknown>(key) ?? '';
  const choices = choicesOf(services.context.extension.packageJSON, key);
  const items = choices.map(({ value, text }: Choice) => ({
    label: value === '' ? l10n.t('Not set') : value,
    description: value === current ? l10n.t('current') : '',
    detail: value === '' ? '' : text,
    value,
  }));
  const chosen = await window.showQuickPick(items, { title, matchOnDetail: true });
  if (chosen !== undefined) await change(services, key, chosen.value === '' ? undefined : chosen.value);
}

/** The setting goes where a user looks for it: to the workspace where there is one. A `.uapi.json` still wins. */
async function change(services: Services, key: string, value: unknown): Promise<void> {
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('uapi').update(key, value, target);
  const file = await settingsFile(services);
  if (file === undefined) return;
  const text = new TextDecoder().decode(await workspace.fs.readFile(file));
  if (!text.includes(`"${key}"`)) return;
  const open = l10n.t('Open');
  const message = l10n.t('{0} names “{1}” too, and wins over the settings.', workspace.asRelativePath(file), key);
  if ((await window.showInformationMessage(message, open)) === open) await window.showTextDocument(file);
}

async function settingsFile({ server, headers }: Services): Promise<Uri | undefined> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !headers.has(document)) return undefined;
  const answer = await server.request('uapi/headerSettings', { textDocument: { uri: document.uri.toString() } });
  const file = readHeaderSettings(answer)?.file;
  return file === undefined ? undefined : Uri.parse(file);
}
