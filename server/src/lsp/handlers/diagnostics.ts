/**
 * Diagnostics, pushed after each change or given when asked for: the client decides, and never gets both. A push follows
 * at once, but between two of them lies at least as long as the first took, so that a fast typist is not answered for each
 * key; whatever is asked in between comes first, and of several changes only the last text is looked at.
 */
import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { afterTheRest, pause } from '../guard.js';
import { answering, headerAt, type Server } from '../serverState.js';
import { toDiagnostic } from '../toLsp.js';
import type { DocumentListener } from './textSync.js';

export interface DiagnosticsChannel extends DocumentListener {
  /** Settings or files on disk changed: everything may have. */
  readonly allChanged: () => void;
}

/** Milliseconds. */
const LONGEST_WAIT = 200;

export function diagnosticsHandlers(server: Server): DiagnosticsChannel {
  const { connection, texts } = server;
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  let lastTook = 0;
  let lastEnded = 0;

  const publish = (uri: string): void => {
    waiting.delete(uri);
    const open = texts.get(uri);
    if (open === undefined) return;
    const began = performance.now();
    let diagnostics: Diagnostic[] = [];
    const path = server.pathOf(uri);
    if (server.driver.isSource(path) && server.driver.loaded === undefined) {
      server.driver.load().then(
        () => schedule(uri),
        (error: unknown) => server.log(`reading ${uri} failed: ${String(error)}; please report this`),
      );
      return;
    }
    try {
      diagnostics = diagnosticsOf(server, uri);
    } catch (error) {
      server.log(`diagnostics of ${uri} failed: ${error instanceof Error ? error.stack : error}; please report this`);
    }
    lastEnded = performance.now();
    lastTook = lastEnded - began;
    void connection.sendDiagnostics({ uri, version: open.version, diagnostics });
  };
  const schedule = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    const wait = Math.max(0, lastEnded + Math.min(lastTook, LONGEST_WAIT) - performance.now());
    // An answer that is ready goes out first: a turn of the loop lies between its making and its sending.
    const timer = setTimeout(() => afterTheRest(() => waiting.get(uri) === timer && publish(uri)), wait);
    waiting.set(uri, timer);
  };

  pullHandlers(server);
  return {
    changed(uri) {
      if (!server.client.pullsDiagnostics) schedule(uri);
    },
    closed(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      if (!server.client.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    allChanged() {
      if (!server.client.pullsDiagnostics) for (const { uri } of texts.all) schedule(uri);
      else if (server.client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
    },
  };
}

/** The same text under the same settings has the same findings: then the client keeps what it has. */
function pullHandlers(server: Server): void {
  const { connection } = server;
  const results = new WeakMap<object, string>();
  let lastId = 0;
  const reportOf = (uri: string, previous: string | undefined): DocumentDiagnosticReport => {
    const found = foundIn(server, uri)?.findings;
    if (found === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    let resultId = results.get(found);
    if (resultId !== undefined && resultId === previous)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    if (resultId === undefined) {
      resultId = `${++lastId}`;
      results.set(found, resultId);
    }
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(server, uri) };
  };
  connection.languages.diagnostics.on(
    answering<{ textDocument: { uri: string }; previousResultId?: string }, DocumentDiagnosticReport>(
      server,
      'textDocument/diagnostic',
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async ({ textDocument, previousResultId }) => {
        if (server.driver.isSource(server.pathOf(textDocument.uri))) await server.driver.load();
        return reportOf(textDocument.uri, previousResultId);
      },
    ),
  );
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, progress) => {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const paths = server.analysis.allPaths;
    progress.begin('Checking uapi headers', 0, undefined, true);
    try {
      await forEachPath(server, paths, token, (path, done) => {
        const uri = server.uriOf(path);
        items.push({ ...reportOf(uri, previous.get(uri)), uri, version: server.texts.get(uri)?.version ?? null });
        if (done % 16 === 0) progress.report(Math.floor((100 * done) / paths.length), `${done} of ${paths.length}`);
      });
    } finally {
      progress.done();
    }
    return { items };
  });
}

/** Goes through headers in small steps, so that a keystroke in between is answered; a fault costs one header. */
export async function forEachPath(
  server: Server,
  paths: readonly string[],
  token: CancellationToken,
  visit: (path: string, done: number) => void,
): Promise<void> {
  let until = performance.now() + STEP;
  for (let done = 0; done < paths.length; done++) {
    try {
      visit(paths[done], done);
    } catch (error) {
      server.log(`${paths[done]} failed: ${error instanceof Error ? error.stack : error}; please report this`);
    }
    if (performance.now() < until) continue;
    await pause(token);
    until = performance.now() + STEP;
  }
}

/** Milliseconds of work between two looks at the messages. */
const STEP = 10;

/** What is found in a header, or in a driver's source once what reads sources is loaded. */
function foundIn(server: Server, uri: string) {
  const path = server.pathOf(uri);
  if (server.driver.isSource(path)) return server.driver.loaded?.documents.findings(path);
  return headerAt(server, uri)?.found;
}

function diagnosticsOf(server: Server, uri: string): Diagnostic[] {
  const header = headerAt(server, uri);
  const found = foundIn(server, uri);
  if (header === undefined || found === undefined) return [];
  for (const problem of server.analysis.settingsProblems(header.file.path)) server.warnOnce(problem);
  const { findings, failures } = found;
  for (const { rule, reason } of failures) server.log(`rule ${rule} failed on ${uri}: ${reason}; please report this`);
  return findings.filter(({ range }) => range.file === header.file).map((finding) => toDiagnostic(finding, server));
}
