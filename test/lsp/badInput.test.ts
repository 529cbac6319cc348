// Messages that no client should send and texts that no compiler takes: the server answers with an error or nothing, lives
// on, and the next answer is right.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { type LspClient, positionOf, startClient } from './lspClient.js';
import { sampleText } from './sampleHeader.js';

async function session(context: TestContext): Promise<{ client: LspClient; uri: string; folder: string }> {
  const folder = temporaryFolder(context);
  const uri = pathToFileURL(path.join(folder, 'sample.h')).href;
  writeFileSync(path.join(folder, 'sample.h'), sampleText);
  return { client: await startClient(context, { folder }), uri, folder };
}

/** Opens a header of its own and asks about it. */
async function isAlive(client: LspClient, folder: string, name: string): Promise<void> {
  const uri = pathToFileURL(path.join(folder, `${name}.h`)).href;
  client.open(uri, sampleText);
  const { line, character } = positionOf(sampleText, 'addr;');
  assert.match((await client.hover(uri, line, character)) ?? '', /Offset: 8/);
  assert.equal(client.garbage, '');
}

const positionRequests = [
  'hover',
  'definition',
  'typeDefinition',
  'references',
  'documentHighlight',
  'completion',
  'signatureHelp',
] as const;
const documentRequests = ['documentSymbol', 'foldingRange', 'codeLens', 'semanticTokens/full', 'documentLink'] as const;

/** Asks everything about a document; only the error codes of the protocol may come. */
async function askEverything(client: LspClient, uri: string, line: number, character: number): Promise<void> {
  const textDocument = { uri };
  const position = { line, character };
  const range = { start: { line: 0, character: 0 }, end: position };
  const requests: readonly (readonly [string, object])[] = [
    ...positionRequests.map(
      (name) => [`textDocument/${name}`, { textDocument, position, context: { includeDeclaration: true } }] as const,
    ),
    ...documentRequests.map((name) => [`textDocument/${name}`, { textDocument }] as const),
    ['textDocument/inlayHint', { textDocument, range }],
    ['textDocument/selectionRange', { textDocument, positions: [position] }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/semanticTokens/range', { textDocument, range }],
    ['textDocument/prepareRename', { textDocument, position }],
    ['textDocument/rename', { textDocument, position, newName: 'other_name' }],
    ['uapi/layout', { textDocument, position }],
    ['uapi/ioctls', { textDocument }],
  ];
  const answers = await Promise.all(requests.map(([method, params]) => client.requestRaw(method, params).answer));
  answers.forEach(({ error }, index) => {
    if (error !== undefined)
      assert.ok([-32602, -32803].includes(error.code), `${requests[index][0]}: ${error.message}`);
  });
  const logged = client.notifications.filter(
    ({ method, params }) => method === 'window/logMessage' && params.type === 1,
  );
  assert.deepEqual(logged, []);
}

test('documents that nobody opened, that are no files, and that are gone', async (t) => {
  const { client, uri, folder } = await session(t);
  await askEverything(client, uri, 24, 8);
  await askEverything(client, pathToFileURL(path.join(folder, 'missing.h')).href, 0, 0);
  await askEverything(client, 'untitled:Untitled-1', 0, 0);
  await askEverything(client, 'file:///%zz', 0, 0);
  client.open(uri, sampleText);
  rmSync(folder, { recursive: true });
  client.notify('workspace/didChangeWatchedFiles', { changes: [] });
  await askEverything(client, uri, 24, 8);
  await isAlive(client, folder, 'next');
});

test('positions and ranges that the text does not have', async (t) => {
  const { client, uri, folder } = await session(t);
  client.open(uri, `/* 😀 */\n${sampleText}`);
  for (const [line, character] of [
    [1e9, 0],
    [0, 1e9],
    [0, 4],
    [-1, -1],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [0.5, 0.5],
  ]) {
    await askEverything(client, uri, line, character);
  }
  client.change(uri, 2, {
    range: { start: { line: 99999, character: 0 }, end: { line: 99999, character: 9 } },
    text: '\n',
  });
  client.change(uri, 3, { range: { start: { line: 9, character: 0 }, end: { line: 2, character: 0 } }, text: '' });
  await askEverything(client, uri, 3, 3);
  await isAlive(client, folder, 'next');
});

test('a header cut off at every place of interest', async (t) => {
  const { client, uri, folder } = await session(t);
  client.open(uri, '');
  let version = 1;
  for (let end = 0; end < sampleText.length; end += 37) {
    client.change(uri, ++version, { text: sampleText.slice(0, end) });
    const lines = sampleText.slice(0, end).split('\n');
    await askEverything(client, uri, lines.length - 1, lines[lines.length - 1].length);
  }
  await isAlive(client, folder, 'next');
});

test('texts that are no C', async (t) => {
  const { client, uri, folder } = await session(t);
  const texts = [
    '\0\0\0',
    '"',
    '/*',
    '#define',
    '#if 1\n'.repeat(2000),
    'struct {'.repeat(3000),
    '('.repeat(20_000),
    `#define A ${'A '.repeat(5000)}\nA`,
    'struct __proto__ { int constructor; int __proto__; };\n#define toString 1\n#define hasOwnProperty _IO(1, 2)\n',
    `#include "sample.h"\nstruct s { struct s self; };`,
    '/** struct x - y\n * @'.repeat(500),
    '\ud800 \udc00 struct a { int \ud800; };',
  ];
  client.open(uri, '');
  let version = 1;
  for (const text of texts) {
    client.change(uri, ++version, { text });
    await askEverything(client, uri, 0, 5);
    await client.diagnostics(uri, version);
  }
  await isAlive(client, folder, 'next');
});

test('huge params, unknown methods, params of the wrong kind', async (t) => {
  const { client, uri, folder } = await session(t);
  client.open(uri, sampleText);
  await assert.rejects(client.request('textDocument/noSuchThing', {}), { code: -32601 });
  client.notify('noSuch/notification', { big: 'x'.repeat(5_000_000) });
  const name = 'x'.repeat(1_000_000);
  await assert.rejects(client.request('uapi/layout', { textDocument: { uri }, record: name }), { code: -32602 });
  assert.deepEqual(await client.request('workspace/symbol', { query: name }), []);
  for (const params of [null, [], 'x', { textDocument: null }, { textDocument: { uri: 5 }, position: 'there' }]) {
    const { error, result } = await client.requestRaw('textDocument/hover', params).answer;
    assert.ok(error !== undefined || result === null);
  }
  await isAlive(client, folder, 'next');
});

test('changes out of order: to documents that are not open, to older versions, opened twice', async (t) => {
  const { client, uri, folder } = await session(t);
  client.change(uri, 5, { text: 'struct nothing;' });
  client.notify('textDocument/didClose', { textDocument: { uri } });
  client.open(uri, 'struct first { int a; };\n', 7);
  client.open(uri, sampleText, 8);
  client.change(uri, 3, { text: sampleText });
  const { line, character } = positionOf(sampleText, 'addr;');
  assert.match((await client.hover(uri, line, character)) ?? '', /Offset: 8/);
  await isAlive(client, folder, 'next');
});

test('a message in many small pieces, and several in one', async (t) => {
  const { client, uri } = await session(t);
  const message = (id: number): Buffer => {
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: 'textDocument/documentSymbol',
      params: { textDocument: { uri } },
    });
    return Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const answers = [901, 902, 903].map((id) => client.expect(id));
  const bytes = Buffer.concat([901, 902, 903].map(message));
  for (let at = 0; at < bytes.length; at += 7) client.process.stdin.write(bytes.subarray(at, at + 7));
  for (const answer of answers) assert.ok(Array.isArray((await answer).result));
});

