// How the server behaves towards a client: who asks for diagnostics, cancellation, encodings, settings, folders, its end.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { uapiProgram } from '../harness/uapi.js';
import { ableClient, type Json, LspClient, positionOf, pullingClient, startClient } from './lspClient.js';
import { sampleText } from './sampleHeader.js';

function headerIn(context: TestContext, text = sampleText, name = 'sample.h'): { folder: string; uri: string } {
  const folder = temporaryFolder(context);
  writeFileSync(path.join(folder, name), text);
  return { folder, uri: pathToFileURL(path.join(folder, name)).href };
}

test('a client that asks for diagnostics is pushed none, and told when nothing changed', async (t) => {
  const { folder, uri } = headerIn(t);
  const client = await startClient(t, { folder, capabilities: pullingClient });
  assert.equal(client.capabilities.diagnosticProvider.workspaceDiagnostics, true);
  client.open(uri, sampleText);
  const first = await client.request('textDocument/diagnostic', { textDocument: { uri } });
  assert.equal(first.kind, 'full');
  assert.ok(first.items.length > 0);
  const { resultId } = first;
  const same = await client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId: resultId });
  assert.deepEqual(same, { kind: 'unchanged', resultId });
  client.change(uri, 2, { text: '/* nothing */\n' });
  const after = await client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId: resultId });
  assert.equal(after.kind, 'full');
  assert.equal(client.notifications.filter(({ method }) => method === 'textDocument/publishDiagnostics').length, 0);
});

test('workspace/diagnostic covers headers that nobody opened', async (t) => {
  const { folder } = headerIn(t);
  const client = await startClient(t, { folder, capabilities: pullingClient });
  const { items } = await client.request('workspace/diagnostic', { previousResultIds: [] });
  assert.equal(items.length, 1);
  assert.ok(items[0].items.some(({ code }: Json) => code === 'types/long-member'));
  const previousResultIds = [{ uri: items[0].uri, value: items[0].resultId }];
  const again = await client.request('workspace/diagnostic', { previousResultIds });
  assert.equal(again.items[0].kind, 'unchanged');
});

test('an edit clears a finding, and the last version is the one that is published', async (t) => {
  const { folder, uri } = headerIn(t);
  const client = await startClient(t, { folder });
  client.open(uri, sampleText);
  await client.diagnostics(uri, 1);
  for (let version = 2; version < 20; version++) client.change(uri, version, { text: `${sampleText}\n` });
  const start = positionOf(sampleText, 'long total');
  client.change(uri, 20, { range: { start, end: { ...start, character: start.character + 4 } }, text: '__s64' });
  const diagnostics = await client.diagnostics(uri, 20);
  assert.ok(!diagnostics.some(({ code }) => code === 'types/long-member'));
});

test('closing takes the diagnostics away', async (t) => {
  const { folder, uri } = headerIn(t);
  const client = await startClient(t, { folder });
  client.open(uri, sampleText);
  await client.diagnostics(uri, 1);
  client.notify('textDocument/didClose', { textDocument: { uri } });
  assert.deepEqual(await client.diagnostics(uri), []);
});

test('a request that is cancelled before its turn gets -32800, and the next answer is right', async (t) => {
  const { folder, uri } = headerIn(t);
  const client = await startClient(t, { folder });
  client.open(uri, sampleText);
  const requests = Array.from({ length: 50 }, () =>
    client.requestRaw('textDocument/documentSymbol', { textDocument: { uri } }),
  );
  for (const { id } of requests) client.notify('$/cancelRequest', { id });
  const answers = await Promise.all(requests.map(({ answer }) => answer));
  for (const { error, result } of answers) assert.ok(error?.code === -32800 || Array.isArray(result));
  assert.ok(answers.some(({ error }) => error?.code === -32800));
  const place = positionOf(sampleText, 'addr;');
  assert.match((await client.hover(uri, place.line, place.character)) ?? '', /Offset: 8/);
});

for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
  test(`positions in ${encoding}, with CR LF and characters beyond the basic plane`, async (t) => {
    const line = '\t/* 😀 naïve */ __u32 flags; /* 😀 */ long after;';
    const text = `#include <linux/types.h>\r\nstruct wide {\r\n${line}\r\n};\r\n`;
    const { folder, uri } = headerIn(t, text, 'wide.h');
    const capabilities = { ...ableClient, general: { positionEncodings: [encoding] } };
    const client = await startClient(t, { folder, capabilities });
    assert.equal(client.capabilities.positionEncoding, encoding);
    const units = (before: string): number =>
      encoding === 'utf-16' ? before.length : encoding === 'utf-8' ? Buffer.byteLength(before) : [...before].length;
    const column = (needle: string): number => units(line.slice(0, line.indexOf(needle)));
    client.open(uri, text);
    const [{ range }] = (await client.diagnostics(uri, 1)).filter(({ code }) => code === 'types/long-member');
    assert.deepEqual(range.start, { line: 2, character: column('after') });
    assert.match((await client.hover(uri, 2, column('after'))) ?? '', /`long after`/);
    // An edit behind the wide characters lands where the client meant it.
    const start = { line: 2, character: column('long') };
    client.change(uri, 2, { range: { start, end: { line: 2, character: start.character + 4 } }, text: '__u64' });
    assert.ok(!(await client.diagnostics(uri, 2)).some(({ code }) => code === 'types/long-member'));
    assert.match((await client.hover(uri, 2, column('after') + 1)) ?? '', /`__u64 after`/);
  });
}

