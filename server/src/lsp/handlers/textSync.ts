/** Opening, changing and closing documents: the only messages that change a text. */
import type { Server } from '../serverState.js';
import type { DiagnosticsChannel } from './diagnostics.js';

export function textSyncHandlers(server: Server, diagnostics: DiagnosticsChannel): void {
  const { connection, texts, analysis } = server;
  const changed = (uri: string, text: string): void => {
    const path = server.pathOf(uri);
    if (path === undefined) return;
    const others = analysis.setText(path, text);
    diagnostics.changed(uri);
    for (const other of others) diagnostics.changed(server.uriOf(other));
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
    if (path !== undefined) for (const other of analysis.close(path)) diagnostics.changed(server.uriOf(other));
    diagnostics.closed(uri);
  });
}
