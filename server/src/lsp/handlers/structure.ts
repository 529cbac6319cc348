import {
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
} from 'vscode-languageserver';
import { type Fold, foldingRanges, selectionRanges } from '../../ide/index.js';
import { toOffset, toRange } from '../positions.js';
import { answering, headerAt, type Server } from '../serverState.js';

const foldKinds: Readonly<Record<Fold['kind'], FoldingRangeKind | undefined>> = {
  braces: undefined,
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
  imports: FoldingRangeKind.Imports,
};

export function structureHandlers(server: Server): void {
  const { connection } = server;
  connection.onFoldingRanges(
    answering<FoldingRangeParams, FoldingRange[] | null>(
      server,
      'textDocument/foldingRange',
      null,
      ({ textDocument }) => {
        const header = headerAt(server, textDocument.uri);
        if (header === undefined) return null;
        return foldingRanges(header).map(({ kind, range }) => {
          const { start, end } = toRange(range, server.client.encoding);
          const known = foldKinds[kind];
          // The line of the closing brace stays in sight.
          const endLine = kind === 'braces' ? Math.max(start.line, end.line - 1) : end.line;
          return { startLine: start.line, endLine, ...(known === undefined ? {} : { kind: known }) };
        });
      },
    ),
  );
  connection.onSelectionRanges(
    answering<SelectionRangeParams, SelectionRange[] | null>(
      server,
      'textDocument/selectionRange',
      null,
      ({ textDocument, positions }) => {
        const header = headerAt(server, textDocument.uri);
        if (header === undefined) return null;
        return positions.map((position): SelectionRange => {
          const ranges = selectionRanges(header, toOffset(header.file, position, server.client.encoding));
          let parent: SelectionRange | undefined;
          for (const range of [...ranges].reverse()) {
            parent = { range: toRange(range, server.client.encoding), ...(parent === undefined ? {} : { parent }) };
          }
          return parent ?? { range: { start: position, end: position } };
        });
      },
    ),
  );
}
