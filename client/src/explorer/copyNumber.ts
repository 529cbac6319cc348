/** “Copy Number”, of a command or of what is free, in the ioctl explorer. */
import { env, l10n, window } from 'vscode';
import { numberText } from '../ioctlWords.js';
import type { IoctlNode } from './ioctlTree.js';

/** @param node what VS Code hands to a command of the tree's menu; nothing when it was called otherwise */
export async function copyIoctlNumber(node: unknown): Promise<void> {
  const { kind } = (node ?? {}) as Partial<IoctlNode>;
  if (kind === 'command')
    await env.clipboard.writeText(numberText((node as IoctlNode & { kind: 'command' }).command.number));
  else if (kind === 'free') await env.clipboard.writeText(`${(node as IoctlNode & { kind: 'free' }).nr}`);
  else window.showInformationMessage(l10n.t('Choose a command in the ioctl explorer.'));
}
