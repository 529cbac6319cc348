// `uapi/simulateDispatch` and the document that shows it: what `uapi dispatch` prints, asked of the real server.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { initRepository } from '../harness/gitRepository.js';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type ClientOptions, type Json, type LspClient, startClient } from './lspClient.js';

const text = readFileSync(path.join(repositoryRoot, 'examples/dispatch.h'), 'utf8');

interface Session {
  readonly client: LspClient;
  readonly folder: string;
  readonly file: string;
  readonly uri: string;
  readonly simulate: (params: object) => Promise<Json>;
}

async function session(context: TestContext, options: ClientOptions = {}): Promise<Session> {
  const folder = temporaryFolder(context);
  const file = path.join(folder, 'dispatch.h');
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const client = await startClient(context, { folder, ...options });
  client.open(uri, text, 4);
  const simulate = (params: object): Promise<Json> =>
    client.request('uapi/simulateDispatch', { textDocument: { uri }, ...params });
  return { client, folder, file, uri, simulate };
}

/** What the command line prints for the same options. */
function printed(file: string, ...args: string[]): Json {
  return JSON.parse(runUapi(['dispatch', file, '--ioctl', 'PROBE_RUN', '--format', 'json', ...args]).stdout);
}

test('a simulated call is what the command line prints, with both structures and the models', async (t) => {
  const { file, simulate } = await session(t);
  const answer = await simulate({
    ioctl: 'PROBE_RUN',
    model: 'fwctl',
    kernelVersion: 'after:cookie',
    set: { key: 1, flags: '0' },
    handler: 'ret=0',
  });
  const { title, number, caller, kernel, models, notes, markdown, version, ...report } = answer;
  const options = ['--kernel-version', 'after:cookie', '--set', 'key=1', '--set', 'flags=0', '--handler', 'ret=0'];
  assert.deepEqual(report, printed(file, '--model', 'fwctl', ...options));
  assert.equal(version, 4);
  assert.equal(report.errno, 'E2BIG');
  assert.match(title, /^PROBE_RUN under fwctl/);
  assert.equal(number, 0x50e0);
  assert.deepEqual([caller.size, kernel.size], [40, 32]);
  assert.deepEqual(caller.members[1], { path: 'flags', offset: 4, size: 4, type: '__u32' });
  assert.match(markdown, /\| `SIZE_FETCH` \|/);
  assert.deepEqual(notes, []);
  const drm = models.find(({ id }: Json) => id === 'drm');
  assert.equal(drm.title.includes('DRM') || drm.title.includes('drm'), true);
  assert.ok(models.some(({ params }: Json) => params.some(({ choices }: Json) => choices?.length > 1)));
});

test('each event says who produced the bytes of the kernel buffer', async (t) => {
  const { simulate } = await session(t);
  const { events } = await simulate({
    ioctl: 'PROBE_RUN',
    model: 'fwctl',
    callerVersion: 'after:addr',
    handlerWrite: ['24=aabb'],
  });
  const last = events.findLast(({ kernel }: Json) => kernel !== undefined).kernel;
  assert.deepEqual(last.origins, [
    [0, 16, 'user'],
    [16, 24, 'zero'],
    [24, 26, 'handler'],
    [26, 40, 'zero'],
  ]);
  assert.equal(last.bytes.slice(48, 52), 'aabb');
});

test('without a model the style of the command chooses, and the matrix comes along when asked for', async (t) => {
  const { simulate, client, uri } = await session(t);
  const answer = await simulate({ ioctl: 'PROBE_RUN', matrix: true, models: ['fwctl', 'drm'] });
  assert.equal(answer.model, 'fwctl');
  assert.deepEqual(
    answer.matrix.map(({ model }: Json) => model),
    ['fwctl', 'drm'],
  );
  assert.match(answer.markdown, /\| caller v1 \|/);
  const command = 'uapi/simulateDispatch';
  const same = await client.request('workspace/executeCommand', {
    command,
    arguments: [{ textDocument: { uri }, ioctl: 'PROBE_RUN', matrix: true, models: 'fwctl,drm' }],
  });
  assert.deepEqual(same, answer);
});

