/** What each command does: one line a command, the work being elsewhere. */
import { commands as registry } from 'vscode';
import { analyzeHeader } from './analyzeHeader.js';
import type { CommandId } from './commandIds.js';
import type { Services } from './services.js';

type Command = (services: Services, ...args: unknown[]) => unknown;

const table: Readonly<Record<CommandId, Command>> = {
  'uapi.analyzeHeader': analyzeHeader,
  'uapi.restartServer': ({ languageServer }) => languageServer.restart(),
  'uapi.showLog': ({ log }) => log.show(),
};

export function registerCommands(services: Services): void {
  for (const [id, command] of Object.entries(table)) {
    services.context.subscriptions.push(registry.registerCommand(id, (...args) => command(services, ...args)));
  }
}
