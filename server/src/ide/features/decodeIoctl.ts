/** An ioctl number taken apart on each family of ABIs, or a command's name looked up, with the commands that it may be. */
import { type AbiId, ALL_ABIS, abiNames, type Command, decodeIoctlNumber, type IoctlFields } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { ioctlTextOf } from './ioctlText.js';
import { code, hex, integerOf, ioctlFieldsText } from './markdown.js';
import { nearestNames } from './nearestNames.js';

export interface Decoded {
  readonly number: bigint;
  /** ABIs that read the same in it. */
  readonly families: readonly { readonly abis: readonly AbiId[]; readonly fields: IoctlFields }[];
  readonly candidates: readonly Command[];
}

export type DecodeProblem = { readonly problem: string };

/**
 * @param text a number, a name, or a line of a trace with either in it
 * @param documents headers to look the number or the name up in
 */
export function decode(text: string, documents: readonly HeaderDocument[]): Decoded | DecodeProblem {
  const commands = documents.flatMap(({ onAllAbis }) => onAllAbis.header.commands);
  const trimmed = ioctlTextOf(text);
  let number = /^-\d{1,10}$/.test(trimmed) ? BigInt.asUintN(32, BigInt(trimmed)) : integerOf(trimmed);
  if (number === undefined) {
    const named = commands.find(({ name }) => name === trimmed);
    if (named === undefined) {
      const near = nearestNames(
        trimmed,
        commands.map(({ name }) => name),
      );
      return {
        problem: `'${trimmed}' is no number and no ioctl of the header${near.length === 0 ? '' : `; near it: ${near.join(', ')}`}`,
      };
    }
    number = named.ioctl.value;
  }
  if (number > 0xffffffffn) return { problem: `an ioctl number has 32 bits; ${hex(number)} has more` };
  return {
    number,
    families: familiesOf(number),
    candidates: commands.filter(({ onAbis }) => onAbis.some(({ ioctl }) => ioctl.value === number)),
  };
}

function familiesOf(number: bigint): Decoded['families'] {
  const families = new Map<string, { abis: AbiId[]; fields: IoctlFields }>();
  for (const { id, ioctl } of ALL_ABIS) {
    const fields = decodeIoctlNumber(number, ioctl);
    const key = JSON.stringify(fields);
    const known = families.get(key);
    if (known === undefined) families.set(key, { abis: [id], fields });
    else known.abis.push(id);
  }
  return [...families.values()];
}

export function decodedMarkdown({ number, families, candidates }: Decoded): string {
  return [
    `${code(hex(number))} (${number})`,
    '',
    ...families.map(
      ({ abis, fields }) =>
        `- ${abiNames(
          abis,
          ALL_ABIS.map(({ id }) => id),
        )}: ${ioctlFieldsText(fields)}`,
    ),
    ...(candidates.length === 0 ? [] : ['', `Commands: ${candidates.map(({ name }) => code(name)).join(', ')}`]),
  ].join('\n');
}