test('settings come with initialize, are asked for, and are pushed; .uapi.json wins', async (t) => {
  const { folder, uri } = headerIn(t);
  const codes = (diagnostics: Json[]): string[] => diagnostics.map(({ code }) => code);
  const off = { rules: { 'types/long-member': 'off' } };
  const first = await startClient(t, { folder, initializationOptions: off });
  first.open(uri, sampleText);
  assert.ok(!codes(await first.diagnostics(uri, 1)).includes('types/long-member'));
  first.notify('workspace/didChangeConfiguration', { settings: { uapi: { rules: {} } } });
  assert.ok(codes(await first.diagnostics(uri, 1)).includes('types/long-member'));

  const workspace = { ...ableClient.workspace, configuration: true };
  const second = await startClient(t, {
    folder,
    capabilities: { ...ableClient, workspace },
    configuration: () => ({ ...off, hover: false }),
  });
  second.open(uri, sampleText);
  await second.next(
    'textDocument/publishDiagnostics',
    ({ diagnostics }) => !codes(diagnostics).includes('types/long-member'),
  );
  assert.equal(await second.hover(uri, 1, 9), null);

  writeFileSync(path.join(folder, '.uapi.json'), '{ "rules": { "types/long-member": "error" } }');
  const third = await startClient(t, { folder, initializationOptions: off });
  third.open(uri, sampleText);
  const [found] = (await third.diagnostics(uri, 1)).filter(({ code }) => code === 'types/long-member');
  assert.equal(found.severity, 1);
});

test('wrong settings are said once, and the rest holds', async (t) => {
  const { folder } = headerIn(t);
  const client = await startClient(t, { folder, initializationOptions: { inlayHints: 'some', profle: 'new' } });
  const first = await client.next('window/logMessage');
  const second = await client.next('window/logMessage');
  assert.match(`${first.message}\n${second.message}`, /uapi\.inlayHints must be one of off, holes, all/);
  assert.match(`${first.message}\n${second.message}`, /unknown key "profle" \(did you mean 'profile'\?\)/);
});

test('groups of features can be left to another server', async (t) => {
  const { folder, uri } = headerIn(t);
  const initializationOptions = { hover: false, outline: false, definition: false, completion: 'off' };
  const client = await startClient(t, { folder, initializationOptions });
  client.open(uri, sampleText);
  const { line, character } = positionOf(sampleText, 'sample_item {');
  assert.equal(await client.hover(uri, line, character), null);
  assert.equal(await client.request('textDocument/documentSymbol', { textDocument: { uri } }), null);
  assert.equal(await client.at('textDocument/definition', uri, line, character), null);
  assert.deepEqual((await client.at('textDocument/completion', uri, line - 1, 0)).items, []);
});

test('what another open document includes follows its edits', async (t) => {
  const { folder, uri } = headerIn(t);
  const other = pathToFileURL(path.join(folder, 'user.h')).href;
  const text = '#include "sample.h"\nstruct user {\n\tstruct sample_item item;\n};\n';
  const client = await startClient(t, { folder });
  client.open(uri, sampleText);
  client.open(other, text);
  const size = async (): Promise<string | undefined> =>
    /Size: (\d+)/.exec((await client.hover(other, 2, 21)) ?? '')?.[1];
  assert.equal(await size(), '16');
  client.change(uri, 2, { text: sampleText.replace('long total;', 'long total;\n\t__u64 more;') });
  assert.equal(await size(), '24');
});

test('files that change on disk are read again, also when they vanish', async (t) => {
  const { folder } = headerIn(t);
  const other = pathToFileURL(path.join(folder, 'user.h')).href;
  const client = await startClient(t, { folder });
  client.open(other, '#include "sample.h"\nstruct user {\n\tstruct sample_item item;\n};\n');
  const hover = async (): Promise<string> => (await client.hover(other, 2, 21)) ?? '';
  assert.match(await hover(), /Size: 16/);
  const changes = { changes: [{ uri: pathToFileURL(path.join(folder, 'sample.h')).href, type: 2 }] };
  writeFileSync(path.join(folder, 'sample.h'), sampleText.replace('long total;', 'long total[3];'));
  client.notify('workspace/didChangeWatchedFiles', changes);
  assert.match(await hover(), /Size: 32/);
  writeFileSync(path.join(folder, 'sample.h'), '');
  client.notify('workspace/didChangeWatchedFiles', changes);
  assert.doesNotMatch(await hover(), /Size: 32/);
});

test('folders join and leave', async (t) => {
  const { folder } = headerIn(t);
  const { folder: second } = headerIn(t, '#define SECOND_THING 1\n', 'second.h');
  const client = await startClient(t, { folder });
  const found = async (): Promise<number> =>
    (await client.request('workspace/symbol', { query: 'second_thing' })).length;
  assert.equal(await found(), 0);
  const event = { uri: pathToFileURL(second).href, name: 'second' };
  client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [event], removed: [] } });
  assert.equal(await found(), 1);
  client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [event] } });
  assert.equal(await found(), 0);
});

