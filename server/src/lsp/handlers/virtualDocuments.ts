/**
 * Documents that no disk holds (LSP 3.18, `workspace/textDocumentContent`): `uapi-layout:` with the URI of a header as
 * its path is the layout of all its records, and `builtin:` a header that comes with the program.
 */
import type { TextDocumentContentResult } from 'vscode-languageserver';
import { type HeaderDocument, recordReport, reportMarkdown } from '../../ide/index.js';
import { answering, headerAt, type Server } from '../serverState.js';

export const virtualSchemes: readonly string[] = ['uapi-layout', 'builtin'];

export function virtualDocumentHandlers(server: Server): void {
  server.connection.workspace.textDocumentContent.on(
    answering<{ uri: string }, TextDocumentContentResult | null>(
      server,
      'workspace/textDocumentContent',
      null,
      ({ uri }) => {
        const text = textOf(server, uri);
        return text === undefined ? null : { text };
      },
    ),
  );
}

function textOf(server: Server, uri: string): string | undefined {
  if (uri.startsWith('builtin:')) return server.builtinText(decodeURI(uri));
  const layout = /^uapi-layout:(.*?)(?:\.md)?$/.exec(uri)?.[1];
  if (layout === undefined) return undefined;
  const header = headerAt(server, layout) ?? headerAt(server, decodeURIComponent(layout));
  return header === undefined ? undefined : layoutText(header);
}

function layoutText({ onAllAbis, file }: HeaderDocument): string {
  const reports = onAllAbis.header.records.map((record) => recordReport(record));
  const abis = onAllAbis.analyses.map(({ abi }) => abi.id);
  return `# ${file.displayName}\n\n${reports.length === 0 ? 'No records' : reportMarkdown(reports, abis)}\n`;
}
