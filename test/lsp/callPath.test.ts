// `uapi/callPath` and the call hierarchy on the fixture folder: the fourteen levels, places, contexts, and wrong params.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { type LspClient, startClient } from './lspClient.js';

interface Step {
  readonly name: string;
  readonly kind: string;
  readonly contexts: readonly string[];
  readonly roots: readonly string[];
  readonly location?: { readonly uri: string; readonly range: { readonly start: { readonly line: number } } };
  readonly call?: { readonly uri: string };
}

interface Answer {
  readonly function: string;
  readonly paths: readonly (readonly Step[])[];
  readonly isCutOff: boolean;
  readonly markdown: string;
}

async function opened(context: TestContext): Promise<{ client: LspClient; uri: string; text: string }> {
  const folder = temporaryFolder(context);
  cpSync(path.join(repositoryRoot, 'test/fixtures/driver/ring'), folder, { recursive: true });
  writeFileSync(path.join(folder, '.uapi.json'), '{ "uaccessRoots": { "ring": ["net_transmit_work"] } }');
  const file = path.join(folder, 'ring.c');
  const text = readFileSync(file, 'utf8').replace(
    'static bool ring_notify',
    '/* uapi-ctx: ring */\nstatic bool ring_notify',
  );
  const uri = pathToFileURL(file).href;
  const client = await startClient(context, { folder });
  client.open(uri, text, 3);
  return { client, uri, text };
}

const names = (steps: readonly Step[] | undefined): readonly string[] => steps?.map(({ name }) => name) ?? [];

test('the path of a function leads from its entries to the access, with contexts and places', async (t) => {
  const { client, uri } = await opened(t);
  const answer = (await client.request('uapi/callPath', { textDocument: { uri }, function: 'ring_notify' })) as Answer;
  assert.equal(answer.function, 'ring_notify');
  assert.equal(answer.isCutOff, false);
  assert.deepEqual(
    answer.paths.map((steps) => `${steps.length} from ${steps[0].name}`),
    ['14 from net_transmit_work', '14 from net_transmit_kick'],
  );
  const [first] = answer.paths;
  assert.deepEqual(names(first.slice(8)), [
    'ring_signal',
    'ring_notify',
    'ring_driver_flags',
    'ring_get_driver',
    'ring_get_user',
    '__get_user',
  ]);
  assert.deepEqual(first[0].roots, ['ring']);
  assert.deepEqual(first[9].contexts, ['ring']);
  assert.match(first[0].location?.uri ?? '', /net\.c$/);
  assert.match(first[8].call?.uri ?? '', /ring\.c$/);
  assert.equal(first[13].kind, 'external');
  assert.match(answer.markdown, /14 levels:\n\n- `net_transmit_work` \(root of ring\)/);
});

test('a place is a call, a name, or the function around it; a command asks the same', async (t) => {
  const { client, uri, text } = await opened(t);
  const lines = text.split('\n');
  const at = async (needle: string): Promise<string> => {
    const line = lines.findIndex((each) => each.includes(needle));
    const position = { line, character: lines[line].indexOf(needle) + 1 };
    const params = { textDocument: { uri }, position };
    const answer = (await client.request('workspace/executeCommand', {
      command: 'uapi/callPath',
      arguments: [params],
    })) as Answer;
    return answer.function;
  };
  assert.equal(await at('ring_put_index(ring);'), 'ring_put_index');
  assert.equal(await at('switch (cmd)'), 'ring_ioctl');
  assert.equal(await at('static long ring_set_index'), 'ring_set_index');
});

test('params that name no function are refused', async (t) => {
  const { client, uri } = await opened(t);
  const textDocument = { uri };
  await assert.rejects(client.request('uapi/callPath', { textDocument, function: 'nothing' }), /no function 'nothing'/);
  await assert.rejects(client.request('uapi/callPath', { textDocument }), /'function' or 'position' is needed/);
  const position = { line: 0, character: 0 };
  await assert.rejects(
    client.request('uapi/callPath', { textDocument, position }),
    /no function stands at the position/,
  );
});

interface Item {
  readonly name: string;
  readonly uri: string;
  readonly detail?: string;
}

test('the call hierarchy goes from the primitive to the worker, over files and macros', async (t) => {
  const { client, uri, text } = await opened(t);
  const line = text.split('\n').findIndex((each) => each.startsWith('static int ring_driver_flags'));
  const position = { line, character: 15 };
  const [item] = (await client.request('textDocument/prepareCallHierarchy', {
    textDocument: { uri },
    position,
  })) as Item[];
  assert.equal(item.name, 'ring_driver_flags');
  const outgoing = (await client.request('callHierarchy/outgoingCalls', { item })) as { to: Item }[];
  assert.deepEqual(
    outgoing.map(({ to }) => to.name),
    ['ring_get_driver'],
  );
  assert.match(outgoing[0].to.uri, /ring\.h$/);
  const inner = (await client.request('callHierarchy/outgoingCalls', { item: outgoing[0].to })) as { to: Item }[];
  assert.deepEqual(
    inner.map(({ to }) => to.name),
    ['ring_get_user'],
  );
  const names: string[] = [];
  let at: Item | undefined = item;
  while (at !== undefined && names.length < 20) {
    const incoming = (await client.request('callHierarchy/incomingCalls', { item: at })) as { from: Item }[];
    at = incoming[0]?.from;
    if (at !== undefined) names.push(at.detail === undefined ? at.name : `${at.name}: ${at.detail}`);
  }
  assert.deepEqual(names.slice(0, 4), ['ring_notify: ring', 'ring_signal', 'ring_add_and_signal', 'net_signal_done']);
  assert.equal(names.at(-1), 'net_transmit_work: root of ring');
});

test('a header has no call hierarchy', async (t) => {
  const { client, uri } = await opened(t);
  const header = { uri: uri.replace('ring.c', 'ring.h') };
  const position = { line: 20, character: 10 };
  assert.equal(await client.request('textDocument/prepareCallHierarchy', { textDocument: header, position }), null);
});
