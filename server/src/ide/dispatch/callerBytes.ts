import {
  type Abi,
  allZero,
  type DispatchModel,
  didYouMean,
  type ParameterValue,
  parameterDefaults,
  randomBytes,
  setMember,
  settableMembers,
  sizePlace,
} from '../../core/index.js';
import { UsageError } from '../usageError.js';
import type { DispatchOptions } from './dispatchOptions.js';
import { parseHex, parseWhole } from './optionValues.js';
import type { Side } from './sides.js';

/** A caller's structure of more bytes than this is zeros behind them. */
const mostBytes = 1 << 20;

/** The caller's bytes: given, random or zero, with members set by name on top. */
export function callerBytes(
  options: DispatchOptions,
  { sizeBytes, layout }: Side,
  abi: Abi,
  model: DispatchModel,
  parameters: Readonly<Record<string, ParameterValue>>,
): { readonly bytes: Uint8Array; readonly fillsSizeWord: boolean } {
  if (options.bytes !== undefined && options.random === true)
    throw new UsageError('give --bytes or --random, not both');
  const held = Math.min(sizeBytes, mostBytes);
  const bytes = new Uint8Array(held);
  if (options.bytes !== undefined) {
    const given = parseHex(options.bytes, '--bytes');
    if (given.length > sizeBytes) {
      throw new UsageError(`--bytes has ${given.length} bytes, and the caller's structure ${sizeBytes}`);
    }
    bytes.set(given);
  } else if (options.typed !== undefined) {
    bytes.set(parseHex(options.typed, '--typed').subarray(0, held));
    return { bytes, fillsSizeWord: options.ownSize !== true };
  } else if (options.random === true) {
    const seed = parseWhole(options.seed);
    if (seed === undefined) throw new UsageError(`--seed takes a number, not '${options.seed}'`);
    bytes.set(randomBytes(held, Number(BigInt.asIntN(48, seed))));
  }
  for (const text of options.set) setOne(text, bytes, layout, abi);
  return { bytes, fillsSizeWord: !setsSize(bytes, options, model, parameters) };
}

/** The size word is the caller's own where its bytes are given or the member is set. */
function setsSize(
  bytes: Uint8Array,
  { bytes: given, set }: DispatchOptions,
  model: DispatchModel,
  parameters: Readonly<Record<string, ParameterValue>>,
): boolean {
  if (given !== undefined) return true;
  const place = sizePlace(model.id, { ...parameterDefaults(model), ...parameters });
  if (typeof place === 'string' || set.length === 0) return false;
  return !allZero(bytes, place.wordAt, place.wordAt + 4) || set.some((text) => /^(?:size|argsz)=/.test(text));
}

function setOne(text: string, bytes: Uint8Array, layout: Side['layout'], abi: Abi): void {
  const equals = text.indexOf('=');
  const value = equals <= 0 ? undefined : parseWhole(text.slice(equals + 1));
  if (value === undefined) throw new UsageError(`--set takes PATH=VALUE with a number, not '${text}'`);
  if (layout === undefined) throw new UsageError('--set needs a record; give --caller-struct NAME');
  const path = text.slice(0, equals);
  const problem = setMember(bytes, layout, path, value, abi.endian === 'little');
  if (problem === undefined) return;
  const hint = problem.startsWith('no member') ? didYouMean(path, settableMembers(layout)) : '';
  throw new UsageError(`--set: ${problem}${hint}`);
}
