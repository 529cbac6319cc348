/** The custom requests, each also a command. An error names what was wrong, and what is near it. */
import type { CancellationToken } from 'vscode-languageserver';
import { type Decoded, decode, decodedMarkdown, recordAt, recordReport, reportMarkdown } from '../../ide/index.js';
import type { DecodeIoctlResult, LayoutResult } from '../extensions.js';
import { toOffset } from '../positions.js';
import { answering, type Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import { callPath } from './callPath.js';
import { forEachPath } from './diagnostics.js';
import { headerSettings } from './headerSettings.js';
import { ioctls } from './ioctls.js';
import {
  abisOf,
  headerOf,
  headersOf,
  invalid,
  isPosition,
  near,
  type Params,
  paramsOf,
  versionOf,
} from './requestParams.js';
import { simulateDispatch } from './simulateDispatch.js';
import { compat, recordHistory } from './versions.js';
import { wireLayout, wireRecordCommand } from './wireLayout.js';

type Answerer = (server: Server, params: Params, token: CancellationToken) => object | Promise<object>;

/** By name of the request. */
const answerers: Readonly<Record<string, Answerer>> = {
  'uapi/layout': layout,
  'uapi/decodeIoctl': decodeIoctl,
  'uapi/ioctls': ioctls,
  'uapi/headerSettings': headerSettings,
  'uapi/simulateDispatch': simulateDispatch,
  'uapi/compat': compat,
  'uapi/recordHistory': recordHistory,
  'uapi/callPath': callPath,
};

export const commandNames: readonly string[] = Object.keys(answerers);

export function commandHandlers(server: Server): void {
  const { connection } = server;
  for (const [name, answer] of Object.entries(answerers)) {
    connection.onRequest(
      name,
      answering<unknown, object | null>(server, name, null, (params, token) => answer(server, paramsOf(params), token)),
    );
  }
  connection.onExecuteCommand(
    answering<{ command: string; arguments?: unknown[] }, object | null>(
      server,
      'workspace/executeCommand',
      null,
      ({ command, arguments: [params] = [] }, token) => {
        const answer = Object.hasOwn(answerers, command) ? answerers[command] : undefined;
        if (answer === undefined) throw invalid(`no command '${command}'${near(command, commandNames)}`);
        return answer(server, paramsOf(params), token);
      },
    ),
  );
}

function layout(server: Server, params: Params): LayoutResult {
  const { header, uri } = headerOf(server, params);
  const abis = abisOf(params.abis);
  const { record: name, position } = params;
  const known = header.onAllAbis.header.recordsByName;
  const record =
    typeof name === 'string'
      ? known.get(name.replace(/^(?:struct|union)\s+/, ''))
      : isPosition(position)
        ? recordAt(header, toOffset(header.file, position, server.client.encoding))
        : undefined;
  if (record === undefined) {
    if (typeof name === 'string') throw invalid(`no record '${name}' in this header${near(name, [...known.keys()])}`);
    if (!isPosition(position)) throw invalid("'record' or 'position' is needed");
    throw invalid('no record stands here');
  }
  const opened = new Set(Array.isArray(params.expand) ? params.expand.filter((path) => typeof path === 'string') : []);
  const report = recordReport(record, { abis, opened });
  const answer = { schemaVersion: 1 as const, version: server.texts.get(uri)?.version ?? null };
  const markdown = reportMarkdown([report], abis ?? header.onAllAbis.analyses.map(({ abi }) => abi.id));
  const records = report.groups.flatMap((group) => wireLayout(report, group, { server, file: header.file }));
  const about = {
    record: { kind: report.kind, name: report.name, location: toLocation(record.onAbis[0].record.range, server) },
    commands: header.onAllAbis.header.commands
      .filter(({ recordName }) => recordName === record.name)
      .map((command) => wireRecordCommand(command, abis, server)),
  };
  if (records.length > 0) return { ...answer, markdown, records, ...about };
  const reason = report.groups[0]?.reason ?? 'the header does not exist for these ABIs';
  return { ...answer, markdown, records: null, reason, ...about };
}

/** The first header of the workspace's folders that knows the number or the name. */
async function inWorkspace(server: Server, given: string, token: CancellationToken): Promise<Decoded | undefined> {
  let found: Decoded | undefined;
  await forEachPath(server, server.analysis.allPaths, token, (path) => {
    if (found !== undefined || !server.analysis.symbolsOf(path).some(({ kind }) => kind === 'ioctl')) return;
    const header = server.analysis.glance(path);
    const decoded = header === undefined ? undefined : decode(given, [header]);
    if (decoded !== undefined && !('problem' in decoded) && decoded.candidates.length > 0) found = decoded;
  });
  return found;
}

async function decodeIoctl(server: Server, params: Params, token: CancellationToken): Promise<DecodeIoctlResult> {
  const { number, text } = params;
  const given = typeof number === 'number' && Number.isInteger(number) ? `${number}` : text;
  if (typeof given !== 'string') throw invalid("'number' or 'text' is needed");
  let decoded = decode(given, headersOf(server, params));
  const isUnknown = 'problem' in decoded || decoded.candidates.length === 0;
  if (isUnknown && params.textDocument === undefined) decoded = (await inWorkspace(server, given, token)) ?? decoded;
  if ('problem' in decoded) throw invalid(decoded.problem);
  return {
    schemaVersion: 1,
    version: versionOf(server, params),
    number: Number(decoded.number),
    decoded: decoded.families.map(({ abis, fields: { direction, type, nr, sizeBytes } }) => ({
      abis,
      dir: direction,
      type,
      nr,
      size: sizeBytes,
    })),
    candidates: decoded.candidates.map(({ name, range, recordName }) => ({
      name,
      location: toLocation(range, server),
      record: recordName ?? null,
    })),
    markdown: decodedMarkdown(decoded),
  };
}
