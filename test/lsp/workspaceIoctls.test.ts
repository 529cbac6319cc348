// Commands beyond one header: numbers over a folder, their registered blocks, and fixes that are applied together.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { ableClient, type Json, positionOf, startClient } from './lspClient.js';
import { sampleText } from './sampleHeader.js';

const header = (...defines: string[]): string => `#include <linux/ioctl.h>\n${defines.join('\n')}\n`;

test('the commands of a folder: blocks, gaps, duplicates and the next free number over all its headers', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(path.join(folder, 'sub'));
  const files: Readonly<Record<string, string>> = {
    'vfio.h': header("#define VFIO_ONE _IO(';', 100)", "#define VFIO_THREE _IO(';', 102)"),
    'sub/more.h': header("#define MORE_THREE _IO(';', 102)", "#define MORE_FOUR _IO(';', 103)"),
    'plain.h': '#define NOTHING 1\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const client = await startClient(t, { folder });
  const all = await client.request('uapi/ioctls', {});
  assert.deepEqual(all.commands.map(({ name }: Json) => name).sort(), [
    'MORE_FOUR',
    'MORE_THREE',
    'VFIO_ONE',
    'VFIO_THREE',
  ]);
  assert.deepEqual(all.gaps, [{ type: 0x3b, nrs: [101] }]);
  assert.deepEqual(
    all.duplicates.map((names: string[]) => [...names].sort()),
    [['MORE_THREE', 'VFIO_THREE']],
  );
  assert.deepEqual(all.nextFree, [{ type: 0x3b, nr: 104 }]);
  const own = all.registered.filter(({ relation }: Json) => relation === 'own');
  assert.deepEqual(
    own.map(({ type, holder }: Json) => [type, /vfio\.h/.test(holder)]),
    [[0x3b, true]],
  );
  const folderUri = pathToFileURL(path.join(folder, 'sub')).href;
  const below = await client.request('uapi/ioctls', { folder: folderUri });
  assert.deepEqual(below.nextFree, [{ type: 0x3b, nr: 104 }]);
  assert.equal(below.commands.length, 2);
  await assert.rejects(client.request('uapi/ioctls', { folder: 7 }), { code: -32602 });

  const decoded = await client.request('uapi/decodeIoctl', { number: 0x3b66 });
  assert.equal(decoded.candidates.length, 1);
  assert.match(decoded.candidates[0].name, /_THREE$/);
  const named = await client.request('uapi/decodeIoctl', { text: 'MORE_FOUR' });
  assert.equal(named.number, 0x3b67);
});

test('a hover says in whose registered block a command lies', async (t) => {
  const folder = temporaryFolder(t);
  const hoverOf = async (name: string, text: string, define: string): Promise<string> => {
    const uri = pathToFileURL(path.join(folder, name)).href;
    client.open(uri, text);
    const { line, character } = positionOf(text, define);
    return (await client.hover(uri, line, character)) ?? '';
  };
  const client = await startClient(t, { folder });
  const vfio = header("#define VFIO_ONE _IO(';', 100)");
  assert.match(await hoverOf('vfio.h', vfio, 'VFIO_ONE'), /In the registered block 64-7F of .*vfio\.h/);
  const none = header('#define FREE_ONE _IO(0x05, 3)');
  assert.match(await hoverOf('free.h', none, 'FREE_ONE'), /not in ioctl-number\.rst/);
});

test('a comment that suppresses nothing is tagged as unnecessary, for clients that know tags', async (t) => {
  const folder = temporaryFolder(t);
  const uri = pathToFileURL(path.join(folder, 'sample.h')).href;
  const text = sampleText.replace('\t__u32 flags;', '\t/* uapi-ignore[types/long-member]: no */\n\t__u32 flags;');
  const { textDocument } = ableClient;
  const tagSupport = { valueSet: [1, 2] };
  const publishDiagnostics = { ...textDocument.publishDiagnostics, tagSupport };
  const able = { ...ableClient, textDocument: { ...textDocument, publishDiagnostics } };
  for (const [capabilities, tags] of [
    [able, [1]],
    [ableClient, undefined],
  ] as const) {
    const client = await startClient(t, { folder, capabilities });
    client.open(uri, text);
    const unused = (await client.diagnostics(uri, 1)).find(({ code }) => code === 'suppression/unused');
    assert.deepEqual(unused.tags, tags);
  }
});
