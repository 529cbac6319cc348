/** `@attr` annotations: found in comments, resolved, and turned into a plan of accesses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiById } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import {
  accessPlan,
  ambiguousAttributes,
  attributeAnnotations,
  checkerRanges,
  decodeAttribute,
  encodeAttribute,
  matchingAttributes,
  tracerText,
} from './attributes.js';

function annotations(text: string) {
  const macros = Object.entries({ VFIO_FILE: 1n, FILE_ADD: 1n, TSC: 0n }).map(([name, value]) => ({ name, value }));
  return attributeAnnotations({ file: { text }, macros, enums: [], records: [] } as unknown as HeaderAnalysis);
}

const header = `/*
 * @attr device=VFIO group=VFIO_FILE attr=FILE_ADD dir=set payload=__s32
 * @attr device=vcpu group=TSC attr=TSC dir=both payload=__u64
 * @attr device=vgic group=TSC attr=2..9 dir=get payload=__u32 4
 * @attr device=vgic group=TSC attr=* dir=none */`;

test('an annotation is resolved, exact numbers before ranges before any number', () => {
  const all = annotations(header);
  assert.equal(all.length, 4);
  const find = (attribute: bigint) => matchingAttributes(all, { operation: 'get', group: 0n, attribute });
  assert.deepEqual(
    find(0n).map(({ payload }) => payload),
    ['__u64'],
  );
  assert.deepEqual(
    find(5n).map(({ payloadBytes }) => payloadBytes),
    [16],
  );
  assert.deepEqual(
    find(77n).map(({ attribute }) => attribute),
    ['*'],
  );
  assert.deepEqual(matchingAttributes(all, { operation: 'set', group: 9n, attribute: 1n }), []);
});

test('SET reads the payload, GET writes it, HAS leaves it alone', () => {
  const [vfio, tsc] = annotations(header);
  const call = { group: 0n, attribute: 0n } as const;
  assert.deepEqual(accessPlan({ operation: 'has', ...call }, tsc).length, 1);
  assert.deepEqual(checkerRanges(accessPlan({ operation: 'get', ...call }, tsc)), {
    pre: ['PRE_MEM_READ [arg, +24)', 'PRE_MEM_WRITE [arg->addr, +8)'],
    post: ['POST_MEM_WRITE [arg->addr, +8)'],
  });
  assert.equal(
    tracerText({ operation: 'set', group: 1n, attribute: 1n }, vfio),
    'KVM_SET_DEVICE_ATTR, {flags=0, group=VFIO_FILE, attr=FILE_ADD, addr=(__s32 *)}',
  );
});

test('equal numbers with different payloads cannot be decoded without the device', () => {
  const text = `// @attr device=a group=0 attr=1 dir=get payload=__u32
// @attr device=b group=0 attr=1 dir=get payload=__u64`;
  assert.equal(ambiguousAttributes(annotations(text)).length, 1);
  assert.equal(ambiguousAttributes(annotations(header)).length, 0);
});

test('size and direction in the attribute of a new device', () => {
  const encoded = encodeAttribute('get', 8n, 0x1234n);
  assert.equal(encoded, 0x8008000000001234n);
  assert.deepEqual(decodeAttribute(encoded!), { direction: 'get', payloadSize: 8n, number: 0x1234n });
  assert.equal(encodeAttribute('set', 1n << 14n, 1n), undefined);
});

test('a header without annotations has none', () => {
  assert.deepEqual(annotations('/* attr=1 */'), []);
});

test('names are enumerators too, and payloads records, arrays, or what cannot be measured', () => {
  const text = `
struct payload { unsigned int a; unsigned short b[2]; };
enum { FIRST, LAST = 9, LOST = sizeof(struct missing) };
#define COUNT 3
// @attr group=FIRST attr=LAST dir=set payload=struct payload flags=LAST errno=EBUSY,ENXIO
// @attr group=1 attr=2 dir=set payload=struct payload COUNT
// @attr group=1 attr=3 dir=set payload=struct missing
// @attr group=1 attr=4 dir=set payload=__u8 MISSING
// @attr group=1 attr=5 dir=set payload=a pointer to (something)
// @attr group=1 attr=MISSING dir=set flags=0x10
// @attr group=LOST attr=1 dir=set`;
  const file = { path: '/a.h', displayName: 'a.h', text, view: 'installed' } as const;
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const [analysis] = session.analyze(file, [abiById('x86_64')!]);
  assert.deepEqual(
    attributeAnnotations(analysis).map(({ device, groupNumber, range, payloadBytes, flags, errnos }) =>
      [device, groupNumber, range?.join('-'), payloadBytes, flags, errnos.join(' ')].join(', '),
    ),
    [
      '*, 0, 9-9, 8, 9, EBUSY ENXIO',
      '*, 1, 2-2, 24, , ',
      '*, 1, 3-3, , , ',
      '*, 1, 4-4, , , ',
      '*, 1, 5-5, , , ',
      '*, 1, , 0, 16, ',
      '*, , 1-1, 0, , ',
    ],
  );
});

