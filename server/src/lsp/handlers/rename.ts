import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename } from '../../ide/index.js';
import { toRange } from '../positions.js';
import { answering, placeAt, type Server } from '../serverState.js';

export function renameHandlers(server: Server): void {
  const { connection } = server;
  connection.onPrepareRename(
    answering<PrepareRenameParams, { range: Range; placeholder: string } | null>(
      server,
      'textDocument/prepareRename',
      null,
      (params) => {
        const place = placeAt(server, params);
        if (place === undefined) return null;
        const target = prepareRename(place.header, place.offset);
        if ('problem' in target) throw refused(target.problem);
        return { range: toRange(target.range, server.client.encoding), placeholder: target.name };
      },
    ),
  );
  connection.onRenameRequest(
    answering<RenameParams, WorkspaceEdit | null>(server, 'textDocument/rename', null, (params) => {
      const place = placeAt(server, params);
      if (place === undefined) return null;
      const target = prepareRename(place.header, place.offset);
      if ('problem' in target) throw refused(target.problem);
      const renaming = rename(place.header, target, params.newName);
      if ('problem' in renaming) throw refused(renaming.problem);
      const edits = renaming.references.map(({ range }) => ({
        range: toRange(range, server.client.encoding),
        newText: params.newName,
      }));
      const { uri } = params.textDocument;
      if (!server.client.documentChanges) return { changes: { [uri]: edits } };
      const { warning } = renaming;
      const isAnnotated = warning !== undefined && server.client.changeAnnotations;
      if (warning !== undefined && !isAnnotated) connection.window.showWarningMessage(warning);
      return {
        documentChanges: [
          {
            textDocument: { uri, version: server.texts.get(uri)?.version ?? null },
            edits: isAnnotated ? edits.map((edit) => ({ ...edit, annotationId: 'published' })) : edits,
          },
        ],
        ...(isAnnotated
          ? {
              changeAnnotations: {
                published: { label: 'Published name', description: warning, needsConfirmation: true },
              },
            }
          : {}),
      };
    }),
  );
}

function refused(problem: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, problem);
}
