/** `uapi/compat` and `uapi/recordHistory`: other versions of a header. Both may take long, and can be given up. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type Abi, type AbiId, ALL_ABIS, interfaceStyles, type RuleContext, ruleContext } from '../../core/index.js';
import {
  code,
  comparedMarkdown,
  compareWith,
  type HeaderDocument,
  type HeaderVersion,
  recordReport,
  table,
} from '../../ide/index.js';
import type { CompatResult, RecordHistoryResult, WireChange, WireVersion } from '../extensions.js';
import { contentModified, pause } from '../guard.js';
import type { Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import { abisOf, headerOf, invalid, near, type Params } from './requestParams.js';
import { wireLayout } from './wireLayout.js';

export async function compat(server: Server, params: Params, token: CancellationToken): Promise<CompatResult> {
  const { against } = params;
  if (typeof against !== 'string' || against === '') {
    throw invalid("'against' is needed: a baseline, a header, a folder or a git revision");
  }
  const { header, version, check } = subjectOf(server, params);
  const asked = abisOf(params.abis);
  const all = header.context.analyses.map(({ abi }) => abi);
  const abis = asked === undefined ? all : abisIn(header, asked);
  const old = server.analysis.publishedOf(server.pathOf(against) ?? against, header, abis);
  if (old !== undefined && 'problem' in old) throw invalid(old.problem.replace(/^--against /, ''));
  await pause(token);
  check();
  const compared = compareWith(header, old, abis);
  const place = (range: Parameters<typeof toLocation>[0] | undefined) =>
    range === undefined ? {} : { location: toLocation(range, server) };
  const changes = compared.changes.map(
    ({ symbol, kind, verdict, perStyle, abis: on, message, facts, range, related }): WireChange => ({
      symbol,
      kind,
      verdict,
      perStyle,
      abis: on,
      message,
      facts,
      ...place(range),
      related: related.map((each) => ({ symbol: each.symbol, message: each.message, ...place(each.range) })),
    }),
  );
  const name = header.file.displayName;
  const additions = [
    ...compared.additions.map(({ symbol, kind }) => added(symbol, kind, `${symbol} is new`, abis)),
    ...(compared.isNew ? [added(name, 'header-added', `the header ${name} is new`, abis)] : []),
  ];
  return {
    schemaVersion: 1,
    version,
    changes: [...changes, ...additions],
    markdown: `# ${name}, compared with ${code(against)}\n\n${comparedMarkdown(compared, abis)}`,
  };
}

function added(symbol: string, kind: string, message: string, abis: readonly Abi[]): WireChange {
  const perStyle = Object.fromEntries(interfaceStyles.map((style) => [style, 'ok'] as const));
  return { symbol, kind, verdict: 'ok', perStyle, abis: abis.map(({ id }) => id), message, facts: [], related: [] };
}

const USUAL_COMMITS = 20;
const MOST_COMMITS = 100;

export async function recordHistory(
  server: Server,
  params: Params,
  token: CancellationToken,
): Promise<RecordHistoryResult> {
  const { record, limit = USUAL_COMMITS } = params;
  if (typeof record !== 'string') throw invalid("'record' is needed");
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST_COMMITS) {
    throw invalid(`'limit' must be a number from 1 to ${MOST_COMMITS}`);
  }
  const { header, version, check } = subjectOf(server, params);
  const abis = abisIn(header, abisOf(params.abis) ?? [header.onAllAbis.analyses[0].abi.id]);
  const name = record.replace(/^(?:struct|union)\s+/, '');
  const commits = await server.analysis.historyOf(header.file.path, limit, (stop) =>
    token.onCancellationRequested(stop),
  );
  if ('problem' in commits) throw new ResponseError(LSPErrorCodes.RequestFailed, commits.problem);
  const versions: WireVersion[] = [];
  const seen = new Set<string>();
  for (const { revision, date, subject } of [...commits].reverse()) {
    await pause(token);
    check();
    const there = server.analysis.versionOf(revision, header.file.path);
    const shown = 'problem' in there ? { records: null, reason: there.problem } : layoutIn(there, name, abis, seen);
    versions.push({ revision, date, subject, ...shown });
  }
  const now = layoutOf(header.onAllAbis, name, abis, seen);
  versions.push({ revision: null, date: null, subject: null, ...now });
  if (versions.every(({ records }) => records === null) && !seen.has(name)) {
    throw invalid(`no version of this header has a record '${record}'${near(record, [...seen])}`);
  }
  return {
    schemaVersion: 1,
    version,
    versions,
    isCutOff: commits.length === limit,
    markdown: historyMarkdown(name, versions),
  };
}

type Shown = Pick<WireVersion, 'records' | 'reason'>;

/** @param seen gets the names of the records that the version has */
function layoutIn({ file, session }: HeaderVersion, name: string, abis: readonly Abi[], seen: Set<string>): Shown {
  return layoutOf(ruleContext(file, session.analyze(file, abis)), name, abis, seen);
}

function layoutOf({ header }: RuleContext, name: string, abis: readonly Abi[], seen: Set<string>): Shown {
  for (const each of header.recordsByName.keys()) seen.add(each);
  const record = header.recordsByName.get(name);
  if (record === undefined) return { records: null, reason: 'the header has no such record' };
  const report = recordReport(record, { abis: abis.map(({ id }) => id) });
  const records = report.groups.flatMap((group) => wireLayout(report, group));
  if (records.length > 0) return { records };
  return { records: null, reason: report.groups[0]?.reason ?? 'the header does not exist for these ABIs' };
}

function historyMarkdown(name: string, versions: readonly WireVersion[]): string {
  const rows = versions.map(({ revision, date, subject, records, reason = '' }) => [
    revision === null ? 'now' : code(revision.slice(0, 12)),
    date?.slice(0, 10) ?? '',
    records === null
      ? reason
      : records.map(({ size, members }) => `${size} bytes, ${members.length} members`).join('; '),
    subject === null ? '' : code(subject),
  ]);
  return `${code(name)}\n\n${table(['revision', 'date', 'layout', 'subject'], rows)}`;
}

/** The header asked about, and a check that its text is still the same after others had their turn. */
function subjectOf(server: Server, params: Params) {
  const { header, uri } = headerOf(server, params);
  const version = server.texts.get(uri)?.version ?? null;
  const check = (): void => {
    if ((server.texts.get(uri)?.version ?? null) !== version) throw contentModified();
  };
  return { header, version, check };
}

function abisIn(header: HeaderDocument, asked: readonly AbiId[]): readonly Abi[] {
  const there = header.onAllAbis.analyses.map(({ abi }) => abi.id);
  const abis = ALL_ABIS.filter(({ id }) => asked.includes(id) && there.includes(id));
  if (abis.length === 0) throw invalid(`${header.file.displayName} does not exist for ${asked.join(', ')}`);
  return abis;
}
