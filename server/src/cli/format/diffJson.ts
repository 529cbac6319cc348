import { type FileRange, type HeaderChange, lineIndexOf } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { changesOf, type DiffReport } from './diff.js';

/** `uapi diff --format json`: one document, changes with the worst first, additions as changes of their own. */
export function diffJson(report: DiffReport): string {
  const { comparison, addedHeaders, cwd, compared } = report;
  const changes = [
    ...(['break', 'ambiguous', 'ok'] as const).flatMap((verdict) =>
      changesOf(report, verdict).map((change) => changeObject(change, cwd)),
    ),
    ...[...comparison.additions].flatMap(([header, list]) =>
      list.map(({ symbol, kind }) => ({ header, symbol, kind, verdict: 'ok' })),
    ),
    ...addedHeaders.map((header) => ({ header, symbol: header, kind: 'header-added', verdict: 'ok' })),
  ];
  const summary = {
    headers: compared,
    breaks: changesOf(report, 'break').length,
    ambiguous: changesOf(report, 'ambiguous').length,
    ok: changesOf(report, 'ok').length,
    additions: [...comparison.additions.values()].reduce((sum, list) => sum + list.length, addedHeaders.length),
  };
  const items = changes.map((change) => `\n  ${JSON.stringify(change)}`);
  const list = items.length === 0 ? '[]' : `[${items.join(',')}\n ]`;
  const head = `{"schemaVersion":1,"old":${JSON.stringify(report.old)},"new":${JSON.stringify(report.new)}`;
  return `${head},\n "changes":${list},\n "summary":${JSON.stringify(summary)}}\n`;
}

function changeObject(
  { header, symbol, kind, verdict, perStyle, abis, message, facts, range, related }: HeaderChange,
  cwd: string,
) {
  return {
    header,
    symbol,
    kind,
    verdict,
    perStyle,
    abis,
    message,
    ...(facts.length === 0 ? {} : { facts }),
    ...(range === undefined ? {} : placeObject(range, cwd)),
    related: related.map((each) => ({
      symbol: each.symbol,
      message: each.message,
      ...(each.range === undefined ? {} : placeObject(each.range, cwd)),
    })),
  };
}

function placeObject({ file, start, end }: FileRange, cwd: string) {
  const lines = lineIndexOf(file);
  const position = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line: line + 1, column: column + 1 };
  };
  return { file: displayPath(file, cwd), range: { start: position(start), end: position(end) } };
}
