import type { AbiId, HeaderAnalysis, IoctlDefinition } from '../../core/index.js';
import { type GroupLabels, groupByAnswer } from '../../core/index.js';
import { printable } from '../plainText.js';
import type { Style } from '../style.js';

/**
 * A header's ioctl commands as a table. The number of one command differs between ABI families even where its argument
 * does not (alpha, mips, powerpc, sparc and hppa code the direction in their own way), so a command has a line for each
 * group of ABIs that agree: the first with its name, the others with what differs and where.
 */
export function ioctlTable(analyses: readonly HeaderAnalysis[], labels: GroupLabels, style: Style): string {
  const commands = ioctlsByName(analyses);
  if (commands.size === 0) return '';
  const head = `${style.dim(`${numberHead}\t`)}${style.bold('ioctls')}\n`;
  let text = head;
  for (const answers of commands.values()) text += commandLines(answers, analyses.length, labels, style);
  return text;
}

/** Titles over the columns of `ioctlCells`. */
const numberHead = ['number    ', 'dir  ', 'type    ', 'nr        ', ' size'].join('  ');

function ioctlsByName(analyses: readonly HeaderAnalysis[]): ReadonlyMap<string, (readonly [AbiId, IoctlDefinition])[]> {
  const byName = new Map<string, (readonly [AbiId, IoctlDefinition])[]>();
  for (const { abi, ioctls } of analyses) {
    for (const ioctl of ioctls) {
      const answers = byName.get(ioctl.name);
      if (answers === undefined) byName.set(ioctl.name, [[abi.id, ioctl]]);
      else answers.push([abi.id, ioctl]);
    }
  }
  return byName;
}

function commandLines(
  answers: readonly (readonly [AbiId, IoctlDefinition])[],
  abiCount: number,
  labels: GroupLabels,
  style: Style,
): string {
  const groups = groupByAnswer(answers, sameNumber);
  const isEverywhere = answers.length === abiCount;
  const [first] = groups;
  return groups
    .map(({ abis, value: ioctl }, index) => {
      const { name, argumentType } = ioctl;
      const argument = argumentType === undefined ? '' : `  ${style.green(printable(argumentType))}`;
      if (index > 0) return `${numberCells(ioctl, first.value, style)}\t  ${style.dim(`on ${labels.labelOf(abis)}`)}\n`;
      const on = isEverywhere ? '' : style.dim(`  on ${labels.labelOf(abis)}`);
      return `${numberCells(ioctl, undefined, style)}\t${style.bold(printable(name))}${argument}${on}\n`;
    })
    .join('');
}

/** ABIs that agree on a command share a line. */
export function sameNumber(a: IoctlDefinition, b: IoctlDefinition): boolean {
  return a.value === b.value && a.argumentSizeBytes === b.argumentSizeBytes;
}

/** The number cells; those equal to the first group's are left blank, so that the eye finds what differs. */
function numberCells(ioctl: IoctlDefinition, first: IoctlDefinition | undefined, style: Style): string {
  const cells = ioctlCells(ioctl);
  if (first === undefined) return cells.join('  ');
  const firstCells = ioctlCells(first);
  return cells
    .map((cell, index) => (cell === firstCells[index] ? ' '.repeat(cell.length) : style.magenta(cell)))
    .join('  ');
}

/** Number, direction, type, nr and size in bytes, each padded to its column. */
export function ioctlCells(
  ioctl: Pick<IoctlDefinition, 'value' | 'direction' | 'type' | 'nr' | 'sizeBytes'>,
): readonly string[] {
  const { value, direction, type, nr, sizeBytes } = ioctl;
  return [
    `0x${value.toString(16).padStart(8, '0')}`,
    direction.padEnd(5),
    ioctlTypeText(type).padEnd(8),
    `${`${nr}`.padStart(3)} ${hexByte(nr)}`.padEnd(10),
    (direction === 'none' && sizeBytes === 0 ? '-' : `${sizeBytes}`).padStart(5),
  ];
}

/** `'V' 0x56`, or the number alone where it is no visible ASCII character. */
export function ioctlTypeText(type: number): string {
  const isVisible = type > 0x20 && type < 0x7f;
  return `${isVisible ? `'${String.fromCharCode(type)}'` : '   '} ${hexByte(type)}`;
}

function hexByte(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
