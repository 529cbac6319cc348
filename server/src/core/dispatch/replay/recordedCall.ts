// A call recorded on a running kernel, as far as a prediction may look at it: the call, the argument's memory, and the
// facts of the machine. What happened is read too, for the verdict, where the file has it; no prediction sees it.

import { fromHex } from '../bytes.js';
import type { KvmFacts, Machine } from '../drivers/driver.js';
import type { MemoryRange } from '../userMemory.js';

export interface RecordedCall {
  readonly id: string;
  readonly isScored: boolean;
  readonly call: Readonly<Record<string, unknown>>;
  readonly layout: RecordedLayout;
  /** What happened, for the verdict alone; absent where the file does not tell. */
  readonly recorded: RecordedResult | undefined;
}

export interface RecordedResult {
  readonly errno: string | null;
  readonly ret: number;
  readonly retKind: string;
  readonly retIsVolatile: boolean;
  readonly after: Uint8Array;
}

export interface RecordedLayout {
  readonly pointer: 'buffer' | 'raw' | 'none' | 'other';
  /** `raw`: the pointer itself. */
  readonly value: bigint;
  readonly faultBefore: number;
  readonly accessible: number;
  readonly startMod8: number;
  readonly isReadonly: boolean;
  readonly before: Uint8Array;
}

export interface RecordedFile {
  readonly calls: readonly RecordedCall[];
  readonly machine: Machine;
}

type Json = Readonly<Record<string, unknown>>;

/** @returns what is wrong, in one line, where the text is no file of recorded calls */
export function readRecordedFile(text: string): RecordedFile | string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return `is no JSON: ${String(error)
      .replace(/^SyntaxError: /, '')
      .replace(/\s+/g, ' ')}`;
  }
  const root = objectOf(document);
  const vectors = root?.vectors;
  if (!Array.isArray(vectors)) return "has no list 'vectors'";
  const calls = vectors.map(readCall);
  const bad = calls.indexOf(undefined);
  if (bad !== -1) return `vector ${bad + 1} has no 'call' with a 'syscall'`;
  return { calls: calls as RecordedCall[], machine: readMachine(objectOf(objectOf(root?.environment)?.facts) ?? {}) };
}

function readCall(entry: unknown, index: number): RecordedCall | undefined {
  const vector = objectOf(entry);
  const call = objectOf(vector?.call);
  if (vector === undefined || call === undefined || typeof call.syscall !== 'string') return undefined;
  return {
    id: typeof vector.id === 'string' ? vector.id : String(index + 1),
    isScored: vector.scored !== false,
    call,
    layout: readLayout(objectOf(vector.layout) ?? {}),
    recorded: readResult(objectOf(vector.result), objectOf(vector.layout) ?? {}),
  };
}

function readResult(result: Json | undefined, layout: Json): RecordedResult | undefined {
  if (result === undefined) return undefined;
  const { errno_name: name, ret_kind: kind, ret } = result;
  return {
    errno: typeof name === 'string' && kind === 'error' ? name : null,
    ret: typeof ret === 'number' ? ret : 0,
    retKind: typeof kind === 'string' ? kind : '',
    retIsVolatile: result.ret_volatile === true,
    after: readBlob(objectOf(layout.after) ?? {}),
  };
}

function readLayout(layout: Json): RecordedLayout {
  const { pointer } = layout;
  return {
    pointer: pointer === 'buffer' || pointer === 'raw' || pointer === 'none' ? pointer : 'other',
    value: integer(layout.value) ?? 0n,
    faultBefore: within(layout.fault_before, largestBlob),
    accessible: within(layout.accessible, 2 ** 32),
    startMod8: within(layout.start_mod8, 7),
    isReadonly: layout.readonly === true,
    before: readBlob(objectOf(layout.before) ?? {}),
  };
}

/** A number from 0 to a limit; what is none, or lies outside, is brought inside. */
function within(value: unknown, limit: number): number {
  const number = Number(integer(value) ?? 0n);
  return Math.max(0, Math.min(limit, number));
}

/** More than any recorded structure; a hostile length is not allocated. */
const largestBlob = 1 << 20; // not a C value

/** `{len, hex}`, or `{len, fill, patches}`. */
function readBlob(blob: Json): Uint8Array {
  if (typeof blob.hex === 'string') return fromHex(blob.hex) ?? new Uint8Array();
  const length = Math.min(Number(integer(blob.len) ?? 0n), largestBlob);
  const bytes = new Uint8Array(Math.max(0, length));
  const fill = typeof blob.fill === 'string' ? parseInt(blob.fill, 16) : Number(integer(blob.fill) ?? 0n);
  bytes.fill(fill);
  for (const patch of Array.isArray(blob.patches) ? blob.patches : []) {
    const [offset, hex] = Array.isArray(patch) ? patch : [];
    const part = typeof hex === 'string' ? fromHex(hex) : undefined;
    if (typeof offset === 'number' && part !== undefined && offset >= 0 && offset + part.length <= bytes.length) {
      bytes.set(part, offset);
    }
  }
  return bytes;
}