test('a body that is no JSON', async (t) => {
  const { client, uri, folder } = await session(t);
  client.process.stdin.write('Content-Length: 9\r\n\r\n{"a": tru');
  const { error, result } = await client.requestRaw('textDocument/hover', {
    textDocument: { uri },
    position: { line: 0, character: 0 },
  }).answer;
  assert.ok(error === undefined && result === null);
  await isAlive(client, folder, 'next');
});

test('a document of 50 MB', async (t) => {
  const { client, uri, folder } = await session(t);
  const block = '/* a comment that is as long as such comments are in generated headers */\n#define NUMBER 1\n';
  client.open(uri, block.repeat(Math.ceil(50_000_000 / block.length)));
  await client.diagnostics(uri, 1);
  client.notify('textDocument/didClose', { textDocument: { uri } });
  await isAlive(client, folder, 'next');
});

test('a range that splits a surrogate pair, and one that mends it', async (t) => {
  const { client, uri, folder } = await session(t);
  const text = `/* 😀 */\n${sampleText}`;
  client.open(uri, text);
  const at = (character: number) => ({ line: 0, character });
  client.change(uri, 2, { range: { start: at(4), end: at(5) }, text: '' });
  await askEverything(client, uri, 0, 4);
  client.change(uri, 3, { range: { start: at(4), end: at(4) }, text: '\ude00' });
  const { line, character } = positionOf(text, 'addr;');
  assert.match((await client.hover(uri, line, character)) ?? '', /Offset: 8/);
  await isAlive(client, folder, 'next');
});

test('an include that changes and vanishes between two requests', async (t) => {
  const { client, folder } = await session(t);
  const inner = path.join(folder, 'inner.h');
  const outer = pathToFileURL(path.join(folder, 'outer.h')).href;
  const text = '#include "inner.h"\nstruct outer {\n\tstruct inner first;\n\tint last;\n};\n';
  const told = async (type: number): Promise<string> => {
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(inner).href, type }] });
    return (await client.hover(outer, 3, 5)) ?? '';
  };
  writeFileSync(inner, 'struct inner {\n\tint a;\n};\n');
  client.open(outer, text);
  assert.match(await told(1), /Offset: 4/);
  writeFileSync(inner, 'struct inner {\n\tint a[5];\n};\n');
  assert.match(await told(2), /Offset: 20/);
  rmSync(inner);
  assert.doesNotMatch(await told(3), /Offset/);
  await askEverything(client, outer, 2, 10);
  writeFileSync(inner, 'struct inner {\n\tint a[2];\n};\n');
  assert.match(await told(1), /Offset: 8/);
});

test('a folder that is removed while it is open, with everything in it', async (t) => {
  const { client, uri, folder } = await session(t);
  client.open(uri, sampleText);
  const event = { added: [], removed: [{ uri: pathToFileURL(folder).href, name: 'test' }] };
  rmSync(folder, { recursive: true });
  client.notify('workspace/didChangeWorkspaceFolders', { event });
  assert.deepEqual(await client.request('workspace/symbol', { query: 'nothing_here' }), []);
  await askEverything(client, uri, 24, 8);
  const { line, character } = positionOf(sampleText, 'addr;');
  assert.match((await client.hover(uri, line, character)) ?? '', /Offset: 8/);
});

test('CRLF, CR and LF in one text count as lines', async (t) => {
  const { client, uri } = await session(t);
  client.open(uri, 'struct a {\r\n\tint b;\r\tint c;\n};\r\n');
  assert.match((await client.hover(uri, 2, 5)) ?? '', /Offset: 4/);
  client.change(uri, 2, { range: { start: { line: 1, character: 99 }, end: { line: 2, character: 0 } }, text: '\r\n' });
  assert.match((await client.hover(uri, 2, 5)) ?? '', /Offset: 4/);
});
