import {
  type CodeLens,
  type CodeLensParams,
  type Command,
  type InlayHint,
  type InlayHintParams,
  MarkupContent,
  Position,
} from 'vscode-languageserver';
import { codeLenses, hoverAt, inlayHints, type Lens, lensTitle } from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import { toOffset, toPosition, toRange } from '../positions.js';
import { answering, headerAt, placeAt, type Server } from '../serverState.js';
import { toHover } from '../toLsp.js';
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
        return inlayHints(header, server.settings.inlayHints, within).map(({ offset, label, tooltip, subject }) => ({
          position: toPosition(header.file, offset, encoding),
          label,
          tooltip,
          paddingLeft: true,
          data: { uri: textDocument.uri, position: toPosition(header.file, subject, encoding) },
        }));
      },
    ),
  );
  connection.languages.inlayHint.resolve(
    answering<InlayHint, InlayHint>(server, 'inlayHint/resolve', { position: nowhere.start, label: '' }, (hint) => {
      const data: unknown = hint.data;
      if (!isObject(data) || typeof data.uri !== 'string' || !Position.is(data.position)) return hint;
      const place = placeAt(server, { textDocument: { uri: data.uri }, position: data.position });
      const hover = place && hoverAt(place.header, place.offset);
      if (hover === undefined) return hint;
      const { contents } = toHover(hover, server);
      return MarkupContent.is(contents) ? { ...hint, tooltip: contents } : hint;
    }),
  );
  connection.onCodeLens(
    answering<CodeLensParams, CodeLens[] | null>(server, 'textDocument/codeLens', null, ({ textDocument: { uri } }) => {
      const header = server.settings.codeLens ? headerAt(server, uri) : undefined;
      if (header === undefined || !header.isReviewed) return null;
      return codeLenses(header).flatMap((lens) => {
        const range = toRange(lens.range, server.client.encoding);
        const { kind, name } = lens;
        return [
          { range, data: { uri, kind, name } },
          ...viewLens(server, uri, lens).map((command) => ({ range, command })),
        ];
      });
    }),
  );
  connection.onCodeLensResolve(
    answering<CodeLens, CodeLens>(server, 'codeLens/resolve', { range: nowhere, command: blank }, (lens) => {
      const data: unknown = lens.data;
      if (lens.command !== undefined) return lens;
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

/** What opens the view of a lens's subject, in a client that has the view. */
function viewLens({ client }: Server, uri: string, { kind, name }: Lens): readonly Command[] {
  const [command, title, subject] =
    kind === 'record'
      ? ['uapi.showLayout', 'show layout', { uri, record: name }]
      : ['uapi.showDispatch', 'simulate', { uri, ioctl: name }];
  return client.commands.includes(command) ? [{ title, command, arguments: [subject] }] : [];
}

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const blank = { title: '', command: '' };
