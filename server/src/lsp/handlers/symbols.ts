import type {
  DocumentSymbol,
  DocumentSymbolParams,
  SymbolInformation,
  WorkspaceSymbol,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { bestMatches, documentSymbols, type Match, matchSymbols } from '../../ide/index.js';
import { answering, headerAt, type Server } from '../serverState.js';
import { symbolKindOf, toDocumentSymbol, toFlatSymbols, toLocation } from '../toLsp.js';
import { forEachPath } from './diagnostics.js';

export function symbolHandlers(server: Server): void {
  const { connection } = server;
  connection.onDocumentSymbol(
    answering<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[] | null>(
      server,
      'textDocument/documentSymbol',
      null,
      ({ textDocument }) => {
        // An outline without functions would hide the one of another extension.
        const isShown = server.settings.outline && !server.driver.isSource(server.pathOf(textDocument.uri));
        const header = isShown ? headerAt(server, textDocument.uri) : undefined;
        if (header === undefined) return null;
        const symbols = documentSymbols(header);
        return server.client.hierarchicalSymbols
          ? symbols.map((symbol) => toDocumentSymbol(symbol, server))
          : toFlatSymbols(symbols, server);
      },
    ),
  );
  connection.onWorkspaceSymbol(
    async ({ query }: WorkspaceSymbolParams, token, progress): Promise<WorkspaceSymbol[]> => {
      const matches: Match[] = [];
      const paths = server.analysis.allPaths;
      progress.begin('Reading uapi headers', 0, undefined, true);
      try {
        await forEachPath(server, paths, token, (path, done) => {
          matches.push(...matchSymbols(server.analysis.symbolsOf(path), query));
          if (done % 64 === 0) progress.report(Math.floor((100 * done) / paths.length), `${done} of ${paths.length}`);
        });
      } finally {
        progress.done();
      }
      return bestMatches(matches).map(({ name, kind, range }) => ({
        name,
        kind: symbolKindOf(kind),
        location: toLocation(range, server),
        containerName: range.file.displayName,
      }));
    },
  );
}
