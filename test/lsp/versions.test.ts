// `uapi/compat` and `uapi/recordHistory`: a header and its older versions, from git, files and baselines.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { initRepository } from '../harness/gitRepository.js';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type ClientOptions, type Json, type LspClient, startClient } from './lspClient.js';

/** The header with these members in its record. */
const textWith = (...members: string[]): string =>
  `#include <linux/ioctl.h>\n#include <linux/types.h>\nstruct box {\n${members.map((each) => `\t${each};\n`).join('')}};\n` +
  `#define BOX_OPEN _IOWR('B', 1, struct box)\n`;

const first = textWith('__u32 size', '__u32 flags');
const second = textWith('__u32 size', '__u32 flags', '__u64 addr');
const third = textWith('__u32 size', '__u32 colour', '__u64 addr');

interface Repository {
  readonly folder: string;
  readonly file: string;
  readonly uri: string;
}

/** Three commits: two that change the header, and one between them that does not. */
function repository(context: TestContext): Repository {
  const folder = temporaryFolder(context);
  const file = path.join(folder, 'box.h');
  const { write, commit } = initRepository(folder);
  write('box.h', first);
  commit('box: the first version\n\nWith a body.');
  write('other.h', '#define OTHER 1\n');
  commit('other: nothing to do with it');
  write('box.h', second);
  commit('box: an address');
  writeFileSync(file, third);
  return { folder, file, uri: pathToFileURL(file).href };
}

async function opened(
  context: TestContext,
  { folder, uri }: Repository,
  options: ClientOptions = {},
): Promise<LspClient> {
  const client = await startClient(context, { folder, ...options });
  client.open(uri, third, 9);
  return client;
}