test('a call that names its device means the annotations of it, and of any device', () => {
  const all = annotations(`// @attr device=a group=0 attr=1 dir=get payload=__u32
// @attr device=b group=0 attr=1 dir=get payload=__u64
// @attr group=0 attr=1 dir=set payload=__u8`);
  const of = (device?: string): readonly string[] =>
    matchingAttributes(all, {
      operation: 'get',
      ...(device === undefined ? {} : { device }),
      group: 0n,
      attribute: 1n,
    }).map(({ payload }) => payload);
  assert.deepEqual(of('a'), ['__u32', '__u8']);
  assert.deepEqual(of('c'), ['__u8']);
  assert.deepEqual(of(), ['__u32', '__u64', '__u8']);
});

test('a payload of unknown size is left out of the plan; numbers and pointers are shown where there is no name', () => {
  const [, , range, any] = annotations(header);
  const [unmeasured] = annotations('// @attr group=0 attr=1 dir=set payload=struct missing');
  const call = { operation: 'set', group: 0n, attribute: 5n } as const;
  assert.deepEqual(accessPlan(call, unmeasured), [{ what: 'argument', op: 'read', bytes: 24 }]);
  assert.deepEqual(
    accessPlan(call, range).map(({ what, op, bytes }) => `${what} ${op} ${bytes}`),
    ['argument read 24', 'payload read 16'],
  );
  assert.match(tracerText(call, range), /attr=5, addr=\(__u32 4 \*\)/);
  assert.match(tracerText(call, any), /attr=5, addr\}/);
  assert.match(tracerText({ ...call, operation: 'has' }, range), /attr=5, addr\}/);
});

test('equal payloads are ambiguous only if they move in different directions', () => {
  const two = (second: string): readonly string[] =>
    ambiguousAttributes(
      annotations(`// @attr device=a group=0 attr=1 dir=get payload=__u32
// @attr device=b group=0 attr=1 ${second}`),
    );
  assert.deepEqual(two('dir=get payload=__u32'), []);
  assert.equal(two('dir=set payload=__u32').length, 1);
});

test('the fields of a new attribute have their bounds, and nothing runs over into its neighbour', () => {
  const [size, number] = [2n ** 14n, 2n ** 48n];
  const cases: readonly (readonly [direction: 'none' | 'set' | 'get' | 'both', size: bigint, number: bigint])[] = [
    ['none', 0n, 0n],
    ['none', 0n, number - 1n],
    ['set', size - 1n, 0n],
    ['both', size - 1n, number - 1n],
  ];
  for (const [direction, payloadSize, of] of cases) {
    const encoded = encodeAttribute(direction, payloadSize, of);
    assert.deepEqual(decodeAttribute(encoded!), { direction, payloadSize, number: of });
  }
  assert.equal(encodeAttribute('both', size - 1n, number - 1n), 2n ** 64n - 1n);
  assert.equal(encodeAttribute('none', 0n, 0n), 0n);
  for (const [payloadSize, of] of [
    [-1n, 0n],
    [size, 0n],
    [0n, -1n],
    [0n, number],
  ]) {
    assert.equal(encodeAttribute('set', payloadSize, of), undefined, `${payloadSize} ${of}`);
  }
});

test('which annotations a call may mean', () => {
  const all = annotations(`/*
 * @attr device=a group=1 attr=5 dir=set payload=__u8
 * @attr device=b group=1 attr=5 dir=set payload=__u16
 * @attr device=* group=1 attr=4..6 dir=set payload=__u32
 * @attr group=1 attr=0x10/2 dir=none
 * @attr device=a group=1 attr=* dir=get
 * @attr device=a group=unknown attr=7 dir=get
 * @attr device=a group=1 attr=unknown dir=get payload=__u64 */`);
  const meant = (attribute: bigint, device?: string, group = 1n): string =>
    matchingAttributes(all, { operation: 'set', group, attribute, ...(device === undefined ? {} : { device }) })
      .map((one) => `${one.device} ${one.attribute}`)
      .join(', ');
  assert.equal(meant(5n), 'a 5, b 5');
  assert.equal(meant(5n, 'b'), 'b 5');
  assert.equal(meant(5n, 'c'), '* 4..6');
  assert.equal(meant(4n, 'a'), '* 4..6');
  assert.equal(meant(6n), '* 4..6');
  assert.equal(meant(3n), 'a *');
  assert.equal(meant(7n), 'a *');
  assert.equal(meant(7n, 'b'), '');
  assert.equal(meant(16n, 'b'), '* 0x10/2');
  assert.equal(meant(5n, 'a', 2n), '');
});

