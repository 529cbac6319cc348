import {
  type DispatchModel,
  didYouMean,
  dispatchModels,
  fromHex,
  type Mutation,
  modelById,
  type ParameterValue,
} from '../../core/index.js';
import { UsageError } from '../usageError.js';

/**
 * Reading the options of a simulated call, which `uapi dispatch` and `uapi/simulateDispatch` share. They are text, and named
 * as on the command line. Each mistake is one line.
 */

/** @throws UsageError for an unknown model, with the nearest one */
export function parseModel(id: string): DispatchModel {
  const model = modelById(id === 'classic' ? 'switch' : id);
  if (model !== undefined) return model;
  const ids = dispatchModels.map((known) => known.id);
  throw new UsageError(`unknown model '${id}'${didYouMean(id, ids)}; models: ${ids.join(', ')}`);
}

/** A number of bytes, or an offset: 0 to 4 GiB. */
export function parseSize(text: string, option: string): number {
  const value = parseWhole(text);
  if (value === undefined || value < 0n) throw new UsageError(`${option} takes a number of bytes, not '${text}'`);
  if (value > 0xffff_ffffn) throw new UsageError(`${option} ${text} does not fit the 32 bits of a size`);
  return Number(value);
}

export function parseWhole(text: string): bigint | undefined {
  return /^-?(?:0[xX][\da-fA-F]{1,32}|\d{1,40})$/.test(text)
    ? text.startsWith('-')
      ? -BigInt(text.slice(1))
      : BigInt(text)
    : undefined;
}

/** `OFFSET=HEX` and its relatives. */
export function parseBytesAt(text: string, option: string): { readonly offset: number; readonly bytes: Uint8Array } {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new UsageError(`${option} takes OFFSET=HEX, not '${text}'`);
  return { offset: parseSize(text.slice(0, equals), option), bytes: parseHex(text.slice(equals + 1), option) };
}

export function parseHex(text: string, option: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes !== undefined) return bytes;
  const digits = text.replace(/^0x/i, '').replace(/[\s_]/g, '');
  const why = /^[\da-fA-F]*$/.test(digits) ? `has an odd number of digits (${digits.length})` : 'is not hexadecimal';
  throw new UsageError(`${option} '${text.slice(0, 40)}' ${why}`);
}

/** `EVENT:OFFSET=HEX`: another thread changes these bytes just before an event. */
export function parseRace(text: string): Mutation {
  const colon = text.indexOf(':');
  const event = colon === -1 ? undefined : parseWhole(text.slice(0, colon));
  if (event === undefined || event < 1n) throw new UsageError(`--race takes EVENT:OFFSET=HEX, not '${text}'`);
  return { beforeEvent: Number(event), ...parseBytesAt(text.slice(colon + 1), '--race') };
}

export interface HandlerResult {
  readonly ret?: number;
  readonly errno?: string;
  readonly newFd?: boolean;
}

/** `ret=N`, `errno=NAME` or `fd`. */
export function parseHandler(text: string): HandlerResult {
  if (text === 'fd') return { newFd: true };
  const [key, value = ''] = text.split('=', 2);
  if (key === 'errno' && /^-?E[A-Z0-9]{2,}$/.test(value)) return { errno: value.replace('-', '') };
  const ret = key === 'ret' ? parseWhole(value) : undefined;
  if (ret !== undefined) return { ret: Number(ret) };
  throw new UsageError(`--handler takes ret=N, errno=NAME or fd, not '${text}'`);
}

/** `NAME=VALUE` for a parameter of the model. */
export function parseParameter(text: string, model: DispatchModel): readonly [string, ParameterValue] {
  const equals = text.indexOf('=');
  const [name, value] = equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
  const known = model.parameters.find((parameter) => parameter.name === name);
  if (known === undefined) {
    const names = model.parameters.map((parameter) => parameter.name);
    const list = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    throw new UsageError(`model ${model.id} has no parameter '${name}'${didYouMean(name, names)}; ${list}`);
  }
  return [name, parameterValue(name, value, known)];
}

function parameterValue(name: string, text: string, known: DispatchModel['parameters'][number]): ParameterValue {
  if (typeof known.value === 'boolean') {
    if (/^(?:true|yes|on|1)$/.test(text)) return true;
    if (/^(?:false|no|off|0)$/.test(text)) return false;
    throw new UsageError(`--param ${name} takes true or false, not '${text}'`);
  }
  if (typeof known.value === 'number') {
    const value = parseWhole(text);
    if (value === undefined || value < -(2n ** 31n) || value >= 2n ** 32n) {
      throw new UsageError(`--param ${name} takes a number, not '${text}'`);
    }
    return Number(value);
  }
  if (known.choices !== undefined && !known.choices.includes(text)) {
    throw new UsageError(
      `--param ${name} takes ${known.choices.join(', ')}, not '${text}'${didYouMean(text, known.choices)}`,
    );
  }
  return text;
}