test('a header is compared with a revision, a file, a folder and a baseline alike', async (t) => {
  const there = repository(t);
  const client = await opened(t, there);
  const textDocument = { uri: there.uri };
  const compat = (against: string, more = {}): Promise<Json> =>
    client.request('uapi/compat', { textDocument, against, ...more });
  const { changes, version, markdown } = await compat('HEAD');
  assert.equal(version, 9);
  assert.deepEqual(
    changes.map(({ symbol, kind, verdict, abis }: Json) => [symbol, kind, verdict, abis]),
    [['box.colour', 'member-renamed', 'ambiguous', ['x86_64', 'i386']]],
  );
  assert.deepEqual(changes[0].location.range.start, { line: 4, character: 7 });
  assert.equal(changes[0].perStyle.classic, 'ambiguous');
  assert.match(markdown, /### Depends on what the header does not say \(1\)/);

  const kinds = async (against: string, more = {}): Promise<readonly string[]> =>
    (await compat(against, more)).changes.map(({ kind }: Json) => kind);
  const older = path.join(temporaryFolder(t), 'box.h');
  writeFileSync(older, second);
  for (const same of [older, pathToFileURL(older).href, path.dirname(older)]) {
    assert.deepEqual(await kinds(same), ['member-renamed'], same);
  }
  const baseline = path.join(there.folder, 'baseline.json');
  writeFileSync(there.file, second);
  runUapi(['check', '--write-baseline', baseline, there.file]);
  assert.deepEqual(await kinds(baseline), await kinds('HEAD'));
  assert.deepEqual(await kinds('HEAD', { abis: ['s390x'] }), ['member-renamed']);
  client.change(there.uri, 10, { text: second });
  assert.deepEqual(await kinds('HEAD'), []);
  assert.ok((await kinds('HEAD~1')).includes('struct-grown'));
});

test('a header that the older version lacks is new, and what names nothing is refused', async (t) => {
  const there = repository(t);
  const client = await opened(t, there);
  const uri = pathToFileURL(path.join(there.folder, 'fresh.h')).href;
  client.open(uri, first);
  const { changes } = await client.request('uapi/compat', { textDocument: { uri }, against: 'HEAD' });
  assert.deepEqual(
    changes.map(({ kind, verdict }: Json) => [kind, verdict]),
    [['header-added', 'ok']],
  );
  const refused = async (params: object, message: RegExp): Promise<void> => {
    await assert.rejects(client.request('uapi/compat', { textDocument: { uri }, ...params }), {
      code: -32602,
      message,
    });
  };
  await refused({}, /'against' is needed/);
  await refused({ against: 'v1.2' }, /'v1\.2' is neither a file nor a folder.*no revision 'v1\.2'/);
  await refused({ against: '--upload-pack=x' }, /no revision/);
  await refused({ against: 'HEAD', abis: ['x86'] }, /no ABI 'x86'; near it: x86_64/);
});

test('the layouts that a record had in the commits that changed its header, oldest first', async (t) => {
  const there = repository(t);
  const client = await opened(t, there);
  const history = (more: object): Promise<Json> =>
    client.request('uapi/recordHistory', { textDocument: { uri: there.uri }, record: 'box', ...more });
  const { versions, isCutOff, version, markdown } = await history({});
  assert.deepEqual(
    versions.map(({ subject, records }: Json) => [
      subject,
      records[0].size,
      records[0].members.map((m: Json) => m.path),
    ]),
    [
      ['box: the first version', 8, ['size', 'flags']],
      ['box: an address', 16, ['size', 'flags', 'addr']],
      [null, 16, ['size', 'colour', 'addr']],
    ],
  );
  assert.match(versions[0].revision, /^[0-9a-f]{40}$/);
  assert.ok(Number.isFinite(Date.parse(versions[0].date)));
  assert.deepEqual([isCutOff, version], [false, 9]);
  assert.match(markdown, /\| now \|/);
  const last = await history({ limit: 1, abis: ['x86_64', 'i386'] });
  assert.deepEqual([last.versions.length, last.isCutOff], [2, true]);
  await assert.rejects(history({ record: 'boxy' }), { code: -32602, message: /no version .* 'boxy'; near it: box/ });
  await assert.rejects(history({ limit: 0 }), { code: -32602, message: /'limit' must be a number from 1 to 100/ });
  const uri = pathToFileURL(path.join(temporaryFolder(t), 'alone.h')).href;
  client.open(uri, first);
  await assert.rejects(history({ textDocument: { uri } }), { code: -32803, message: /git cannot list the commits/ });
});

test('in a workspace without trust git is not called, but files of the folder are compared', async (t) => {
  const there = repository(t);
  const client = await opened(t, there, { initializationOptions: { trusted: false } });
  const textDocument = { uri: there.uri };
  const message = /git is not called in a workspace that is not trusted/;
  await assert.rejects(client.request('uapi/compat', { textDocument, against: 'HEAD' }), { code: -32602, message });
  await assert.rejects(client.request('uapi/recordHistory', { textDocument, record: 'box' }), {
    code: -32803,
    message,
  });
  const outside = path.join(temporaryFolder(t), 'box.h');
  writeFileSync(outside, second);
  await assert.rejects(client.request('uapi/compat', { textDocument, against: outside }), { code: -32602 });
  writeFileSync(path.join(there.folder, 'older.h'), second);
  const { changes } = await client.request('uapi/compat', { textDocument, against: 'older.h' });
  assert.equal(changes.length, 1);
});

test('a history that is given up, and one whose header changes meanwhile', async (t) => {
  const there = repository(t);
  const client = await opened(t, there);
  const params = { textDocument: { uri: there.uri }, record: 'box' };
  const { id, answer } = client.requestRaw('uapi/recordHistory', params);
  client.notify('$/cancelRequest', { id });
  assert.equal((await answer).error.code, -32800);
  const overtaken = client.requestRaw('uapi/recordHistory', params).answer;
  client.change(there.uri, 10, { text: second });
  assert.equal((await overtaken).error.code, -32801);
});