test('what moves, and how a tracer prints it', () => {
  const all = annotations(`/*
 * @attr device=a group=1 attr=5 dir=set payload=__u16 errno=ENXIO,EBUSY flags=0x2
 * @attr device=a group=1 attr=4..6 dir=get payload=__s32 3
 * @attr device=a group=1 attr=* dir=none
 * @attr device=a group=1 attr=9..9 dir=get payload=struct  unknown_record
 * @attr device=a group=1 attr=11 dir=get payload=__u8 many */`);
  const [exact, range, any, unknown, counted] = all;
  assert.deepEqual(
    all.map(({ payloadBytes }) => payloadBytes),
    [2, 12, 0, undefined, undefined],
  );
  assert.deepEqual([exact.errnos, exact.flags, range.errnos, range.flags], [['ENXIO', 'EBUSY'], 2n, [], undefined]);
  const call = (operation: 'set' | 'get' | 'has', attribute: bigint) => ({ operation, group: 1n, attribute });
  assert.equal(tracerText(call('set', 5n), exact), 'KVM_SET_DEVICE_ATTR, {flags=0, group=1, attr=5, addr=(__u16 *)}');
  assert.equal(tracerText(call('has', 5n), exact), 'KVM_HAS_DEVICE_ATTR, {flags=0, group=1, attr=5, addr}');
  // One number of a range is printed as that number, not as the range.
  assert.equal(tracerText(call('get', 6n), range), 'KVM_GET_DEVICE_ATTR, {flags=0, group=1, attr=6, addr=(__s32 3 *)}');
  assert.equal(tracerText(call('get', 77n), any), 'KVM_GET_DEVICE_ATTR, {flags=0, group=1, attr=77, addr}');
  const argument = { what: 'argument', op: 'read', bytes: 24 };
  assert.deepEqual(accessPlan(call('set', 5n), exact), [argument, { what: 'payload', op: 'read', bytes: 2 }]);
  assert.deepEqual(accessPlan(call('get', 4n), range), [argument, { what: 'payload', op: 'write', bytes: 12 }]);
  assert.deepEqual(accessPlan(call('get', 77n), any), [argument]);
  assert.deepEqual(accessPlan(call('get', 9n), unknown), [argument]);
  assert.deepEqual(accessPlan(call('has', 5n), exact), [argument]);
  assert.deepEqual(checkerRanges(accessPlan(call('set', 5n), exact)), {
    pre: ['PRE_MEM_READ [arg, +24)', 'PRE_MEM_READ [arg->addr, +2)'],
    post: [],
  });
  assert.equal(counted.payload, '__u8 many');
});

test('which pairs are ambiguous', () => {
  const pair = (one: string, other: string): number =>
    ambiguousAttributes(annotations(`/* @attr device=a ${one} */\n/* @attr device=b ${other} */`)).length;
  assert.equal(pair('group=1 attr=1 dir=get payload=__u32', 'group=1 attr=1 dir=set payload=__u32'), 1);
  assert.equal(pair('group=1 attr=1 dir=get payload=__u32', 'group=1 attr=1 dir=get payload=__u32'), 0);
  assert.equal(pair('group=1 attr=1 dir=get payload=__u32', 'group=2 attr=1 dir=get payload=__u64'), 0);
  assert.equal(pair('group=1 attr=1 dir=get payload=__u32', 'group=1 attr=2 dir=get payload=__u64'), 0);
  assert.equal(pair('group=1 attr=1..3 dir=get payload=__u32', 'group=1 attr=1..4 dir=get payload=__u64'), 0);
  assert.equal(pair('group=1 attr=1..3 dir=get payload=__u32', 'group=1 attr=1..3 dir=get payload=__u64'), 1);
  // Names without a value say nothing of numbers.
  assert.equal(pair('group=no attr=1 dir=get payload=__u32', 'group=none attr=1 dir=get payload=__u64'), 0);
  assert.equal(pair('group=1 attr=no dir=get payload=__u32', 'group=1 attr=none dir=get payload=__u64'), 0);
});

test('broken annotations are passed over', () => {
  assert.deepEqual(annotations('/* @attr */ // @attr group=1\n// @attr dir=sideways group=1 attr=1'), []);
  for (const fields of ['group=1 dir=get', 'attr=1 dir=get', 'group=1 attr=1', 'group=1 attr=1 dir=']) {
    assert.deepEqual(annotations(`/* @attr device=a ${fields} */`), [], fields);
  }
});