test('in a workspace that is not trusted nothing outside is read, and hovers say so', async (t) => {
  const { folder: outside } = headerIn(t, 'struct secret {\n\tlong words[4];\n};\n', 'secret.h');
  const text =
    '#include <secret.h>\n#include <linux/types.h>\nstruct mine {\n\tstruct secret inner;\n\t__u32 flags;\n};\n';
  const { folder, uri } = headerIn(t, text, 'mine.h');
  writeFileSync(path.join(folder, '.uapi.json'), JSON.stringify({ includeRoots: [outside] }));
  const untrusted = await startClient(t, { folder, initializationOptions: { trusted: false } });
  untrusted.open(uri, text);
  const hidden = (await untrusted.hover(uri, 0, 15)) ?? '';
  assert.match(hidden, /was not found/);
  assert.match(hidden, /not trusted/);
  assert.match((await untrusted.hover(uri, 1, 12)) ?? '', /built in/);
  untrusted.notify('uapi/didGrantTrust', {});
  assert.doesNotMatch((await untrusted.hover(uri, 0, 15)) ?? '', /not found|not trusted/);
  const trusted = await startClient(t, { folder });
  trusted.open(uri, text);
  assert.doesNotMatch((await trusted.hover(uri, 0, 15)) ?? '', /not found|not trusted/);
});

test('source files and headers of the kernel itself get no findings', async (t) => {
  const { folder } = headerIn(t, '', 'x.h');
  const client = await startClient(t, { folder });
  const uri = pathToFileURL(path.join(folder, 'driver.c')).href;
  client.open(uri, sampleText);
  assert.deepEqual(await client.diagnostics(uri, 1), []);
});

test('shutdown and exit end with 0; exit alone and the end of input with 1', async (t) => {
  const { folder } = headerIn(t);
  const orderly = await startClient(t, { folder });
  assert.equal(await orderly.stop(), 0);
  const abrupt = await startClient(t, { folder });
  abrupt.notify('exit', undefined);
  assert.equal(await abrupt.exited, 1);
  const deserted = await startClient(t, { folder });
  deserted.process.stdin.end();
  assert.equal(await deserted.exited, 1);
});

test('--clientProcessId of a process that is gone ends the server', async () => {
  const client = new LspClient({ args: ['--stdio', '--clientProcessId=4194303'] });
  assert.equal(await client.exited, 1);
});

test('wrong arguments, --version and --help', async () => {
  const run = async (...args: string[]): Promise<readonly [number | null, string, string]> => {
    const client = new LspClient({ args });
    let [out, err] = ['', ''];
    client.process.stdout.removeAllListeners('data').on('data', (chunk) => (out += chunk));
    client.process.stderr.on('data', (chunk) => (err += chunk));
    return [await client.exited, out, err];
  };
  assert.deepEqual(await run('--sdtio'), [2, '', "uapi: unknown argument '--sdtio'\n"]);
  assert.deepEqual((await run('--socket=x'))[0], 2);
  assert.match((await run('--version'))[1], /^uapi-language-server \d/);
  assert.match((await run('--help'))[1], /--pipe=NAME/);
});

test('over a socket, a pipe, and as `uapi lsp`', async (t) => {
  const serve = async (listen: number | string, args: (port: number) => string[]): Promise<string> => {
    const heard = deferred<string>();
    const server = createServer((socket) => {
      socket.once('data', (chunk) => heard.resolve(chunk.toString()));
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
      socket.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    });
    await new Promise<void>((resolve) => server.listen(listen, resolve));
    const address = server.address();
    const client = new LspClient({ args: args(typeof address === 'object' && address !== null ? address.port : 0) });
    const answer = await heard.promise;
    client.process.kill();
    await client.exited;
    server.close();
    return answer;
  };
  assert.match(await serve(0, (port) => [`--socket=${port}`]), /Content-Length/);
  const pipe = path.join(temporaryFolder(t), 'pipe');
  assert.match(await serve(pipe, () => [`--pipe=${pipe}`]), /Content-Length/);
  const client = new LspClient({ program: uapiProgram, args: ['lsp', '--stdio'] });
  t.after(() => client.process.kill());
  await client.initialize();
  assert.equal(client.serverInfo.name, 'uapi-language-server');
  assert.equal(await client.stop(), 0);
  assert.equal(client.garbage, '');
});

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('a layout report that is shown is refreshed after an edit', async (t) => {
  const { folder, uri } = headerIn(t);
  const client = await startClient(t, { folder });
  client.open(uri, sampleText);
  await client.request('workspace/textDocumentContent', { uri: `uapi-layout:${uri}` });
  const refreshed = client.next('workspace/textDocumentContent/refresh');
  client.change(uri, 2, { text: sampleText.replace('int count;', '__u64 count;') });
  assert.deepEqual(await refreshed, { uri: `uapi-layout:${uri}` });
});
