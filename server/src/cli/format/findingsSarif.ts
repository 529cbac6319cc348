import type { Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result, Suppression } from 'sarif';
import { type FileRange, type Finding, type Fix, lineIndexOf, type Rule, type Severity } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { fingerprints } from '../fingerprint.js';
import { rulePage, summaryOf } from '../rulePage.js';
import { version } from '../version.js';
import type { FindingsReport } from './findings.js';

/**
 * `uapi check --format sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts and editors
 * import. All rules are described, whether they spoke or not. Paths below the working directory are relative to
 * `%SRCROOT%`, so that a report says the same on every machine.
 */
export function findingsSarif(report: FindingsReport): string {
  const { findingsAndSuppressed: findings, cwd } = report;
  const descriptors = describeRules(report);
  const index = new Map(descriptors.map(({ id }, at) => [id, at]));
  const prints = fingerprints(findings);
  const isAnySuppressed = findings.some(({ suppressed }) => suppressed !== undefined);
  const results = findings.map((finding): Result => {
    const { rule, severity, message, help, symbol, range, related = [], fixes = [], abis, suppressed } = finding;
    return {
      ruleId: rule,
      ruleIndex: index.get(rule) ?? -1,
      level: levels[severity],
      message: { text: help === undefined ? message : `${message}\n${help}` },
      locations: [
        {
          physicalLocation: physicalLocation(range, cwd),
          ...(symbol === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: symbol }] }),
        },
      ],
      relatedLocations: related.map(
        (location, id): Location => ({
          id,
          physicalLocation: physicalLocation(location.range, cwd),
          message: { text: location.message },
        }),
      ),
      partialFingerprints: { 'uapiFinding/v1': prints.get(finding) ?? '' },
      ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixObject(fix, cwd)) }),
      // The standard asks for the property on all results where one has it (3.27.23).
      ...(isAnySuppressed ? { suppressions: suppressionObjects(suppressed) } : {}),
      properties: { abis },
    };
  });
  return logText(descriptors, results, {});
}

/** `--statistics`: a log without results, with the counts as properties of the run. */
export function statisticsSarif(report: FindingsReport): string {
  const { statistics, summary } = report;
  return logText(describeRules(report), [], { statistics, summary });
}

function logText(
  rules: ReportingDescriptor[],
  results: Result[],
  properties: Readonly<Record<string, unknown>>,
): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'uapi', version, semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The working directory of the run.' } } },
        results,
        properties,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 1)}\n`;
}

const sourceRoot = '%SRCROOT%';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** Every rule, then the codes of the front end that occur. */
function describeRules({ rules, findingsAndSuppressed, pageOf }: FindingsReport): ReportingDescriptor[] {
  const codes = new Set(findingsAndSuppressed.map(({ rule }) => rule).filter((rule) => !rules.has(rule)));
  return [
    ...[...rules.values()].map((rule) => describeRule(rule, pageOf(rule.id))),
    ...[...codes]
      .sort()
      .map((id) => ({ id, shortDescription: { text: 'What the front end cannot take as it stands.' } })),
  ];
}

function describeRule({ id, why, reference, severity }: Rule, page: string | undefined): ReportingDescriptor {
  const usual = severity.recommended;
  const others = [severity.new, severity.strict, severity.legacy];
  const level = usual === 'off' ? others.find((each): each is Severity => each !== 'off') : usual;
  return {
    id,
    shortDescription: { text: page === undefined ? why : summaryOf(page) },
    fullDescription: { text: why },
    help:
      page === undefined
        ? { text: `${why}\n${reference.title}: ${reference.url}` }
        : { text: rulePage(page, 'text'), markdown: rulePage(page, 'markdown') },
    helpUri: reference.url,
    defaultConfiguration: { enabled: usual !== 'off', level: levels[level ?? 'warning'] },
  };
}

function suppressionObjects(suppressed: Finding['suppressed']): Suppression[] {
  if (suppressed === undefined) return [];
  const { kind, reason } = suppressed;
  return [
    {
      kind: kind === 'comment' ? 'inSource' : 'external',
      status: 'accepted',
      ...(reason === '' ? {} : { justification: reason }),
      properties: { kind },
    },
  ];
}

function fixObject({ title, edits }: Fix, cwd: string): NonNullable<Result['fixes']>[number] {
  const [{ range }] = edits;
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifactLocation(range, cwd),
        replacements: edits.map((edit) => ({
          deletedRegion: region(edit.range),
          insertedContent: { text: edit.newText },
        })),
      },
    ],
  };
}

function physicalLocation(range: FileRange, cwd: string): PhysicalLocation {
  return { artifactLocation: artifactLocation(range, cwd), region: region(range) };
}

function artifactLocation({ file }: FileRange, cwd: string): NonNullable<PhysicalLocation['artifactLocation']> {
  const path = displayPath(file, cwd);
  const uri = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${uri.replace('%3A', ':')}` };
  return { uri, uriBaseId: sourceRoot };
}

function region({ file, start, end }: FileRange): Region {
  const lines = lineIndexOf(file);
  const from = lines.positionAt(start);
  const to = lines.positionAt(Math.max(start, end));
  return {
    startLine: from.line + 1,
    startColumn: from.column + 1,
    endLine: to.line + 1,
    endColumn: to.column + 1,
  };
}
