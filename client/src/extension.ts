/**
 * The extension on every platform: puts the parts together and starts the server when the first header or driver's source is
 * open.
 */
import { type ExtensionContext, extensions, window, workspace } from 'vscode';
import { registerCommands } from './commands.js';
import { IoctlExplorer } from './explorer/ioctlExplorer.js';
import { HeaderInUse } from './headerInUse.js';
import { HeaderSet } from './headerSet.js';
import { type CreateClient, LanguageServer } from './languageServer.js';
import { restoreDispatch } from './preview/dispatchPanel.js';
import { restoreLayouts } from './preview/layoutPanel.js';
import type { ServerConnection } from './serverConnection.js';
import type { Services } from './services.js';
import { StatusItems } from './status/statusItems.js';

/** What differs between desktop and browser. */
export interface Platform {
  readonly createClient: CreateClient;
  /** Of the documents whose files the server can read; `undefined` for all. */
  readonly scheme: string | undefined;
}

/** For other extensions and tests. */
export interface ExtensionApi {
  readonly server: ServerConnection;
}

export function activateOn({ createClient, scheme }: Platform, context: ExtensionContext): ExtensionApi {
  const log = window.createOutputChannel('UAPI Headers', { log: true });
  const headers = new HeaderSet(scheme);
  const languageServer = new LanguageServer({ createClient, headers, log });
  const inUse = new HeaderInUse(headers);
  const explorer = new IoctlExplorer({ server: languageServer, log });
  const services: Services = { context, server: languageServer, languageServer, headers, inUse, explorer, log };
  context.subscriptions.push(log, headers, inUse, languageServer, explorer, new StatusItems(services));

  const startFor = (isNeeded: boolean): void => {
    if (!isNeeded || languageServer.state !== 'stopped') return;
    languageServer.start().catch((error: unknown) => log.error(`the server cannot be started: ${String(error)}`));
  };
  context.subscriptions.push(
    workspace.onDidOpenTextDocument((document) => startFor(headers.serves(document))),
    workspace.onDidGrantWorkspaceTrust(() => languageServer.trustGranted()),
    extensions.onDidChange(() => languageServer.settingsChanged()),
    headers.onDidChange(() => {
      if (languageServer.state === 'running') void languageServer.restart();
      else startFor(workspace.textDocuments.some((document) => headers.serves(document)));
    }),
  );
  registerCommands(services);
  context.subscriptions.push(restoreLayouts(services));
  context.subscriptions.push(restoreDispatch(services));
  startFor(workspace.textDocuments.some((document) => headers.serves(document)));
  return { server: languageServer };
}