test('params that name nothing are refused with what is near', async (t) => {
  const { simulate } = await session(t);
  const cases: readonly (readonly [object, RegExp])[] = [
    [{ ioctl: 'PROBE_RUM' }, /no ioctl 'PROBE_RUM'.*PROBE_RUN/],
    [{ ioctl: 'PROBE_RUN', model: 'fwctrl' }, /unknown model 'fwctrl'.*fwctl/],
    [{ ioctl: 'PROBE_RUN', calerSize: 8 }, /no parameter 'calerSize'; near it: .*callerSize/],
    [{ ioctl: 'PROBE_RUN', callerStruct: 'probe_rum' }, /no record 'probe_rum'.*probe_run/],
    [{ ioctl: 'PROBE_RUN', set: ['cokie=1'] }, /'set'.*no member 'cokie'.*cookie/],
    [{ ioctl: 'PROBE_RUN', callerSize: -1 }, /'callerSize' takes a number of bytes/],
    [{ ioctl: 'PROBE_RUN', callerSize: 1.5 }, /'callerSize' must be text or a whole number/],
    [{ ioctl: 'PROBE_RUN', model: 'drm', abi: 'x86-64' }, /no ABI 'x86-64'; near it: .*x86_64/],
    [{ ioctl: 'PROBE_RUN', abi: 's390x', compat: true }, /'compat': no 32-bit ABI/],
    [{ ioctl: 'PROBE_RUN', callerVersion: 'v1.2.3' }, /'v1.2.3' is no file/],
    [{ ioctl: 'PROBE_RUN', random: 'yes' }, /'random' must be true or false/],
    [{ ioctl: 'PROBE_RUN', race: 5 }, /'race' must be text, or a list/],
    [{}, /name a command with 'ioctl', or a record with 'callerStruct'/],
    [{ ioctl: '__proto__' }, /no ioctl '__proto__'/],
  ];
  for (const [params, message] of cases) {
    await assert.rejects(simulate(params), { code: -32602, message }, JSON.stringify(params));
  }
});

test('versions of the record from another file and from git; in a workspace without trust git is not called', async (t) => {
  const { simulate, folder } = await session(t);
  const { commit } = initRepository(folder);
  const older = text.replace('\t__aligned_u64 key;\n', '');
  writeFileSync(path.join(folder, 'dispatch.h'), older);
  writeFileSync(path.join(folder, 'old.h'), text.replace(/\t__u32 timeout_ms;[^}]*/, ''));
  commit('first');
  const sizes = async (callerVersion: string): Promise<readonly number[]> => {
    const { caller, kernel } = await simulate({ ioctl: 'PROBE_RUN', callerVersion });
    return [caller.size, kernel.size];
  };
  assert.deepEqual(await sizes('HEAD'), [32, 40]);
  assert.deepEqual(await sizes('HEAD:old.h'), [16, 40]);
  assert.deepEqual(await sizes('old.h'), [16, 40]);
  assert.deepEqual(await sizes(pathToFileURL(path.join(folder, 'old.h')).href), [16, 40]);

  const untrusted = await startClient(t, { folder, initializationOptions: { trusted: false } });
  const params = { textDocument: { uri: pathToFileURL(path.join(folder, 'dispatch.h')).href }, ioctl: 'PROBE_RUN' };
  await assert.rejects(untrusted.request('uapi/simulateDispatch', { ...params, callerVersion: 'HEAD' }), {
    code: -32602,
    message: /git is not called in a workspace that is not trusted/,
  });
});

test('the preview as a document, refreshed after an edit', async (t) => {
  const { client, uri } = await session(t);
  const show = async (query: string): Promise<string> =>
    (await client.request('workspace/textDocumentContent', { uri: `uapi-dispatch:${uri}${query}` })).text;
  assert.match(await show(''), /- `PROBE_RUN`/);
  assert.match(await show('.md?ioctl=PROBE_RUN&model=drm&set=flags%3D5'), /### PROBE_RUN under drm/);
  assert.match(await show('?ioctl%3DPROBE_RUN%26matrix%3Dtrue'), /\| caller v1 \|/);
  assert.match(await show('?ioctl=PROBE_RUM'), /no ioctl 'PROBE_RUM'/);
  assert.equal(await client.request('workspace/textDocumentContent', { uri: 'uapi-dispatch:nothing' }), null);
  const refreshed = client.next('workspace/textDocumentContent/refresh');
  client.change(uri, 5, { text: text.replace('__u32 flags', '__u64 flags') });
  assert.deepEqual(await refreshed, { uri: `uapi-dispatch:${uri}` });
});
