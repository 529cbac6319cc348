import { type IoctlDefinition, type IoctlFields, lineIndexOf } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { count, printable } from '../plainText.js';
import type { Style } from '../style.js';
import { ioctlTypeText } from './ioctlText.js';

/** A number taken apart: what each family of ABIs reads in it, and the commands that have it. */
export interface DecodedNumber {
  readonly number: bigint;
  readonly families: readonly { readonly abis: readonly string[]; readonly fields: IoctlFields }[];
  readonly candidates: readonly IoctlCandidate[];
  /** Headers were given to look it up in. */
  readonly isLookedUp: boolean;
}

/** A command with the number, on these ABIs. */
export interface IoctlCandidate {
  readonly definition: IoctlDefinition;
  readonly abis: readonly string[];
  /** How many ABIs its header was analysed for. */
  readonly abiCount: number;
}

export interface EncodedNumber {
  readonly abis: readonly string[];
  readonly value: bigint;
  /** Set when the size does not fit: the largest that does. */
  readonly limitBytes?: number;
}

/** `uapi ioctl decode --format text`: one line for each reading, with the ABIs that have it. */
export function decodedText(decoded: readonly DecodedNumber[], style: Style, cwd: string): string {
  return decoded
    .map(({ number, families, candidates, isLookedUp }) => {
      const lines = joinEqual(families.map(({ abis, fields }) => [fieldsText(fields), abis] as const)).map(
        ([fields, on]) => `  ${fields}  ${style.dim(on)}\n`,
      );
      const found = candidates.map((candidate) => candidateText(candidate, style, cwd));
      const none = isLookedUp && found.length === 0 ? '  no command in these headers has this number\n' : '';
      return `${style.bold(hex(number))}  ${style.dim(`${number}`)}\n${lines.join('')}${found.join('')}${none}`;
    })
    .join('\n');
}

function fieldsText({ direction, type, nr, sizeBytes }: IoctlFields): string {
  const number = `${`${nr}`.padEnd(3)} (0x${nr.toString(16).padStart(2, '0')})`;
  return `${direction.padEnd(5)}  type ${ioctlTypeText(type)}  nr ${number}  size ${`${sizeBytes}`.padEnd(5)}`;
}

function candidateText({ definition, abis, abiCount }: IoctlCandidate, style: Style, cwd: string): string {
  const { name, range, argumentType, argumentRecord, argumentSizeBytes } = definition;
  const line = lineIndexOf(range.file).positionAt(range.start).line + 1;
  const size = argumentSizeBytes === undefined ? '' : ` (${count(argumentSizeBytes, 'byte')})`;
  const record =
    argumentRecord === undefined || (argumentType ?? '').endsWith(argumentRecord)
      ? ''
      : `, record ${printable(argumentRecord)}`;
  const argument = argumentType === undefined ? '' : `  ${style.green(printable(argumentType))}${size}${record}`;
  const where = style.dim(`${displayPath(range.file, cwd)}:${line}`);
  const on = style.dim(abis.length === abiCount ? `on all ${count(abiCount, 'ABI')}` : `on ${abis.join(' ')}`);
  return `  ${style.bold(printable(name))}${argument}\n      ${where}\n      ${on}\n`;
}

/** `uapi ioctl decode --format json`. */
export function decodedJson(decoded: readonly DecodedNumber[]): string {
  const numbers = decoded.map(({ number, families, candidates }) => ({
    number: Number(number),
    hex: hex(number),
    decoded: families.map(({ abis, fields: { direction, type, nr, sizeBytes } }) => ({
      abis,
      dir: direction,
      type,
      nr,
      size: sizeBytes,
    })),
    candidates: candidates.map(({ definition, abis }) => ({
      name: definition.name,
      header: definition.range.file.displayName,
      line: lineIndexOf(definition.range.file).positionAt(definition.range.start).line + 1,
      abis,
      ...(definition.argumentType === undefined ? {} : { argumentType: definition.argumentType }),
      ...(definition.argumentRecord === undefined ? {} : { argumentRecord: definition.argumentRecord }),
      ...(definition.argumentSizeBytes === undefined ? {} : { argumentSize: definition.argumentSizeBytes }),
    })),
  }));
  const lines = numbers.map((number) => `\n  ${JSON.stringify(number)}`).join(',');
  return `{"schemaVersion":1,\n "numbers":[${lines}\n ]}\n`;
}

/** `uapi ioctl encode --format text`: one line for each number, with the ABIs that have it. */
export function encodedText(encoded: readonly EncodedNumber[], style: Style): string {
  const lines = encoded.map(({ abis, value, limitBytes }) => {
    const tooLarge = limitBytes === undefined ? '' : style.red('  size does not fit');
    return [`${style.bold(hex(value))}  ${`${value}`.padStart(10)}${tooLarge}`, abis] as const;
  });
  return joinEqual(lines)
    .map(([line, on]) => `${line}  ${style.dim(on)}\n`)
    .join('');
}

/** Equal lines as one, with the ABIs of both; a line that is everybody's is said to be so. */
function joinEqual(lines: readonly (readonly [string, readonly string[]])[]): readonly (readonly [string, string])[] {
  const joined = new Map<string, string[]>();
  for (const [line, abis] of lines) joined.set(line, [...(joined.get(line) ?? []), ...abis]);
  const isOne = joined.size === 1 && lines.length > 1;
  return [...joined].map(([line, abis]) => [line, isOne ? `all ${count(abis.length, 'ABI')}` : abis.join(' ')]);
}

/** `uapi ioctl encode --format json`. `size` is in bytes. */
export function encodedJson(
  fields: { readonly direction: string; readonly type: number; readonly nr: number; readonly sizeBytes: number },
  encoded: readonly EncodedNumber[],
): string {
  const { direction, type, nr, sizeBytes } = fields;
  const numbers = encoded.map(({ abis, value, limitBytes }) => ({
    abis,
    value: Number(value),
    hex: hex(value),
    fits: limitBytes === undefined,
  }));
  return `${JSON.stringify({ schemaVersion: 1, dir: direction, type, nr, size: sizeBytes, numbers })}\n`;
}

function hex(value: bigint): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
