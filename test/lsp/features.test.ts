// Every capability that the server advertises, asked of the real process.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { ableClient, type ClientOptions, type Json, type LspClient, positionOf, startClient } from './lspClient.js';
import { sampleText } from './sampleHeader.js';

interface Session {
  readonly client: LspClient;
  readonly uri: string;
  readonly folder: string;
  /** A request at the nth character behind the first `needle`. */
  readonly at: (method: string, needle: string, behind?: number, more?: object) => Promise<Json>;
}

async function session(context: TestContext, options: ClientOptions = {}): Promise<Session> {
  const folder = temporaryFolder(context);
  const file = path.join(folder, 'sample.h');
  writeFileSync(file, sampleText);
  const client = await startClient(context, { folder, ...options });
  const uri = pathToFileURL(file).href;
  client.open(uri, sampleText);
  return {
    client,
    uri,
    folder,
    at(method, needle, behind = 0, more = {}) {
      const { line, character } = positionOf(sampleText, needle, behind);
      return client.at(method, uri, line, character, more);
    },
  };
}

test('hover says where a member lies, on all ABIs, and what its kernel-doc says', async (t) => {
  const { at } = await session(t);
  const { contents } = await at('textDocument/hover', 'addr;');
  assert.equal(contents.kind, 'markdown');
  assert.match(contents.value, /Offset: 8 {2}\nSize: 8 {2}\n/);
  assert.match(contents.value, /- i386, arm-oabi, m68k, sh4: offset 4, 8 bytes/);
  assert.match(contents.value, /Direction: out/);
  assert.match(contents.value, /Points to `struct sample_item` in user space/);
  const nested = await at('textDocument/hover', 'high;');
  assert.match(nested.contents.value, /Offset: 18 \(2 in `range`\)/);
});

test('hover of commands, constants, types, includes and kernel-doc references', async (t) => {
  const { at } = await session(t);
  const markdown = async (needle: string, behind = 0): Promise<string> =>
    (await at('textDocument/hover', needle, behind))?.contents.value ?? '';
  assert.match(
    await markdown('SAMPLE_GET _IOWR'),
    /0xc0185a10 \(3222821392\), size 24\n(?:.*\n)*rw, type 'Z' 0x5a, nr 16 \(0x10\)\n/,
  );
  assert.match(await markdown('SAMPLE_LOUD'), /= 16 \(0x10\), bit 4, in `enum sample_flags`/);
  assert.match(await markdown('@flags', 2), /Offset: 0/);
  assert.match(await markdown('&struct sample_item', 9), /`struct sample_item`/);
  assert.match(await markdown('SAMPLE_FAST: It'), /bit 3/);
  assert.match(await markdown('<linux/types.h>', 3), /`linux\/types.h`/);
  assert.match(await markdown('long total'), /all|8 bytes/);
  assert.equal(await markdown('#endif', 1), '');
});

