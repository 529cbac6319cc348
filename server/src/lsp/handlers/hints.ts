import type { CodeLens, CodeLensParams, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { codeLenses, inlayHints, lensTitle } from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import { toOffset, toPosition, toRange } from '../positions.js';
import { answering, headerAt, type Server } from '../serverState.js';
import { withHandler } from './sources.js';

export function hintHandlers(server: Server): void {
  const { connection } = server;
  connection.languages.inlayHint.on(
    answering<InlayHintParams, InlayHint[] | null>(
      server,
      'textDocument/inlayHint',
      null,
      ({ textDocument, range }) => {
        const header = headerAt(server, textDocument.uri);
        if (header === undefined || !header.isReviewed) return null;
        const { encoding } = server.client;
        const within = {
          start: toOffset(header.file, range.start, encoding),
          end: toOffset(header.file, range.end, encoding),
        };
        return inlayHints(header, server.settings.inlayHints, within).map(({ offset, label, tooltip }) => ({
          position: toPosition(header.file, offset, encoding),
          label,
          tooltip,
          paddingLeft: true,
        }));
      },
    ),
  );
  connection.onCodeLens(
    answering<CodeLensParams, CodeLens[] | null>(server, 'textDocument/codeLens', null, ({ textDocument: { uri } }) => {
      const header = server.settings.codeLens ? headerAt(server, uri) : undefined;
      if (header === undefined || !header.isReviewed) return null;
      return codeLenses(header).map(({ range, kind, name }) => ({
        range: toRange(range, server.client.encoding),
        data: { uri, kind, name },
      }));
    }),
  );
  connection.onCodeLensResolve(
    answering<CodeLens, CodeLens>(server, 'codeLens/resolve', { range: nowhere, command: blank }, (lens) => {
      const data: unknown = lens.data;
      if (!isObject(data)) return { ...lens, command: blank };
      const { uri, kind, name } = data;
      if (typeof uri !== 'string' || typeof name !== 'string') return { ...lens, command: blank };
      const header = headerAt(server, uri);
      const title = header && lensTitle(header, kind === 'ioctl' ? 'ioctl' : 'record', name);
      // An empty command id: the lens is to be read. A command would need a client that shows its result.
      return {
        ...lens,
        command: title === undefined ? blank : { title: withHandler(server, title, data), command: '' },
      };
    }),
  );
}

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const blank = { title: '', command: '' };
