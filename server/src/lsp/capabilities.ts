/** What the server says that it can do, as far as the client can use it. */
import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientView } from './clientView.js';
import { FIX_ALL } from './handlers/codeActions.js';
import { commandNames } from './handlers/commands.js';
import { semanticTokensLegend } from './handlers/semanticTokens.js';
import { virtualSchemes } from './handlers/virtualDocuments.js';

export function capabilitiesFor(client: ClientView): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    completionProvider: { resolveProvider: true, triggerCharacters: ['@'] },
    definitionProvider: true,
    declarationProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: { workDoneProgress: true },
    documentLinkProvider: { resolveProvider: false },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    callHierarchyProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: { resolveProvider: true },
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
    executeCommandProvider: { commands: [...commandNames] },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            interFileDependencies: true,
            workspaceDiagnostics: true,
            identifier: 'uapi',
            workDoneProgress: true,
          },
        }
      : {}),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(client.textDocumentContent ? { textDocumentContent: { schemes: [...virtualSchemes] } } : {}),
    },
  };
}