test('a client that shows no Markdown gets text', async (t) => {
  const { at } = await session(t, { capabilities: {} });
  const { contents } = await at('textDocument/hover', 'sample_get {');
  assert.equal(contents.kind, 'plaintext');
  assert.doesNotMatch(contents.value, /[`|]/);
});

test('pushed diagnostics carry version, code, link and data', async (t) => {
  const { client, uri } = await session(t);
  const diagnostics = await client.diagnostics(uri, 1);
  const member = diagnostics.find(({ code }) => code === 'types/long-member');
  assert.match(member.codeDescription.href, /^https:\/\/docs\.kernel\.org\//);
  assert.equal(member.source, 'uapi');
  assert.deepEqual(member.range.start, positionOf(sampleText, 'total;'));
  assert.equal(member.data.symbol, 'sample_item.total');
  assert.equal(client.capabilities.diagnosticProvider, undefined);
});

test('definition, type definition, references and highlights', async (t) => {
  const { at, uri } = await session(t);
  const definition = await at('textDocument/definition', 'struct sample_item)', 8);
  assert.deepEqual(definition.range.start, positionOf(sampleText, 'sample_item {'));
  const include = await at('textDocument/definition', '<linux/types.h>', 4);
  assert.match(include.uri, /linux\/types\.h$/);
  const type = await at('textDocument/typeDefinition', '__u64 addr', 8);
  assert.match(type.uri, /int-(ll64|l64)\.h$/);
  const argument = await at('textDocument/typeDefinition', 'SAMPLE_PUT', 2);
  assert.deepEqual(argument.range.start, positionOf(sampleText, 'sample_item {'));
  const references = await at('textDocument/references', 'sample_item {', 0, { context: { includeDeclaration: true } });
  assert.deepEqual(
    references.map((each: Json) => [each.uri === uri, each.range.start.line]),
    [
      [true, positionOf(sampleText, '&struct sample_item').line],
      [true, positionOf(sampleText, 'sample_item {').line],
      [true, positionOf(sampleText, 'struct sample_item)').line],
    ],
  );
  const highlights = await at('textDocument/documentHighlight', 'flags;');
  assert.deepEqual(
    highlights.map(({ kind }: Json) => kind),
    [1, 3],
  );
});

test('references reach other headers of the folder', async (t) => {
  const { at, client, folder } = await session(t);
  const user = path.join(folder, 'user.h');
  writeFileSync(user, '#include "sample.h"\nstruct user {\n\tstruct sample_item item;\n};\n');
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(user).href, type: 1 }] });
  const references = await at('textDocument/references', 'sample_item {', 0, {
    context: { includeDeclaration: false },
  });
  assert.ok(references.some((each: Json) => each.uri.endsWith('/user.h') && each.range.start.line === 2));
});

test('rename asks first, warns of published names, and refuses what cannot be', async (t) => {
  const { at } = await session(t);
  const prepared = await at('textDocument/prepareRename', 'sample_item {', 3);
  assert.equal(prepared.placeholder, 'sample_item');
  const edit = await at('textDocument/rename', 'sample_item {', 3, { newName: 'sample_thing' });
  assert.equal(edit.documentChanges[0].edits.length, 3);
  assert.equal(edit.documentChanges[0].textDocument.version, 1);
  assert.equal(edit.changeAnnotations.published.needsConfirmation, true);
  await assert.rejects(at('textDocument/rename', 'sample_item {', 3, { newName: 'sample_get' }), { code: -32803 });
  await assert.rejects(at('textDocument/rename', 'sample_item {', 3, { newName: 'long' }), { code: -32803 });
  await assert.rejects(at('textDocument/prepareRename', '__u64 addr', 1), { code: -32803 });
});

test('the outline has the ioctls as a group; flat for clients without a tree', async (t) => {
  const { client, uri } = await session(t);
  const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri } });
  const group = symbols.find(({ name }: Json) => name === 'ioctls');
  assert.deepEqual(
    group.children.map(({ name }: Json) => name),
    ['SAMPLE_GET', 'SAMPLE_PUT'],
  );
  const { client: old, uri: other } = await session(t, { capabilities: {} });
  const flat = await old.request('textDocument/documentSymbol', { textDocument: { uri: other } });
  assert.ok(flat.every(({ location }: Json) => location.uri === other));
  assert.equal(flat.find(({ name }: Json) => name === 'total').containerName, 'sample_item');
});

test('workspace symbols are found by some of their letters, in closed headers too', async (t) => {
  const { client, folder } = await session(t);
  mkdirSync(path.join(folder, 'more'));
  writeFileSync(path.join(folder, 'more', 'other.h'), '#define OTHER_COUNT 3\nenum other_kind { OTHER_A };\n');
  const names = async (query: string): Promise<string[]> =>
    (await client.request('workspace/symbol', { query })).map(({ name }: Json) => name);
  assert.deepEqual((await names('othercount')).slice(0, 1), ['OTHER_COUNT']);
  assert.deepEqual((await names('smpget')).sort(), ['SAMPLE_GET', 'sample_get']);
});

test('folding, selection, links, semantic tokens with delta and range', async (t) => {
  const { client, uri, at } = await session(t);
  const textDocument = { uri };
  const folds = await client.request('textDocument/foldingRange', { textDocument });
  assert.ok(folds.some(({ kind }: Json) => kind === 'imports'));
  assert.ok(folds.some(({ startLine }: Json) => startLine === positionOf(sampleText, 'struct sample_get {').line));
  const [selection] = await client.request('textDocument/selectionRange', {
    textDocument,
    positions: [positionOf(sampleText, 'low;', 1)],
  });
  const depth = (range: Json): number => (range === undefined ? 0 : 1 + depth(range.parent));
  assert.ok(depth(selection) >= 5);
  const links = await client.request('textDocument/documentLink', { textDocument });
  assert.equal(links.length, 2);
  const full = await client.request('textDocument/semanticTokens/full', { textDocument });
  assert.equal(full.data.length % 5, 0);
  const start = positionOf(sampleText, 'long total');
  client.change(uri, 2, { range: { start, end: { line: start.line, character: start.character + 4 } }, text: '__u64' });
  const delta = await client.request('textDocument/semanticTokens/full/delta', {
    textDocument,
    previousResultId: full.resultId,
  });
  const { start: from, deleteCount, data } = delta.edits[0];
  const patched = [...full.data.slice(0, from), ...(data ?? []), ...full.data.slice(from + deleteCount)];
  const again = await client.request('textDocument/semanticTokens/full', { textDocument });
  assert.deepEqual(patched, again.data);
  const range = { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } };
  const part = await client.request('textDocument/semanticTokens/range', { textDocument, range });
  assert.ok(part.data.length < again.data.length);
  assert.ok(at !== undefined);
});

test('inlay hints and lenses follow the settings', async (t) => {
  const hintsOf = async (options: ClientOptions): Promise<string[]> => {
    const { client, uri } = await session(t, options);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await client.request('textDocument/inlayHint', { textDocument: { uri }, range });
    return hints.map(({ label }: Json) => label);
  };
  assert.deepEqual(await hintsOf({}), ['4 bytes hole before', '4 bytes of tail padding', '4 bytes hole before']);
  assert.deepEqual(await hintsOf({ initializationOptions: { inlayHints: 'off' } }), []);
  const all = await hintsOf({ initializationOptions: { inlayHints: 'all' } });
  assert.ok(all.includes('0xc0185a10'));
  const { client: asked, uri: document } = await session(t);
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const [hint] = await asked.request('textDocument/inlayHint', { textDocument: { uri: document }, range: whole });
  const resolved = await asked.request('inlayHint/resolve', hint);
  assert.match(resolved.tooltip.value, /^`__u64 addr` in `struct sample_get`\n\nOffset: 8/);
  const { client, uri } = await session(t);
  const lenses = await client.request('textDocument/codeLens', { textDocument: { uri } });
  const titles = await Promise.all(lenses.map((lens: Json) => client.request('codeLens/resolve', lens)));
  assert.ok(
    titles.some(
      ({ command }: Json) =>
        command.title === '24 bytes · 2 holes · differs on i386, arm-oabi, m68k, sh4 · used by 1 ioctl',
    ),
    JSON.stringify(titles),
  );
  assert.ok(lenses.every(({ command }: Json) => command === undefined));
  const { client: muted, uri: other } = await session(t, { initializationOptions: { codeLens: false } });
  assert.equal(await muted.request('textDocument/codeLens', { textDocument: { uri: other } }), null);
});

test('a client with views has a lens for each, which runs its command', async (t) => {
  const capabilities = { ...ableClient, experimental: { commands: { commands: ['uapi.showDispatch', 7] } } };
  const { client, uri } = await session(t, { capabilities });
  const lenses: Json[] = await client.request('textDocument/codeLens', { textDocument: { uri } });
  const [shown, ...others] = lenses.filter(({ command }) => command !== undefined);
  const { title, command, arguments: given } = shown.command;
  assert.deepEqual([title, command, given[0].uri], ['simulate', 'uapi.showDispatch', uri]);
  assert.deepEqual(await client.request('codeLens/resolve', shown), shown);
  // It stands beside the lens with the number, and the client that has no layout view gets no lens for it.
  assert.ok(
    lenses.some(({ data, range }) => data?.name === given[0].ioctl && range.start.line === shown.range.start.line),
  );
  assert.ok(others.every((each) => each.command.command === 'uapi.showDispatch'));
});

test('code actions: fixes resolve to edits of the version at hand, and a comment accepts a finding', async (t) => {
  const { client, uri } = await session(t);
  const start = positionOf(sampleText, 'total;');
  const params = { textDocument: { uri }, range: { start, end: start }, context: { diagnostics: [] } };
  const actions = await client.request('textDocument/codeAction', params);
  const accept = actions.find(({ title }: Json) => title.startsWith('Accept types/long-member'));
  assert.equal(accept.edit, undefined);
  const { edit } = await client.request('codeAction/resolve', accept);
  const [{ textDocument, edits }] = edit.documentChanges;
  assert.deepEqual(textDocument, { uri, version: 1 });
  assert.equal(edits[0].newText, '\t/* uapi-ignore[types/long-member]: say why */\n');
  assert.equal(edits[0].range.start.line, start.line);
  client.change(uri, 2, { text: sampleText.replace('long', '__u64') });
  await assert.rejects(client.request('codeAction/resolve', accept), { code: -32801 });
});

test('source.fixAll.uapi is given to those who ask, and changes no layout', async (t) => {
  const { client, folder } = await session(t);
  const uri = pathToFileURL(path.join(folder, 'ints.h')).href;
  client.open(uri, '#include <linux/types.h>\nstruct ints {\n\tu32 first;\n\tu64 second;\n\tlong third;\n};\n');
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const actionsFor = (more: object): Promise<Json[]> =>
    client.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...more } });
  const kinds = new Set((await actionsFor({})).map(({ kind }) => kind));
  assert.deepEqual([...kinds], ['quickfix']);
  for (const kind of ['source', 'source.fixAll', 'source.fixAll.uapi']) {
    const [action] = await actionsFor({
      only: [kind],
    });
    assert.equal(action.kind, 'source.fixAll.uapi');
    const edits = action.edit.documentChanges[0].edits;
    assert.deepEqual(
      edits.map(({ newText }: Json) => newText),
      ['__u32', '__u64'],
    );
  }
});

test('completion: arguments of _IOx, reserved bytes, kernel-doc members, whole declarations', async (t) => {
  const { client, uri, at } = await session(t);
  const labels = async (needle: string, behind: number): Promise<string[]> =>
    (await at('textDocument/completion', needle, behind)).items.map(({ label }: Json) => label);
  assert.deepEqual(await labels('_IOWR(SAMPLE_TYPE, 0x10', 19), ['0x13', '0x11']);
  assert.deepEqual(await labels('_IOWR(SAMPLE_TYPE', 6), ['SAMPLE_TYPE']);
  assert.ok((await labels('struct sample_item)', 0)).includes('struct sample_get'));
  assert.equal((await labels('__u64 addr', 0))[0], '__u32 __reserved;');
  assert.ok((await labels('\n\nstruct sample_item {', 1)).some((label) => label.startsWith('ioctl: structure')));
  assert.deepEqual((await labels(' * @addr', 3)).slice(0, 2), ['@ all members', '@range']);
  const { items } = await at('textDocument/completion', 'struct sample_item)', 0);
  const item = items.find(({ label }: Json) => label === 'struct sample_get');
  const resolved = await client.request('completionItem/resolve', item);
  assert.match(resolved.documentation.value, /24 bytes/);
  assert.ok(uri !== '');
});

test('signature help names the next free number', async (t) => {
  const { at } = await session(t);
  const help = await at('textDocument/signatureHelp', '_IOWR(SAMPLE_TYPE, 0x10', 19);
  assert.equal(help.signatures[0].label, '_IOWR(type, nr, argtype)');
  assert.equal(help.activeParameter, 1);
  assert.equal(help.signatures[0].parameters[1].documentation, 'Next free: 19 (0x13); left out so far: 17');
});

test('custom requests, as commands too', async (t) => {
  const { client, uri } = await session(t);
  const textDocument = { uri };
  const layout = await client.request('uapi/layout', { textDocument, record: 'sample_get' });
  assert.equal(layout.version, 1);
  const wide = layout.records.find(({ abis }: Json) => abis.includes('x86_64'));
  assert.equal(wide.size, 24);
  const { path: member, offset, size, type } = wide.members[1];
  assert.deepEqual({ member, offset, size, type }, { member: 'addr', offset: 8, size: 8, type: '__u64' });
  assert.deepEqual(wide.holes[0], { kind: 'hole', bitOffset: 32, bitWidth: 32, before: 'addr', after: 'flags' });
  const narrow = await client.request('uapi/layout', {
    textDocument,
    position: positionOf(sampleText, 'low;'),
    abis: ['i386'],
  });
  assert.equal(narrow.records[0].size, 16);
  const decoded = await client.request('workspace/executeCommand', {
    command: 'uapi/decodeIoctl',
    arguments: [{ number: 0xc0185a10, textDocument }],
  });
  assert.equal(decoded.candidates[0].name, 'SAMPLE_GET');
  const { commands, nextFree, gaps } = await client.request('uapi/ioctls', { textDocument });
  assert.equal(commands.length, 2);
  assert.deepEqual(nextFree, [{ type: 0x5a, nr: 0x13 }]);
  assert.deepEqual(gaps, [{ type: 0x5a, nrs: [0x11] }]);
});

test('the line of a trace leads to its command', async (t) => {
  const { client, uri } = await session(t);
  const text = 'ioctl(3, _IOC(_IOC_READ|_IOC_WRITE, 0x5a, 0x10, 0x18), 0x7ffc) = -1 EINVAL (Invalid argument)';
  const decoded = await client.request('uapi/decodeIoctl', { text, textDocument: { uri } });
  assert.equal(decoded.number, 0xc0185a10);
  assert.equal(decoded.candidates[0].name, 'SAMPLE_GET');
});

test('the settings that hold for a header, and where they come from', async (t) => {
  const { client, uri } = await session(t);
  const plain = await client.request('uapi/headerSettings', { textDocument: { uri } });
  assert.equal(plain.profile, 'recommended');
  assert.deepEqual(plain.abis, ['x86_64', 'i386']);
  assert.equal(plain.style.isSet, false);
  assert.equal(plain.file, null);
  assert.equal(plain.problem, null);
  await assert.rejects(client.request('uapi/headerSettings', {}), { code: -32602 });
});

test('custom requests name what is near a wrong name', async (t) => {
  const { client, uri } = await session(t);
  const textDocument = { uri };
  const wrong: readonly (readonly [string, object, RegExp])[] = [
    ['uapi/layout', { textDocument, record: 'sample_gte' }, /near it: sample_get/],
    ['uapi/layout', { textDocument, record: 'sample_get', abis: ['i686'] }, /no ABI 'i686'/],
    ['uapi/layout', { textDocument }, /'record' or 'position'/],
    ['uapi/layout', {}, /'textDocument'/],
    ['uapi/decodeIoctl', { textDocument, text: 'SAMPLE_GTE' }, /near it: SAMPLE_GET/],
    ['workspace/executeCommand', { command: 'uapi/layuot', arguments: [{}] }, /near it: uapi\/layout/],
  ];
  for (const [method, params, message] of wrong) {
    await assert.rejects(client.request(method, params), { code: -32602, message }, method);
  }
});

test('the layout report and built-in headers are documents', async (t) => {
  const { client, uri } = await session(t);
  assert.deepEqual(client.capabilities.workspace.textDocumentContent, {
    schemes: ['uapi-layout', 'uapi-dispatch', 'builtin'],
  });
  const report = await client.request('workspace/textDocumentContent', { uri: `uapi-layout:${uri}` });
  assert.match(report.text, /## `struct sample_get`/);
  const builtin = await client.request('workspace/textDocumentContent', { uri: 'builtin:/linux/types.h' });
  assert.match(builtin.text, /__u64/);
});
