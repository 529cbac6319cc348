/**
 * Documents that no disk holds (LSP 3.18, `workspace/textDocumentContent`): `uapi-layout:` with the URI of a header as
 * its path is the layout of all its records, `uapi-dispatch:` a simulated call of one of its commands, and `builtin:` a
 * header that comes with the program.
 */
import { ResponseError, type TextDocumentContentResult } from 'vscode-languageserver';
import { code, type HeaderDocument, recordReport, reportMarkdown } from '../../ide/index.js';
import { answering, headerAt, type Server } from '../serverState.js';
import { simulateDispatch } from './simulateDispatch.js';
import type { DocumentListener } from './textSync.js';

export const virtualSchemes: readonly string[] = ['uapi-layout', 'uapi-dispatch', 'builtin'];

/** Milliseconds after the last change until a report is shown anew. */
const REFRESH_DELAY = 300;

export function virtualDocumentHandlers(server: Server): DocumentListener {
  const { textDocumentContent } = server.connection.workspace;
  /** Reports that were asked for, by the header's URI as the client spells it. */
  const shown = new Map<string, Set<string>>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  textDocumentContent.on(
    answering<{ uri: string }, TextDocumentContentResult | null>(
      server,
      'workspace/textDocumentContent',
      null,
      ({ uri }) => {
        const text = textOf(server, uri);
        const header = reportOf(uri)?.header;
        if (header !== undefined) shown.set(header, new Set([...(shown.get(header) ?? []), uri]));
        return text === undefined ? null : { text };
      },
    ),
  );
  return {
    changed(uri) {
      const reports = shown.get(uri);
      if (reports === undefined) return;
      clearTimeout(waiting.get(uri));
      waiting.set(
        uri,
        setTimeout(() => {
          for (const report of reports) void textDocumentContent.refresh(report);
        }, REFRESH_DELAY),
      );
    },
    closed(uri) {
      clearTimeout(waiting.get(uri));
      waiting.delete(uri);
      shown.delete(uri);
    },
  };
}

interface Report {
  readonly scheme: string;
  /** URI of the header. */
  readonly header: string;
  readonly query: string;
}

/** Clients escape what follows the scheme, or do not. */
function reportOf(uri: string): Report | undefined {
  const match = /^(uapi-layout|uapi-dispatch):([^?]*)(?:\?(.*))?$/.exec(uri);
  if (match === null) return undefined;
  const header = match[2].replace(/\.md$/, '');
  return { scheme: match[1], header: header.includes(':') ? header : decoded(header), query: match[3] ?? '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(server: Server, uri: string): string | undefined {
  if (uri.startsWith('builtin:')) return server.builtinText(decoded(uri));
  const report = reportOf(uri);
  const header = report === undefined ? undefined : headerAt(server, report.header);
  if (report === undefined || header === undefined) return undefined;
  return report.scheme === 'uapi-layout' ? layoutText(header) : dispatchText(server, header, report);
}

/** `?ioctl=NAME` and whatever else `uapi/simulateDispatch` takes; without a command, the commands that there are. */
function dispatchText(server: Server, { onAllAbis, file }: HeaderDocument, { header: uri, query }: Report): string {
  const given = new URLSearchParams(query.includes('=') ? query : decoded(query));
  const title = `# ${file.displayName}\n\n`;
  const { commands } = onAllAbis.header;
  if (given.size === 0) {
    const lines = commands.map(({ name }) => `- ${code(name)}`);
    return `${title}${lines.length === 0 ? 'No ioctls' : `Name a command as \`?ioctl=NAME\`:\n\n${lines.join('\n')}`}\n`;
  }
  const params = [...new Set(given.keys())].map((key) => {
    const values = given.getAll(key);
    const value = /^(?:true|false)$/.test(values[0]) ? values[0] === 'true' : values[0];
    return [key, values.length > 1 ? values : value] as const;
  });
  try {
    const { markdown } = simulateDispatch(server, { ...Object.fromEntries(params), textDocument: { uri } });
    return `${title}${markdown}`;
  } catch (error) {
    if (error instanceof ResponseError) return `${title}${error.message}\n`;
    throw error;
  }
}

function layoutText({ onAllAbis, file }: HeaderDocument): string {
  const reports = onAllAbis.header.records.map((record) => recordReport(record));
  const abis = onAllAbis.analyses.map(({ abi }) => abi.id);
  return `# ${file.displayName}\n\n${reports.length === 0 ? 'No records' : reportMarkdown(reports, abis)}\n`;
}
