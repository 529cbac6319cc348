/** The custom requests, each also a command. An error names what was wrong, and what is near it. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { type AbiId, ALL_ABIS } from '../../core/index.js';
import {
  code,
  commandGroups,
  decode,
  decodedMarkdown,
  type HeaderDocument,
  hex,
  nearestNames,
  type RecordReport,
  recordAt,
  recordReport,
  reportMarkdown,
  table,
} from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import type { DecodeIoctlResult, IoctlsResult, LayoutResult, WireCommand, WireLayout } from '../extensions.js';
import { toOffset } from '../positions.js';
import { answering, headerAt, type Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import { headerSettings } from './headerSettings.js';

type Params = Readonly<Record<string, unknown>>;
type Answerer = (server: Server, params: Params) => object;

/** By name of the request. */
const answerers: Readonly<Record<string, Answerer>> = {
  'uapi/layout': layout,
  'uapi/decodeIoctl': decodeIoctl,
  'uapi/ioctls': ioctls,
  'uapi/headerSettings': headerSettings,
};

export const commandNames: readonly string[] = Object.keys(answerers);

export function commandHandlers(server: Server): void {
  const { connection } = server;
  for (const [name, answer] of Object.entries(answerers)) {
    connection.onRequest(
      name,
      answering<unknown, object | null>(server, name, null, (params) => answer(server, paramsOf(params))),
    );
  }
  connection.onExecuteCommand(
    answering<{ command: string; arguments?: unknown[] }, object | null>(
      server,
      'workspace/executeCommand',
      null,
      ({ command, arguments: [params] = [] }) => {
        const answer = Object.hasOwn(answerers, command) ? answerers[command] : undefined;
        if (answer === undefined) throw invalid(`no command '${command}'${near(command, commandNames)}`);
        return answer(server, paramsOf(params));
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
  const report = recordReport(record, abis);
  const answer = { schemaVersion: 1 as const, version: server.texts.get(uri)?.version ?? null };
  const markdown = reportMarkdown([report], abis ?? header.onAllAbis.analyses.map(({ abi }) => abi.id));
  const records = report.groups.flatMap((group) => wireLayout(report, group));
  if (records.length > 0) return { ...answer, markdown, records };
  const reason = report.groups[0]?.reason ?? 'the header does not exist for these ABIs';
  return { ...answer, markdown, records: null, reason };
}

function wireLayout(
  { kind, name }: RecordReport,
  { abis, sizeBytes, alignBytes, members, holes }: RecordReport['groups'][number],
): readonly WireLayout[] {
  if (sizeBytes === undefined || alignBytes === undefined) return [];
  return [
    {
      name,
      kind,
      abis,
      size: sizeBytes,
      align: alignBytes,
      members: members.map(({ path, offsetBits, sizeBytes: size, type, widthBits }) => ({
        path,
        offset: Math.floor(offsetBits / 8),
        size,
        type,
        ...(widthBits === undefined ? {} : { bitOffset: offsetBits, bitWidth: widthBits }),
      })),
      holes: holes.map(({ kind: hole, offsetBits, widthBits, before, after }) => ({
        kind: hole,
        bitOffset: offsetBits,
        bitWidth: widthBits,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })),
    },
  ];
}

function decodeIoctl(server: Server, params: Params): DecodeIoctlResult {
  const { number, text } = params;
  const given = typeof number === 'number' && Number.isInteger(number) ? `${number}` : text;
  if (typeof given !== 'string') throw invalid("'number' or 'text' is needed");
  const headers = headersOf(server, params);
  const decoded = decode(given, headers);
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

function ioctls(server: Server, params: Params): IoctlsResult {
  const headers = headersOf(server, params);
  const groups = headers.flatMap(({ onAllAbis }) => commandGroups(onAllAbis));
  const commands = headers.flatMap(({ onAllAbis: { header } }) =>
    header.commands.map(
      (command): WireCommand => ({
        name: command.name,
        number: Number(command.ioctl.value),
        dir: command.ioctl.direction,
        type: command.ioctl.type,
        nr: command.ioctl.nr,
        size: command.ioctl.sizeBytes,
        record: command.recordName ?? null,
        style: header.commandStyle(command),
        location: toLocation(command.range, server),
      }),
    ),
  );
  const rows = commands.map(({ name, number, dir, nr, size, record }) => [
    `${nr}`,
    code(name),
    hex(BigInt(number)),
    dir,
    `${size}`,
    record === null ? '' : code(record),
  ]);
  return {
    schemaVersion: 1,
    version: versionOf(server, params),
    commands,
    gaps: groups.map(({ type, gaps }) => ({ type, nrs: gaps })),
    duplicates: groups.flatMap(({ duplicates }) => duplicates),
    nextFree: groups.map(({ type, nextFree }) => ({ type, nr: nextFree ?? null })),
    markdown: rows.length === 0 ? 'No ioctls' : table(['nr', 'name', 'number', 'dir', 'size', 'record'], rows),
  };
}

function paramsOf(params: unknown): Params {
  if (isObject(params)) return params;
  throw invalid('the params must be an object');
}

function uriOf({ textDocument }: Params): string | undefined {
  const uri = isObject(textDocument) ? textDocument.uri : undefined;
  return typeof uri === 'string' ? uri : undefined;
}

function headerOf(server: Server, params: Params): { readonly header: HeaderDocument; readonly uri: string } {
  const uri = uriOf(params);
  if (uri === undefined) throw invalid("'textDocument' is needed");
  const header = headerAt(server, uri);
  if (header === undefined) throw invalid(`cannot read ${uri}`);
  return { header, uri };
}

/** The header asked for, or all that are open. */
function headersOf(server: Server, params: Params): readonly HeaderDocument[] {
  if (uriOf(params) !== undefined) return [headerOf(server, params).header];
  return server.texts.all.map(({ uri }) => headerAt(server, uri)).filter((header) => header !== undefined);
}

function versionOf(server: Server, params: Params): number | null {
  const uri = uriOf(params);
  return uri === undefined ? null : (server.texts.get(uri)?.version ?? null);
}

function abisOf(value: unknown): readonly AbiId[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalid("'abis' must be a list of ABI ids");
  const ids = ALL_ABIS.map(({ id }) => id);
  return value.map((given: unknown) => {
    const id = ids.find((each) => each === given);
    if (id === undefined) throw invalid(`no ABI '${String(given)}'${near(String(given), ids)}`);
    return id;
  });
}

function isPosition(value: unknown): value is { line: number; character: number } {
  return isObject(value) && typeof value.line === 'number' && typeof value.character === 'number';
}

function near(given: string, known: readonly string[]): string {
  const names = nearestNames(given, known);
  return names.length === 0 ? '' : `; near it: ${names.join(', ')}`;
}

function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
