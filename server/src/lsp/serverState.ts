/** What the handlers share: the connection, the analysis, the open texts, and what the client said of itself. */
import type { CancellationToken, Connection, Position } from 'vscode-languageserver';
import type { AnalysisHost, HeaderDocument } from '../ide/index.js';
import type { ClientView } from './clientView.js';
import type { DriverSide } from './driverSide.js';
import type { EditorSettings } from './editorSettings.js';
import { guarded, type Log } from './guard.js';
import type { OpenTexts } from './openTexts.js';
import { toOffset } from './positions.js';

export interface Server {
  readonly driver: DriverSide;
  readonly connection: Connection;
  readonly analysis: AnalysisHost;
  readonly texts: OpenTexts;
  readonly version: string;
  /** Known once the client said `initialize`. */
  client: ClientView;
  settings: EditorSettings;
  /** When the client last asked or told something about a text, as `performance.now()` tells time. */
  lastMessage: number;
  readonly log: Log;
  /** Shows the user what they have to put right; the same text once. */
  readonly warnOnce: (message: string) => void;
  /** The host's path of a URI; `undefined` for one that is no file. */
  readonly pathOf: (uri: string) => string | undefined;
  /** The URI of a path, as the client spells it where it has the file open. */
  readonly uriOf: (path: string) => string;
  /** Text of a header that comes with the program. */
  readonly builtinText: (path: string) => string | undefined;
}

/** The header behind a URI, up to date with what the editor holds. */
export function headerAt(server: Server, uri: string): HeaderDocument | undefined {
  const path = server.pathOf(uri);
  return path === undefined ? undefined : server.analysis.document(path);
}

export interface Place {
  readonly header: HeaderDocument;
  readonly offset: number;
}

export function placeAt(
  server: Server,
  { textDocument, position }: { textDocument: { uri: string }; position: Position },
): Place | undefined {
  const header = headerAt(server, textDocument.uri);
  if (header === undefined) return undefined;
  return { header, offset: toOffset(header.file, position, server.client.encoding) };
}

/** A handler that cannot take the server down. */
export function answering<P, R>(
  server: Server,
  name: string,
  nothing: R,
  work: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> | R {
  return guarded(name, server.log, nothing, (params, token) => {
    server.lastMessage = performance.now();
    return work(params, token);
  });
}
