/** `@attr` annotations: found in comments, resolved, and turned into a plan of accesses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('broken annotations are passed over', () => {
  assert.deepEqual(annotations('/* @attr */ // @attr group=1\n// @attr dir=sideways group=1 attr=1'), []);
});
