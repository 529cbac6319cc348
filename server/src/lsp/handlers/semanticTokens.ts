import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  SemanticTokensDeltaRequest,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import { type HeaderDocument, semanticTokens, tokenModifiers, tokenTypes } from '../../ide/index.js';
import { toOffset, toPosition } from '../positions.js';
import { answering, headerAt, type Server } from '../serverState.js';
import type { DocumentListener } from './textSync.js';

export const semanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

export function semanticTokensHandlers(server: Server): DocumentListener {
  const { connection } = server;
  /** What was sent last for each document, to tell the difference from. */
  const sent = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  let lastId = 0;
  /** Of a driver's source nothing, which is not an empty list: VS Code then takes the colours of another extension. */
  const full = (uri: string): SemanticTokens | null => {
    if (server.driver.isSource(server.pathOf(uri))) return null;
    const header = headerAt(server, uri);
    const data = header === undefined ? [] : encoded(header, server);
    const resultId = `${++lastId}`;
    sent.set(uri, { resultId, data });
    return { resultId, data };
  };
  connection.onRequest(
    SemanticTokensRequest.type,
    answering<SemanticTokensParams, SemanticTokens | null>(
      server,
      'textDocument/semanticTokens/full',
      { data: [] },
      ({ textDocument }) => full(textDocument.uri),
    ),
  );
  connection.onRequest(
    SemanticTokensDeltaRequest.type,
    answering<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta | null>(
      server,
      'textDocument/semanticTokens/full/delta',
      { data: [] },
      ({ textDocument, previousResultId }) => {
        const before = sent.get(textDocument.uri);
        const now = full(textDocument.uri);
        if (now === null || before?.resultId !== previousResultId) return now;
        return {
          ...(now.resultId === undefined ? {} : { resultId: now.resultId }),
          edits: difference(before.data, now.data),
        };
      },
    ),
  );
  connection.onRequest(
    SemanticTokensRangeRequest.type,
    answering<SemanticTokensRangeParams, SemanticTokens | null>(
      server,
      'textDocument/semanticTokens/range',
      { data: [] },
      ({ textDocument, range }) => {
        if (server.driver.isSource(server.pathOf(textDocument.uri))) return null;
        const header = headerAt(server, textDocument.uri);
        return { data: header === undefined ? [] : encoded(header, server, range) };
      },
    ),
  );
  return { closed: (uri) => sent.delete(uri) };
}

function encoded(header: HeaderDocument, { client: { encoding } }: Server, within?: Range): number[] {
  const start = within === undefined ? 0 : toOffset(header.file, within.start, encoding);
  const end = within === undefined ? header.file.text.length : toOffset(header.file, within.end, encoding);
  const builder = new SemanticTokensBuilder();
  for (const { range, type, modifiers } of semanticTokens(header)) {
    if (range.end < start || range.start > end) continue;
    const { line, character } = toPosition(header.file, range.start, encoding);
    const length = toPosition(header.file, range.end, encoding).character - character;
    const flags = modifiers.reduce((sum, modifier) => sum + 2 ** tokenModifiers.indexOf(modifier), 0);
    builder.push(line, character, length, tokenTypes.indexOf(type), flags);
  }
  return builder.build().data;
}

/** One edit between what both have at their starts and at their ends. */
function difference(before: readonly number[], now: readonly number[]): SemanticTokensDelta['edits'] {
  let start = 0;
  while (start < before.length && start < now.length && before[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(before.length, now.length) - start;
  while (end < most && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  if (start === before.length && start === now.length) return [];
  return [{ start, deleteCount: before.length - start - end, data: now.slice(start, now.length - end) }];
}
