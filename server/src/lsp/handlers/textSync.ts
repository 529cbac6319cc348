/** Opening, changing and closing documents: the only messages that change a text. */
import type { Server } from '../serverState.js';

/** What follows from a change: each keeps something for open documents. */
export interface DocumentListener {
  /** The text of a document changed, or that of a file which it includes. */
  readonly changed?: (uri: string) => void;
  readonly closed?: (uri: string) => void;
}

export function textSyncHandlers(server: Server, listeners: readonly DocumentListener[]): void {
  const { connection, texts, analysis } = server;
  const tellChanged = (uri: string): void => {
    for (const listener of listeners) listener.changed?.(uri);
  };
  const changed = (uri: string, text: string): void => {
    server.lastMessage = performance.now();
    const path = server.pathOf(uri);
    if (path === undefined) return;
    const others = analysis.setText(path, text);
    tellChanged(uri);
    for (const other of others) tellChanged(server.uriOf(other));
  };
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    texts.open({ uri, version, text });
    changed(uri, text);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const before = texts.get(uri);
    const after = texts.change(uri, version, contentChanges, server.client.encoding);
    if (before === undefined || after === undefined) {
      server.log(`change of ${uri}, which is not open: it is left out`);
      return;
    }
    if (version <= before.version) server.log(`${uri} went from version ${before.version} to ${version}`);
    changed(uri, after.text);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (!texts.close(uri)) return;
    const path = server.pathOf(uri);
    if (path !== undefined) for (const other of analysis.close(path)) tellChanged(server.uriOf(other));
    for (const listener of listeners) listener.closed?.(uri);
  });
}