const pageSize = 4096;
/** Below 4 GiB, so that a 32-bit caller may have it; a multiple of the page size. */
const userBase = 0x1000_0000;

/** The argument's memory: it starts at an address with the recorded alignment, and everything around it faults. */
export function memoryOf(layout: RecordedLayout): { readonly address: number; readonly range: MemoryRange } {
  const address = userBase + pageSize * 16 + layout.startMod8;
  const permission = layout.isReadonly ? 'ro' : 'rw';
  if (layout.faultBefore > 0) {
    // Behind a first part that faults the memory starts with a page, and permissions end with one.
    const length = Math.ceil(layout.accessible / pageSize) * pageSize;
    return {
      address,
      range: { name: 'arg', address: address + layout.faultBefore, length, permission, bytes: layout.before },
    };
  }
  // Otherwise the page begins before the structure: an aligned word that the structure starts inside can be read.
  const bytes = new Uint8Array(layout.startMod8 + layout.before.length);
  bytes.set(layout.before, layout.startMod8);
  const length = layout.startMod8 + layout.accessible;
  return { address, range: { name: 'arg', address: address - layout.startMod8, length, permission, bytes } };
}

function readMachine(facts: Json): Machine {
  const kernelSizes = Object.entries(objectOf(facts.ksize) ?? {}).flatMap(([name, size]): [string, number][] =>
    typeof size === 'number' ? [[name, size]] : [],
  );
  const kvm = objectOf(facts.kvm);
  const mountId = textOf(facts.mounts).match(/mount id (0x[\da-f]+) exists/i)?.[1];
  const lastLoop = textOf(facts.loop_devices).match(/loop0 to loop(\d+)/)?.[1];
  return {
    kernelSizes: new Map(kernelSizes),
    ...optional('landlockAbi', numberOf(facts.landlock_abi)),
    ...optional('loopDevices', lastLoop === undefined ? undefined : Number(lastLoop)),
    ...optional('blockIntegrity', typeof facts.block_integrity === 'boolean' ? facts.block_integrity : undefined),
    ...optional('kvm', kvm === undefined ? undefined : readKvm(kvm)),
    ...optional('mountId', mountId === undefined ? undefined : BigInt(mountId)),
    callerIsRoot: textOf(facts.caller).startsWith('root'),
  };
}

function readKvm(facts: Json): KvmFacts {
  const cpuid = textOf(facts.supported_cpuid_entries).match(/more than (\d+)/)?.[1];
  const extensions = Object.entries(objectOf(facts.extensions) ?? {}).map(([number, value]): [number, number] => [
    Number(number),
    Number(value),
  ]);
  return {
    ...optional('msrIndexList', numberOf(facts.msr_index_list)),
    ...optional('msrFeatureIndexList', numberOf(facts.msr_feature_index_list)),
    readableMsrs: numbersOf(facts.readable_msrs),
    unknownMsrs: numbersOf(facts.unknown_msrs),
    ...optional('vcpuMmapSize', numberOf(facts.vcpu_mmap_size)),
    ...optional('apiVersion', numberOf(facts.api_version)),
    extensions: new Map(extensions),
    ...optional('vfioDeviceType', numberOf(facts.vfio_device_type)),
    systemAttributes: pairsOf(facts.system_attrs),
    vcpuAttributes: pairsOf(facts.vcpu_attrs),
    vfioAttributes: pairsOf(facts.vfio_attrs),
    ...optional('cpuidEntriesAbove', cpuid === undefined ? undefined : Number(cpuid)),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function numbersOf(value: unknown): ReadonlySet<number> {
  return new Set((Array.isArray(value) ? value : []).map(Number).filter(Number.isFinite));
}

function pairsOf(value: unknown): readonly (readonly [number, number])[] {
  return (Array.isArray(value) ? value : []).flatMap((pair) =>
    Array.isArray(pair) && pair.length === 2 ? [[Number(pair[0]), Number(pair[1])] as const] : [],
  );
}

/** A number of the file: JSON number, or decimal or hexadecimal text. */
export function integer(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== 'string' || !/^-?(?:0[xX][\da-fA-F]+|\d+)$/.test(value)) return undefined;
  return value.startsWith('-') ? -BigInt(value.slice(1)) : BigInt(value);
}
