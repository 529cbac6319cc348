/**
 * The language server: what LSP asks, put to `ide`, and its answers put back. It holds no state but the open texts, the
 * settings and what the client said of itself. Each request has its handler in `handlers/`; `capabilities.ts` says which
 * there are.
 */
import { type Connection, type InitializeResult, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { AnalysisHost, type IdeHost } from '../ide/index.js';
import { capabilitiesFor } from './capabilities.js';
import { clientView } from './clientView.js';
import { DriverSide } from './driverSide.js';
import { defaultSettings } from './editorSettings.js';
import { callHierarchyHandlers } from './handlers/callHierarchy.js';
import { codeActionHandlers } from './handlers/codeActions.js';
import { commandHandlers } from './handlers/commands.js';
import { completionHandlers } from './handlers/completion.js';
import { diagnosticsHandlers } from './handlers/diagnostics.js';
import { hintHandlers } from './handlers/hints.js';
import { hoverHandlers } from './handlers/hover.js';
import { navigationHandlers } from './handlers/navigation.js';
import { renameHandlers } from './handlers/rename.js';
import { semanticTokensHandlers } from './handlers/semanticTokens.js';
import { sourceHandlers } from './handlers/sources.js';
import { structureHandlers } from './handlers/structure.js';
import { symbolHandlers } from './handlers/symbols.js';
import { textSyncHandlers } from './handlers/textSync.js';
import { virtualDocumentHandlers } from './handlers/virtualDocuments.js';
import { workHandlers } from './handlers/work.js';
import { workspaceHandlers } from './handlers/workspace.js';
import { OpenTexts } from './openTexts.js';
import { practiseWhenIdle } from './practiceWhenIdle.js';
import type { Server } from './serverState.js';

/** What the process that runs the server gives it. */
export interface ServerParts extends Pick<Server, 'connection' | 'version' | 'pathOf' | 'uriOf' | 'builtinText'> {
  readonly connection: Connection;
  readonly host: IdeHost;
  /** The server has a process of its own, and may use it while nobody asks anything. */
  readonly practises?: boolean;
  /** For a host that loads files while the server runs: takes what is to be called when some have come. */
  readonly onFilesArrived?: (listener: () => void) => void;
}

export function startServer(parts: ServerParts): void {
  const { connection, host, version, pathOf, uriOf, builtinText } = parts;
  const texts = new OpenTexts();
  const warned = new Set<string>();
  const server: Server = {
    driver: new DriverSide(() => server),
    connection,
    analysis: new AnalysisHost(host),
    texts,
    version,
    client: clientView({}),
    settings: defaultSettings,
    lastMessage: performance.now(),
    log: (message) => connection.console.error(message),
    warnOnce(message) {
      if (warned.has(message)) return;
      warned.add(message);
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    },
    pathOf,
    // A client knows a document by the URI that it gave, which may spell the path in its own way.
    uriOf: (path) => texts.all.find(({ uri }) => pathOf(uri) === path)?.uri ?? uriOf(path),
    builtinText,
  };
  const diagnostics = diagnosticsHandlers(server);
  const workspace = workspaceHandlers(server, diagnostics);
  parts.onFilesArrived?.(workspace.filesChanged);
  connection.onInitialize((params): InitializeResult => {
    server.client = clientView(params.capabilities);
    workspace.initialize(params);
    if (parts.practises === true) practiseWhenIdle(() => server.lastMessage, server.log);
    return { serverInfo: { name: 'uapi-language-server', version }, capabilities: capabilitiesFor(server.client) };
  });
  for (const register of handlers) register(server);
  textSyncHandlers(server, [
    diagnostics,
    semanticTokensHandlers(server),
    virtualDocumentHandlers(server),
    sourceHandlers(server),
  ]);
  connection.listen();
}

const handlers: readonly ((server: Server) => void)[] = [
  hoverHandlers,
  navigationHandlers,
  callHierarchyHandlers,
  renameHandlers,
  symbolHandlers,
  structureHandlers,
  hintHandlers,
  codeActionHandlers,
  completionHandlers,
  commandHandlers,
  workHandlers,
];
