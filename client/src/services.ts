/** What commands, views and panels share; made once, when the extension is activated. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { IoctlExplorer } from './explorer/ioctlExplorer.js';
import type { HeaderInUse } from './headerInUse.js';
import type { HeaderSet } from './headerSet.js';
import type { LanguageServer } from './languageServer.js';
import type { ServerConnection } from './serverConnection.js';

export interface Services {
  readonly context: ExtensionContext;
  /** What a panel needs of the server. */
  readonly server: ServerConnection;
  /** The same with its life in hand, for the commands about it. */
  readonly languageServer: LanguageServer;
  readonly headers: HeaderSet;
  readonly inUse: HeaderInUse;
  readonly explorer: IoctlExplorer;
  readonly log: LogOutputChannel;
}
