/** What each command does: one line a command, the work being elsewhere. */
import { commands as registry } from 'vscode';
import { analyzeHeader } from './analyzeHeader.js';
import { showCallPath } from './callPath/showCallPath.js';
import type { CommandId } from './commandIds.js';
import { decodeIoctl, findIoctl } from './decode/decodeIoctl.js';
import { copyIoctlNumber } from './explorer/copyNumber.js';
import { openLocation } from './openLocation.js';
import { showDispatch } from './preview/dispatchPanel.js';
import { showLayout } from './preview/layoutPanel.js';
import { showDispatchReport, showReport } from './reports/reports.js';
import type { Services } from './services.js';
import { selectAbis, selectProfile, selectStyle } from './status/settingPicks.js';

type Command = (services: Services, ...args: unknown[]) => unknown;

const table: Readonly<Record<CommandId, Command>> = {
  'uapi.analyzeHeader': analyzeHeader,
  'uapi.decodeIoctl': decodeIoctl,
  'uapi.findIoctl': findIoctl,
  'uapi.copyIoctlNumber': (_, node) => copyIoctlNumber(node),
  'uapi.refreshIoctls': ({ explorer, languageServer }) => languageServer.start().then(() => explorer.refresh()),
  'uapi.openLocation': (_, location) => openLocation(location),
  'uapi.showLayout': showLayout,
  'uapi.showDispatch': showDispatch,
  'uapi.showLayoutReport': (services) => showReport(services, 'uapi-layout'),
  'uapi.showDispatchReport': showDispatchReport,
  'uapi.showCallPath': showCallPath,
  'uapi.selectAbis': selectAbis,
  'uapi.selectStyle': selectStyle,
  'uapi.selectProfile': selectProfile,
  'uapi.restartServer': ({ languageServer }) => languageServer.restart(),
  'uapi.showLog': ({ log }) => log.show(),
};

export function registerCommands(services: Services): void {
  for (const [id, command] of Object.entries(table)) {
    services.context.subscriptions.push(registry.registerCommand(id, (...args) => command(services, ...args)));
  }
}
