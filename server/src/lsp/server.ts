/**
 * The language server: what LSP asks, put to `ide`, and its answers put back. It holds no state but the open texts and
 * what the client said of itself.
 */
import {
  type ClientCapabilities,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  AnalysisHost,
  definitionAt,
  documentLinks,
  documentSymbols,
  type HeaderDocument,
  hoverAt,
  type IdeHost,
} from '../ide/index.js';
import { guarded } from './guard.js';
import { chooseEncoding, toOffset, toRange } from './positions.js';
import { type ClientView, toDiagnostic, toDocumentSymbol, toHover, toLocation } from './toLsp.js';

/** What the process that runs the server gives it. */
export interface ServerParts {
  readonly connection: Connection;
  readonly host: IdeHost;
  readonly version: string;
  /** The host's path of a URI; `undefined` for one that is no file. */
  readonly pathOf: (uri: string) => string | undefined;
  readonly uriOf: (path: string) => string;
}

export function startServer({ connection, host, version, pathOf, uriOf }: ServerParts): void {
  const analysis = new AnalysisHost(host);
  const documents = new TextDocuments(TextDocument);
  let client: ClientView = { encoding: 'utf-16', uriOf, hoverMarkdown: true, hierarchicalSymbols: true };
  let pulls = false;
  const log = (message: string): void => connection.console.error(message);

  connection.onInitialize(({ capabilities }): InitializeResult => {
    client = clientView(capabilities, uriOf);
    pulls = capabilities.textDocument?.diagnostic !== undefined;
    return {
      serverInfo: { name: 'uapi-language-server', version },
      capabilities: {
        positionEncoding: client.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        hoverProvider: true,
        definitionProvider: true,
        documentSymbolProvider: true,
        documentLinkProvider: { resolveProvider: false },
        ...(pulls
          ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false, identifier: 'uapi' } }
          : {}),
      },
    };
  });

  /** The header behind a URI, up to date with what the editor holds. */
  const headerAt = (uri: string): HeaderDocument | undefined => {
    const path = pathOf(uri);
    return path === undefined ? undefined : analysis.document(path);
  };

  const diagnosticsOf = (uri: string) => {
    const header = headerAt(uri);
    if (header === undefined) return [];
    const { findings, failures } = header.found;
    for (const { rule, reason } of failures) log(`rule ${rule} failed on ${uri}: ${reason}; please report this`);
    return findings.filter(({ range }) => range.file === header.file).map((finding) => toDiagnostic(finding, client));
  };

  const publish = guarded('diagnostics', log, undefined, (uri: string, documentVersion: number) => {
    if (pulls) return;
    void connection.sendDiagnostics({ uri, version: documentVersion, diagnostics: diagnosticsOf(uri) });
  });

  documents.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri);
    if (path === undefined) return;
    analysis.setText(path, document.getText());
    publish(document.uri, document.version);
  });
  documents.onDidClose(({ document }) => {
    const path = pathOf(document.uri);
    if (path !== undefined) analysis.close(path);
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(
    guarded<[{ textDocument: { uri: string } }], DocumentDiagnosticReport>(
      'textDocument/diagnostic',
      log,
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      ({ textDocument }) => ({ kind: DocumentDiagnosticReportKind.Full, items: diagnosticsOf(textDocument.uri) }),
    ),
  );
  connection.onHover(
    guarded('textDocument/hover', log, null, ({ textDocument, position }) => {
      const header = headerAt(textDocument.uri);
      const hover = header && hoverAt(header, toOffset(header.file, position, client.encoding));
      return hover === undefined ? null : toHover(hover, client);
    }),
  );
  connection.onDefinition(
    guarded('textDocument/definition', log, null, ({ textDocument, position }) => {
      const header = headerAt(textDocument.uri);
      const found = header && definitionAt(header, toOffset(header.file, position, client.encoding));
      return found === undefined ? null : toLocation(found.to, client);
    }),
  );
  connection.onDocumentSymbol(
    guarded('textDocument/documentSymbol', log, null, ({ textDocument }) => {
      const header = headerAt(textDocument.uri);
      return header === undefined ? null : documentSymbols(header).map((symbol) => toDocumentSymbol(symbol, client));
    }),
  );
  connection.onDocumentLinks(
    guarded('textDocument/documentLink', log, null, ({ textDocument }) => {
      const header = headerAt(textDocument.uri);
      if (header === undefined) return null;
      return documentLinks(header).map(({ range, target }) => ({
        range: toRange(range, client.encoding),
        target: uriOf(target.path),
      }));
    }),
  );
  documents.listen(connection);
  connection.listen();
}

function clientView({ general, textDocument }: ClientCapabilities, uriOf: ClientView['uriOf']): ClientView {
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    uriOf,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
  };
}
