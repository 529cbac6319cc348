// `uapi/simulateDispatch` with `preview`: what an interactive view asks for at every change, asked of the real server.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { type Json, startClient } from './lspClient.js';

const sample = readFileSync(path.join(repositoryRoot, 'examples/dispatch.h'), 'utf8');

async function session(context: TestContext, text = sample): Promise<(params: object) => Promise<Json>> {
  const folder = temporaryFolder(context);
  const uri = pathToFileURL(path.join(folder, 'dispatch.h')).href;
  const client = await startClient(context, { folder });
  client.open(uri, text, 1);
  return (params) => client.request('uapi/simulateDispatch', { textDocument: { uri }, preview: true, ...params });
}

test('without a choice the first command runs under the model of its style', async (t) => {
  const simulate = await session(t);
  const { model, errno, preview, matrix } = await simulate({});
  assert.deepEqual([model, errno, preview.ioctl, preview.ioctls], ['fwctl', null, 'PROBE_RUN', ['PROBE_RUN']]);
  assert.deepEqual(preview.versions.at(1), { name: 'v2', last: 'addr', callerSize: 16, kernelSize: 16 });
  assert.deepEqual(preview.sizeWord, { offset: 0, path: 'size' });
  assert.equal(preview.compatAbi, 'i386');
  assert.equal(matrix.length, 1);
  assert.equal(matrix[0].cells.length, preview.versions.length ** 2);
});

test('steps that the call did not come to are named, and the errno is explained', async (t) => {
  const simulate = await session(t);
  const { errno, preview } = await simulate({ kernelVersion: 'after:retries', typed: 'ff'.repeat(40) });
  assert.equal(errno, 'E2BIG');
  assert.equal(preview.reason, 'the tail that this kernel does not know is not zero');
  assert.deepEqual(
    preview.unreached.map(({ step }: Json) => step),
    ['STATE', 'HANDLER', 'COPY_OUT'],
  );
});

test('typed bytes are cut or filled up, and the size word follows the size unless it is owned', async (t) => {
  const simulate = await session(t);
  const before = async (params: object) => (await simulate(params)).userMemory.before;
  assert.equal(
    await before({ callerSize: 16, typed: `${'00'.repeat(8)}${'ee'.repeat(32)}` }),
    '1000000000000000eeeeeeeeeeeeeeee',
  );
  assert.equal(await before({ callerSize: 12, typed: '00000000aa' }), '0c000000aa00000000000000');
  assert.equal(await before({ callerSize: 12, typed: '07', ownSize: true }), '070000000000000000000000');
});

test('stores to the caller’s structure stand with the event, those of the other thread before it', async (t) => {
  const simulate = await session(t);
  const { events } = await simulate({ model: 'kivity-extensible', kernelVersion: 'after:addr', race: '5:20=beef' });
  const stores = events.flatMap(({ step, stored }: Json) => (stored ?? []).map((store: Json) => [step, store]));
  assert.deepEqual(stores[0], ['COPY_OUT', { offset: 20, bytes: 'beef', origin: 'race' }]);
  assert.deepEqual(
    stores.slice(1).map(([step, { offset, bytes, origin }]: Json) => [step, offset, bytes.length / 2, origin]),
    [
      ['COPY_OUT', 0, 16, 'user'],
      ['TAIL_CLEAR', 16, 24, 'zero'],
    ],
  );
});

test('members say how they are read: sign, enumerations, pointers, arrays, bit-fields', async (t) => {
  const simulate = await session(
    t,
    `#include <linux/types.h>
#include <linux/ioctl.h>
enum mode { A };
struct s { __s32 fd; enum mode mode; char c; char name[8]; __u64 big; void *p; __u32 low:3; struct { __u16 x; } in; };
#define CALL _IOWR('s', 1, struct s)
`,
  );
  const { preview } = await simulate({});
  assert.deepEqual(Object.fromEntries(preview.fields.map(({ path: name, integer }: Json) => [name, integer ?? null])), {
    fd: 'signed',
    mode: 'unsigned',
    c: 'signed',
    name: null,
    big: 'unsigned',
    p: 'unsigned',
    low: 'unsigned',
    in: null,
    'in.x': 'unsigned',
  });
});

test('a 32-bit caller has sizes of its own', async (t) => {
  const simulate = await session(
    t,
    `#include <linux/ioctl.h>
struct s { unsigned long a; unsigned long b; };
#define CALL _IOW('s', 1, struct s)
`,
  );
  const { preview, caller, kernel } = await simulate({ compat: true });
  assert.deepEqual([caller.size, kernel.size], [8, 16]);
  assert.deepEqual(preview.versions.at(-1), { name: 'v2', last: 'b', callerSize: 8, kernelSize: 16 });
});

test('other models end the same call in their own way', async (t) => {
  const simulate = await session(t);
  const { preview } = await simulate({
    kernelVersion: 'after:addr',
    typed: 'ff'.repeat(40),
    others: ['fwctl', 'switch', 'kivity-extensible'],
  });
  assert.deepEqual(
    preview.others.map(({ model, errno, warnings }: Json) => [model, errno, warnings]),
    [
      ['switch', 'ENOTTY', []],
      ['kivity-extensible', null, ['tail-dropped']],
    ],
  );
});

test('a command without a record passes as many bytes as its number says', async (t) => {
  const simulate = await session(
    t,
    `#include <linux/ioctl.h>
#define RESET _IO('r', 1)
#define SET _IOW('r', 2, int)
`,
  );
  for (const [ioctl, size] of [
    ['RESET', 0],
    ['SET', 4],
  ]) {
    const { caller, kernel, errno, preview, matrix } = await simulate({ ioctl });
    assert.deepEqual([caller.size, kernel.size, errno, preview.versions, matrix], [size, size, null, [], []]);
  }
});

test('a header without commands, and an unknown one, are refused with what to do', async (t) => {
  const simulate = await session(t, 'struct s { int a; };\n');
  await assert.rejects(simulate({}), /has no ioctl commands/);
  const other = await session(t);
  await assert.rejects(other({ ioctl: 'PROBE_RUM' }), /PROBE_RUN/);
});
