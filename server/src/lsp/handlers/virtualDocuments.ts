/**
 * Documents that no disk holds (LSP 3.18, `workspace/textDocumentContent`): `uapi-layout:` with the URI of a header as
 * its path is the layout of all its records, and `builtin:` a header that comes with the program.
 */
import type { TextDocumentContentResult } from 'vscode-languageserver';
import { type HeaderDocument, recordReport, reportMarkdown } from '../../ide/index.js';
import { answering, headerAt, type Server } from '../serverState.js';
import type { DocumentListener } from './textSync.js';

export const virtualSchemes: readonly string[] = ['uapi-layout', 'builtin'];

/** Milliseconds after the last change until a report is shown anew. */
const REFRESH_DELAY = 300;

export function virtualDocumentHandlers(server: Server): DocumentListener {
  const { textDocumentContent } = server.connection.workspace;
  /** Reports that were asked for, by the header's URI. */
  const shown = new Map<string, string>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  textDocumentContent.on(
    answering<{ uri: string }, TextDocumentContentResult | null>(
      server,
      'workspace/textDocumentContent',
      null,
      ({ uri }) => {
        const text = textOf(server, uri);
        const header = headerOfReport(uri);
        if (header !== undefined) shown.set(header, uri);
        return text === undefined ? null : { text };
      },
    ),
  );
  return {
    changed(uri) {
      const report = shown.get(uri);
      if (report === undefined) return;
      clearTimeout(waiting.get(uri));
      waiting.set(
        uri,
        setTimeout(() => void textDocumentContent.refresh(report), REFRESH_DELAY),
      );
    },
    closed(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      shown.delete(uri);
    },
  };
}

function headerOfReport(uri: string): string | undefined {
  return /^uapi-layout:(.*?)(?:\.md)?$/.exec(uri)?.[1];
}

function textOf(server: Server, uri: string): string | undefined {
  if (uri.startsWith('builtin:')) return server.builtinText(decodeURI(uri));
  const layout = headerOfReport(uri);
  if (layout === undefined) return undefined;
  const header = headerAt(server, layout) ?? headerAt(server, decodeURIComponent(layout));
  return header === undefined ? undefined : layoutText(header);
}

function layoutText({ onAllAbis, file }: HeaderDocument): string {
  const reports = onAllAbis.header.records.map((record) => recordReport(record));
  const abis = onAllAbis.analyses.map(({ abi }) => abi.id);
  return `# ${file.displayName}\n\n${reports.length === 0 ? 'No records' : reportMarkdown(reports, abis)}\n`;
}
