/** What the client said that it can do, as far as an answer depends on it. */
import type { ClientCapabilities } from 'vscode-languageserver';
import { isObject } from './editorSettings.js';
import { chooseEncoding, type PositionEncoding } from './positions.js';

export interface ClientView {
  readonly encoding: PositionEncoding;
  /** The client shows Markdown. */
  readonly hoverMarkdown: boolean;
  readonly completionMarkdown: boolean;
  readonly snippets: boolean;
  readonly hierarchicalSymbols: boolean;
  /** It asks for diagnostics; then none are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesSemanticTokens: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeActionLiterals: boolean;
  readonly resolvesEdits: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly configuration: boolean;
  readonly watchesFiles: boolean;
  readonly registersConfiguration: boolean;
  readonly workDoneProgress: boolean;
  readonly textDocumentContent: boolean;
  /** Commands of the client's own that the server may name in an answer. */
  readonly commands: readonly string[];
}

export function clientView(capabilities: ClientCapabilities): ClientView {
  const { general, textDocument = {}, workspace = {}, window } = capabilities;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    hoverMarkdown: textDocument.hover?.contentFormat?.includes('markdown') ?? false,
    completionMarkdown: textDocument.completion?.completionItem?.documentationFormat?.includes('markdown') ?? false,
    snippets: textDocument.completion?.completionItem?.snippetSupport ?? false,
    hierarchicalSymbols: textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    pullsDiagnostics: textDocument.diagnostic !== undefined,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport ?? false,
    refreshesCodeLenses: workspace.codeLens?.refreshSupport ?? false,
    refreshesInlayHints: workspace.inlayHint?.refreshSupport ?? false,
    refreshesSemanticTokens: workspace.semanticTokens?.refreshSupport ?? false,
    relatedInformation: textDocument.publishDiagnostics?.relatedInformation ?? textDocument.diagnostic !== undefined,
    diagnosticTags: (textDocument.publishDiagnostics?.tagSupport ?? textDocument.diagnostic?.tagSupport) !== undefined,
    codeActionLiterals: textDocument.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: textDocument.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    documentChanges: workspace.workspaceEdit?.documentChanges ?? false,
    changeAnnotations: workspace.workspaceEdit?.changeAnnotationSupport !== undefined,
    configuration: workspace.configuration ?? false,
    watchesFiles: workspace.didChangeWatchedFiles?.dynamicRegistration ?? false,
    registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration ?? false,
    workDoneProgress: window?.workDoneProgress ?? false,
    textDocumentContent: workspace.textDocumentContent !== undefined,
    commands: commandsIn(capabilities.experimental),
  };
}

/** `{ commands: { commands: string[] } }`, the form that other servers know too; it has no type in LSP. */
function commandsIn(experimental: unknown): readonly string[] {
  const { commands } = isObject(experimental) ? experimental : {};
  const list: unknown = isObject(commands) ? commands.commands : undefined;
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}
