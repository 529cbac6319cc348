import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import {
  type CompletionKind,
  completionAt,
  completionDocumentation,
  plainSnippet,
  plainText,
} from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import { toRange } from '../positions.js';
import { answering, headerAt, placeAt, type Server } from '../serverState.js';

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  snippet: CompletionItemKind.Snippet,
  type: CompletionItemKind.Class,
  struct: CompletionItemKind.Struct,
  member: CompletionItemKind.Field,
  constant: CompletionItemKind.Constant,
  value: CompletionItemKind.Value,
};

export function completionHandlers(server: Server): void {
  const { connection } = server;
  connection.onCompletion(
    answering<CompletionParams, CompletionList | CompletionItem[]>(server, 'textDocument/completion', [], (params) => {
      const place = placeAt(server, params);
      if (place === undefined || !place.header.isReviewed) return [];
      const { header, offset } = place;
      const { uri } = params.textDocument;
      const { replace, items } = completionAt(header, offset, server.settings.completion);
      const range = toRange({ file: header.file, ...replace }, server.client.encoding);
      return {
        isIncomplete: false,
        items: items.map(({ label, kind, detail, insert, rank, also }) => ({
          label,
          kind: kinds[kind],
          detail,
          sortText: `${rank}`.padStart(3, '0') + label,
          ...(server.client.snippets
            ? { insertTextFormat: InsertTextFormat.Snippet, textEdit: { range, newText: insert } }
            : { textEdit: { range, newText: plainSnippet(insert) } }),
          ...(also === undefined
            ? {}
            : {
                additionalTextEdits: [
                  {
                    range: toRange({ file: header.file, start: also.at, end: also.at }, server.client.encoding),
                    newText: also.text,
                  },
                ],
              }),
          data: { uri, kind, label },
        })),
      };
    }),
  );
  connection.onCompletionResolve(
    answering<CompletionItem, CompletionItem>(server, 'completionItem/resolve', { label: '' }, (item) => {
      const data: unknown = item.data;
      if (!isObject(data)) return item;
      const { uri, kind, label } = data;
      if (typeof uri !== 'string' || typeof kind !== 'string' || typeof label !== 'string') return item;
      const header = headerAt(server, uri);
      const text = header && completionDocumentation(header, kind, label);
      if (text === undefined) return item;
      return {
        ...item,
        documentation: server.client.completionMarkdown
          ? { kind: MarkupKind.Markdown, value: text }
          : { kind: MarkupKind.PlainText, value: plainText(text) },
      };
    }),
  );
}
