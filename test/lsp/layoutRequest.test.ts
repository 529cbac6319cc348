// uapi/layout: what the layout view is made of.

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Json, startClient } from './lspClient.js';

const text = `#include <linux/ioctl.h>
#include <linux/types.h>
struct point { __u8 x; __u64 y; };
struct shape {
	__u32 kind;
	union {
		struct { __u16 low; __u32 high; };
		__u64 all;
	};
	struct { __u8 a; __u16 b[2]; } parts[3];
	struct point at[2];
	__u32 open:3;
};
#define SHAPE_GET _IOR('S', 1, struct shape)
`;

const uri = 'file:///made-up/shape.h';

async function layout(context: TestContext, more: object): Promise<Json> {
  const client = await startClient(context);
  client.open(uri, text);
  return client.request('uapi/layout', { textDocument: { uri }, record: 'shape', ...more });
}

test('records inside are blocks, and members say in which they stand', async (t) => {
  const { records, record, commands } = await layout(t, { abis: ['x86_64'] });
  const [{ members, blocks }] = records;
  assert.deepEqual(blocks, [
    { kind: 'union', offset: 8, size: 8, holes: [] },
    { kind: 'struct', offset: 8, size: 8, block: 0, holes: [] },
    {
      kind: 'struct',
      offset: 16,
      size: 6,
      member: 'parts',
      holes: [{ kind: 'hole', bitOffset: 136, bitWidth: 8, before: 'parts[].b', after: 'parts[].a' }],
    },
  ]);
  const placed = members.map(({ path, offset, block }: Json) => `${path} ${offset} ${block ?? '-'}`);
  assert.deepEqual(placed, [
    'kind 0 -',
    'low 8 1',
    'high 12 1',
    'all 8 0',
    'parts 16 -',
    'parts[].a 16 2',
    'parts[].b 18 2',
    'at 40 -',
    'open 72 -',
  ]);
  const at = members.find(({ path }: Json) => path === 'at');
  assert.deepEqual(at.dimensions, [2]);
  assert.equal(at.record, 'struct point');
  const line = text.split('\n').findIndex((each) => each.includes('point at[2]'));
  assert.deepEqual(at.range, { start: { line, character: 14 }, end: { line, character: 16 } });
  assert.equal(record.location.range.start.line, 3);
  assert.deepEqual(
    commands.map(({ name, numbers }: Json) => [name, numbers.map(({ number }: Json) => number.toString(16))]),
    [['SHAPE_GET', ['80505301']]],
  );
});

test('a record declared elsewhere is opened when asked for, and ABIs part where it differs', async (t) => {
  const closed = await layout(t, { abis: ['x86_64', 'aarch64', 'i386'] });
  assert.deepEqual(
    closed.records.map(({ abis }: Json) => abis),
    [['x86_64', 'aarch64'], ['i386']],
  );
  const { records } = await layout(t, { abis: ['i386'], expand: ['at', 'kind', 'no.such'] });
  const [{ members, blocks }] = records;
  const inside = members.filter(({ path }: Json) => path.startsWith('at[].'));
  assert.deepEqual(
    inside.map(({ path, offset, block }: Json) => [path, offset, blocks[block].member]),
    [
      ['at[].x', 32, 'at'],
      ['at[].y', 36, 'at'],
    ],
  );
});

test('the commands have the numbers of each ABI', async (t) => {
  const { commands } = await layout(t, {});
  const [{ name, numbers }] = commands;
  assert.equal(name, 'SHAPE_GET');
  const byAbi = new Map(numbers.flatMap(({ number, abis }: Json) => abis.map((abi: string) => [abi, number])));
  assert.equal(byAbi.size, 16);
  assert.equal(byAbi.get('powerpc'), 0x40505301);
});
