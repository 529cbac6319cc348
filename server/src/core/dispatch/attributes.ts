// Device attributes of KVM as annotations of a header: which payload an attribute has and which way it moves, which the
// ioctl number cannot say. One annotation is one line of a comment:
//
//   @attr device=KVM_DEV_TYPE_VFIO group=KVM_DEV_VFIO_FILE attr=KVM_DEV_VFIO_FILE_ADD dir=set payload=__s32
//
// From them come the plan of accesses of a call, the ranges that a memory checker should test, and text as a tracer
// prints it. For new devices the size and the direction can stand in the attribute itself (`encodeAttribute`).

import type { HeaderAnalysis } from '../unit/headerAnalysis.js';

export type AttributeDirection = 'set' | 'get' | 'both' | 'none';

export interface AttributeAnnotation {
  readonly device: string;
  readonly group: string;
  readonly groupNumber: bigint | undefined;
  readonly attribute: string;
  /** First and last number; `undefined` where every number is meant, or a name has no value. */
  readonly range: readonly [bigint, bigint] | undefined;
  readonly isAny: boolean;
  readonly direction: AttributeDirection;
  readonly payload: string;
  readonly payloadBytes: number | undefined;
  readonly flags: bigint | undefined;
  readonly errnos: readonly string[];
}

const scalarBytes: ReadonlyMap<string, number> = new Map([
  ['__u8', 1],
  ['__s8', 1],
  ['__u16', 2],
  ['__s16', 2],
  ['__u32', 4],
  ['__s32', 4],
  ['__u64', 8],
  ['__s64', 8],
  ['int', 4],
]);

/** Every annotation of a header. Names are looked up among its macros and enumerators, payload types among its records. */
export function attributeAnnotations(analysis: HeaderAnalysis): readonly AttributeAnnotation[] {
  const { text } = analysis.file;
  if (!text.includes('@attr')) return [];
  const values = namedValues(analysis);
  const number = (name: string): bigint | undefined =>
    /^(?:0[xX][\da-fA-F]+|\d+)$/.test(name) ? BigInt(name) : values.get(name);
  return text.split('\n').flatMap((one) => {
    const start = one.indexOf('@attr ');
    if (start === -1) return [];
    const fields = fieldsOf(one.slice(start + '@attr '.length).split('*/')[0]);
    const [device, group, attribute] = ['device', 'group', 'attr'].map((name) => fields.get(name));
    const direction = directionOf(fields.get('dir'));
    if (group === undefined || attribute === undefined || direction === undefined) return [];
    const payload = fields.get('payload') ?? '';
    return [
      {
        device: device ?? '*',
        group,
        groupNumber: number(group),
        attribute,
        range: rangeOf(attribute, number),
        isAny: attribute === '*',
        direction,
        payload,
        payloadBytes: payloadBytes(payload, analysis, number),
        flags: fields.has('flags') ? number(fields.get('flags')!) : undefined,
        errnos: (fields.get('errno') ?? '').split(',').filter((name) => name !== ''),
      },
    ];
  });
}

/** `name=value` fields; a value goes on to the next field, so that a type may have blanks. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let current: string | undefined;
  for (const word of text.split(/\s/)) {
    const equals = word.indexOf('=');
    if (equals > 0 && fieldNames.has(word.slice(0, equals))) {
      current = word.slice(0, equals);
      fields.set(current, word.slice(equals + 1));
    } else if (current !== undefined && word !== '') {
      fields.set(current, `${fields.get(current)} ${word}`);
    }
  }
  return fields;
}

const fieldNames: ReadonlySet<string> = new Set(['device', 'group', 'attr', 'dir', 'payload', 'flags', 'errno']);

function namedValues({ macros, enums }: HeaderAnalysis): ReadonlyMap<string, bigint> {
  const values = new Map(macros.map(({ name, value }) => [name, value]));
  for (const { enumerators } of enums) {
    for (const { name, value } of enumerators) if (value !== undefined) values.set(name, value);
  }
  return values;
}

function directionOf(text: string | undefined): AttributeDirection | undefined {
  return text === 'set' || text === 'get' || text === 'both' || text === 'none' ? text : undefined;
}

function rangeOf(text: string, number: (name: string) => bigint | undefined): readonly [bigint, bigint] | undefined {
  const [low, high = low] = text
    .split('/')[0]
    .split('..')
    .map((part) => number(part.trim()));
  return low === undefined || high === undefined ? undefined : [low, high];
}

function payloadBytes(
  text: string,
  { records }: HeaderAnalysis,
  number: (name: string) => bigint | undefined,
): number | undefined {
  if (text === '') return 0;
  const [, tag, name, count] = /^(struct\s+|union\s+)?(\w+)(?:\s+(\S+))?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const one = tag === undefined ? scalarBytes.get(name) : undefined;
  const size = one ?? records.find((record) => record.name === name)?.layout?.sizeBytes;
  const times = count === undefined ? 1n : number(count);
  return size === undefined || times === undefined ? undefined : size * Number(times);
}

export interface AttributeCall {
  readonly operation: 'set' | 'get' | 'has';
  readonly device?: string;
  readonly group: bigint;
  readonly attribute: bigint;
}

/** The annotations that a call may mean: exact numbers before ranges before any number. Several: the device decides. */
export function matchingAttributes(
  annotations: readonly AttributeAnnotation[],
  { device, group, attribute }: AttributeCall,
): readonly AttributeAnnotation[] {
  const inGroup = annotations.filter(
    (one) => one.groupNumber === group && (device === undefined || one.device === device || one.device === '*'),
  );
  const rank = ({ range, isAny }: AttributeAnnotation): number => {
    if (isAny) return 1;
    if (range === undefined || attribute < range[0] || attribute > range[1]) return 0;
    return range[0] === range[1] ? 3 : 2;
  };
  const best = Math.max(0, ...inGroup.map(rank));
  return best === 0 ? [] : inGroup.filter((one) => rank(one) === best);
}

