import {
  type AbiId,
  createGroupLabels,
  groupByAnswer,
  type HeaderAnalysis,
  type IoctlDefinition,
  lineIndexOf,
} from '../../core/index.js';
import { count, printable } from '../plainText.js';
import type { Style } from '../style.js';
import { ioctlTable, sameNumber } from './ioctlText.js';
import { legendText } from './layoutText.js';

/** `uapi ioctl list --format text`: one table for each header that defines commands. */
export function ioctlListText(
  headers: readonly (readonly HeaderAnalysis[])[],
  fileCount: number,
  style: Style,
): string {
  if (headers.length === 0) return `no ioctl commands in ${count(fileCount, 'header')}\n`;
  const tables = headers.map((analyses) => {
    const labels = createGroupLabels(analyses.map(({ abi }) => abi.id));
    const table = ioctlTable(analyses, labels, style);
    const title = style.bold(style.cyan(printable(analyses[0].file.displayName)));
    return `${title}\n${legendText(labels, [], style)}\n${table}`;
  });
  return tables.join('\n');
}

/** `uapi ioctl list --format json`: one entry for each command and each group of ABIs that agree on it. */
export function ioctlListJson(headers: readonly (readonly HeaderAnalysis[])[]): string {
  const ioctls = headers.flatMap((analyses) =>
    [...commandsByName(analyses).values()].flatMap((answers) =>
      groupByAnswer(answers, sameNumber).map(({ abis, value }) => commandObject(value, abis)),
    ),
  );
  const lines = ioctls.map((ioctl) => `\n  ${JSON.stringify(ioctl)}`).join(',');
  return `{"schemaVersion":1,\n "ioctls":[${lines}${lines === '' ? '' : '\n '}]}\n`;
}

function commandsByName(
  analyses: readonly HeaderAnalysis[],
): ReadonlyMap<string, (readonly [AbiId, IoctlDefinition])[]> {
  const commands = new Map<string, (readonly [AbiId, IoctlDefinition])[]>();
  for (const { abi, ioctls } of analyses) {
    for (const ioctl of ioctls) {
      const answers = commands.get(ioctl.name);
      if (answers === undefined) commands.set(ioctl.name, [[abi.id, ioctl]]);
      else answers.push([abi.id, ioctl]);
    }
  }
  return commands;
}

function commandObject(ioctl: IoctlDefinition, abis: readonly AbiId[]) {
  const { name, value, direction, type, nr, sizeBytes, argumentType, argumentRecord, argumentSizeBytes, range } = ioctl;
  return {
    name,
    header: range.file.displayName,
    line: lineIndexOf(range.file).positionAt(range.start).line + 1,
    abis,
    value: Number(value),
    dir: direction,
    type,
    nr,
    size: sizeBytes,
    ...(argumentType === undefined ? {} : { argumentType }),
    ...(argumentRecord === undefined ? {} : { argumentRecord }),
    ...(argumentSizeBytes === undefined ? {} : { argumentSize: argumentSizeBytes }),
  };
}