export interface PlannedAccess {
  readonly what: 'argument' | 'payload';
  readonly op: 'read' | 'write';
  readonly bytes: number;
}

/** What a call really moves: the argument is read, SET reads the payload, GET writes it, HAS leaves it alone. */
export function accessPlan(call: AttributeCall, annotation: AttributeAnnotation): readonly PlannedAccess[] {
  const argument: PlannedAccess = { what: 'argument', op: 'read', bytes: 24 };
  const bytes = annotation.payloadBytes ?? 0;
  if (call.operation === 'has' || bytes === 0) return [argument];
  return [argument, { what: 'payload', op: call.operation === 'set' ? 'read' : 'write', bytes }];
}

/** What a memory checker should test before the call, and mark as defined after one that succeeded. */
export function checkerRanges(plan: readonly PlannedAccess[]): {
  readonly pre: readonly string[];
  readonly post: readonly string[];
} {
  const range = ({ what, bytes }: PlannedAccess): string => `[${what === 'argument' ? 'arg' : 'arg->addr'}, +${bytes})`;
  const pre = plan.map((access) => `${access.op === 'read' ? 'PRE_MEM_READ' : 'PRE_MEM_WRITE'} ${range(access)}`);
  const post = plan.filter(({ op }) => op === 'write').map((access) => `POST_MEM_WRITE ${range(access)}`);
  return { pre, post };
}

/** The argument as a tracer should print it. */
export function tracerText(call: AttributeCall, annotation: AttributeAnnotation): string {
  const name =
    annotation.isAny || annotation.range?.[0] !== annotation.range?.[1] ? `${call.attribute}` : annotation.attribute;
  const payload = annotation.payload === '' || call.operation === 'has' ? 'addr' : `addr=(${annotation.payload} *)`;
  return `KVM_${call.operation.toUpperCase()}_DEVICE_ATTR, {flags=0, group=${annotation.group}, attr=${name}, ${payload}}`;
}

/** Pairs of annotations with equal numbers and different payloads: undecodable without the device. */
export function ambiguousAttributes(annotations: readonly AttributeAnnotation[]): readonly string[] {
  const found: string[] = [];
  annotations.forEach((one, index) => {
    const other = annotations
      .slice(0, index)
      .find(
        (earlier) =>
          one.groupNumber !== undefined &&
          earlier.groupNumber === one.groupNumber &&
          one.range !== undefined &&
          earlier.range?.[0] === one.range[0] &&
          earlier.range[1] === one.range[1] &&
          (earlier.payload !== one.payload || earlier.direction !== one.direction),
      );
    if (other === undefined) return;
    found.push(
      `group ${one.group}, attribute ${one.attribute}: '${other.payload}' on ${other.device}, '${one.payload}' on ${one.device}; without the device it cannot be decoded`,
    );
  });
  return found;
}

const directionCodes: Readonly<Record<AttributeDirection, bigint>> = { none: 0n, set: 1n, get: 2n, both: 3n };
const sizeLimit = 1n << 14n;
const numberLimit = 1n << 48n;

/**
 * The attribute of a new device: direction in bits 63..62, size of the payload in 61..48, the number below.
 * `undefined` where size or number do not fit.
 */
export function encodeAttribute(
  direction: AttributeDirection,
  payloadSize: bigint,
  number: bigint,
): bigint | undefined {
  if (payloadSize < 0n || payloadSize >= sizeLimit || number < 0n || number >= numberLimit) return undefined;
  return directionCodes[direction] * (1n << 62n) + payloadSize * (1n << 48n) + number;
}

export function decodeAttribute(attribute: bigint): {
  readonly direction: AttributeDirection;
  readonly payloadSize: bigint;
  readonly number: bigint;
} {
  const code = attribute / (1n << 62n);
  const direction = (['none', 'set', 'get', 'both'] as const)[Number(code % 4n)];
  return { direction, payloadSize: (attribute / numberLimit) % sizeLimit, number: attribute % numberLimit };
}
