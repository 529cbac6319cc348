// Driver sources in the language server: a header and the driver that handles its commands, asked of the real process.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { ableClient, type Json, type LspClient, positionOf, pullingClient, startClient } from './lspClient.js';

const header = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _UAPI_LINUX_BOX_H
#define _UAPI_LINUX_BOX_H
#include <linux/types.h>
#include <linux/ioctl.h>
/**
 * struct box_open - ioctl(BOX_OPEN)
 * @size: sizeof(struct box_open)
 * @id: Which box
 * @start: Where it begins
 * @length: How long it is
 */
struct box_open {
	__u32 size;
	__u32 id;
	__aligned_u64 start;
	__aligned_u64 length;
};
#define BOX_OPEN _IO('b', 0x40)
/**
 * struct box_close - ioctl(BOX_CLOSE)
 * @size: sizeof(struct box_close)
 * @id: Which box
 */
struct box_close {
	__u32 size;
	__u32 id;
};
#define BOX_CLOSE _IO('b', 0x41)
#define BOX_RESET _IO('b', 0x20)
#endif
`;

const types = `typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef __u64 __attribute__((aligned(8))) __aligned_u64;
`;

const source = `#include <linux/box.h>
static int box_open(struct box_cmd *cmd)
{
	return 0;
}
#define BOX_OP(_cmd, _fn, _struct, _last) \\
	[_IOC_NR(_cmd) - 0x40] = { .size = sizeof(_struct), .min_size = offsetofend(_struct, _last), .number = _cmd, .execute = _fn }
static const struct box_op box_ops[] = {
	BOX_OP(BOX_OPEN, box_open, struct box_open, start),
	BOX_OP(BOX_CLOSE, box_close, struct box_close, id),
};
static long box_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	const struct box_op *op;
	u32 size;

	switch (cmd) {
	case BOX_RESET:
		return box_reset(file);
	}
	if (_IOC_NR(cmd) - 0x40 >= ARRAY_SIZE(box_ops))
		return -ENOIOCTLCMD;
	op = &box_ops[_IOC_NR(cmd) - 0x40];
	if (get_user(size, (u32 __user *)arg))
		return -EFAULT;
	if (op->number != cmd)
		return -ENOIOCTLCMD;
	if (size < op->min_size)
		return -EINVAL;
	return copy_struct_from_user(&buffer, op->size, (void __user *)arg, size);
}
`;

const reset = 'int box_reset(struct file *file)\n{\n\treturn 0;\n}\n';

interface Session {
  readonly client: LspClient;
  readonly folder: string;
  readonly header: string;
  readonly source: string;
  readonly inHeader: (method: string, needle: string, more?: object) => Promise<Json>;
  readonly inSource: (method: string, needle: string, behind?: number) => Promise<Json>;
}

async function session(context: TestContext, capabilities: object = ableClient): Promise<Session> {
  const folder = temporaryFolder(context);
  const files = {
    'include/uapi/linux/box.h': header,
    'include/uapi/linux/types.h': types,
    'drivers/box/main.c': source,
    'drivers/box/reset.c': reset,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const client = await startClient(context, { folder, capabilities });
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const [headerUri, sourceUri] = [uriOf('include/uapi/linux/box.h'), uriOf('drivers/box/main.c')];
  client.open(headerUri, header);
  return {
    client,
    folder,
    header: headerUri,
    source: sourceUri,
    inHeader(method, needle, more = {}) {
      const { line, character } = positionOf(header, needle);
      return client.at(method, headerUri, line, character, more);
    },
    inSource(method, needle, behind = 0) {
      const { line, character } = positionOf(source, needle, behind);
      return client.at(method, sourceUri, line, character);
    },
  };
}

const shortPlaces = (locations: Json): readonly string[] =>
  (locations ?? []).map(({ uri, range }: Json) => `${uri.replace(/^.*\//, '')}:${range.start.line + 1}`).sort();

async function lensTitles(client: LspClient, uri: string): Promise<readonly string[]> {
  const lenses: Json[] = await client.request('textDocument/codeLens', { textDocument: { uri } });
  const resolved = await Promise.all(lenses.map((lens) => client.request('codeLens/resolve', lens)));
  return resolved.map(({ command }) => command.title);
}

test('with headers alone nothing of the driver side is loaded', async (t) => {
  const { client, header: uri, inHeader } = await session(t);
  await inHeader('textDocument/hover', 'BOX_OPEN _IO');
  const titles = await lensTitles(client, uri);
  assert.ok(titles.every((title) => !title.includes('handled in')));
  assert.deepEqual(
    await client.request('uapi/work', null).then(({ loadsDriverSide, sources }) => [loadsDriverSide, sources]),
    [false, 0],
  );
});

test('implementation leads from the macro to the handler, which is looked for in the workspace', async (t) => {
  const { client, header: uri, inHeader } = await session(t);
  assert.deepEqual(shortPlaces(await inHeader('textDocument/implementation', 'BOX_OPEN _IO')), ['main.c:2']);
  assert.deepEqual(shortPlaces(await inHeader('textDocument/implementation', 'BOX_CLOSE _IO')), ['main.c:10']);
  assert.deepEqual(shortPlaces(await inHeader('textDocument/implementation', 'BOX_RESET _IO')), ['reset.c:1']);
  assert.equal(await inHeader('textDocument/implementation', 'box_open {'), null);
  const titles = await lensTitles(client, uri);
  assert.ok(
    titles.some((title) => /handled in main\.c:2$/.test(title)),
    titles.join('\n'),
  );
  assert.ok(
    titles.some((title) => /handled in reset\.c:1$/.test(title)),
    titles.join('\n'),
  );
});

test('implementation leads on from a table line and a case', async (t) => {
  const { client, source: uri, inSource } = await session(t);
  client.open(uri, source);
  assert.deepEqual(shortPlaces(await inSource('textDocument/implementation', 'BOX_OPEN, box_open')), ['main.c:2']);
  assert.deepEqual(shortPlaces(await inSource('textDocument/implementation', 'BOX_RESET:')), ['reset.c:1']);
  assert.equal(await inSource('textDocument/implementation', 'u32 size;'), null);
});

test('references of a macro have the table line and the handler', async (t) => {
  const { inHeader } = await session(t);
  const context = { context: { includeDeclaration: false } };
  const found = shortPlaces(await inHeader('textDocument/references', 'BOX_OPEN _IO', context));
  assert.ok(found.includes('main.c:9'), found.join(' '));
  assert.ok(found.includes('main.c:2'), found.join(' '));
  assert.ok(found.includes('box.h:7'), 'the kernel-doc');
  assert.equal(new Set(found).size, found.length);
});

test('references from a case are those of the macro', async (t) => {
  const { client, source: uri, inSource } = await session(t);
  client.open(uri, source);
  const { line, character } = positionOf(source, 'BOX_RESET:');
  const context = { context: { includeDeclaration: true } };
  const found = shortPlaces(await client.at('textDocument/references', uri, line, character, context));
  assert.deepEqual(found, ['box.h:30', 'main.c:18', 'reset.c:1']);
  assert.notEqual(await inSource('textDocument/hover', 'BOX_RESET:'), null);
});

test('hover of a table line says what callers of each size get', async (t) => {
  const { client, source: uri, inSource } = await session(t);
  client.open(uri, source);
  const { contents } = await inSource('textDocument/hover', 'BOX_OPEN, box_open');
  assert.match(contents.value, /^`BOX_OPEN`: 0x6240/);
  assert.match(contents.value, /Handler: `box_open`/);
  assert.match(contents.value, /ksize 24, min_size 16 on all \d+ ABIs/);
  assert.match(contents.value, /\| below 16 \| EINVAL \|/);
  assert.match(contents.value, /\| 16 \(ends with `start`\) \| works: 8 bytes behind it count as zero \|/);
  assert.match(contents.value, /\| above 24 \| works where the rest is zero, else E2BIG \|/);
});

test('hover of a handler says which command it handles', async (t) => {
  const { client, source: uri, inSource } = await session(t);
  client.open(uri, source);
  const { contents } = await inSource('textDocument/hover', 'box_open(struct box_cmd');
  assert.match(contents.value, /^`box_open` handles\n\n- `BOX_OPEN`: 0x6240.*, passes `struct box_open`/);
});

test('the dispatch preview takes model, smallest size and table from the driver', async (t) => {
  const { client, header: uri, source: sourceUri, inSource } = await session(t);
  const params = { textDocument: { uri }, ioctl: 'BOX_OPEN', callerStruct: 'box_open', preview: true };
  const before = await client.request('uapi/simulateDispatch', params);
  assert.equal(before.model, 'fwctl');
  client.open(sourceUri, source);
  await inSource('textDocument/hover', 'BOX_OPEN, box_open');
  const after = await client.request('uapi/simulateDispatch', params);
  assert.equal(after.model, 'iommufd');
  assert.ok(after.notes.includes('model iommufd, smallest size and op table as main.c:9 has them'), after.notes.join());
  const short = await client.request('uapi/simulateDispatch', { ...params, callerSize: 12 });
  assert.equal(short.errno, 'EINVAL');
  const chosen = await client.request('uapi/simulateDispatch', { ...params, model: 'fwctl' });
  assert.equal(chosen.model, 'fwctl');
});

test('diagnostics of sources are pushed and pulled like those of headers', async (t) => {
  const text = `${source}/* uapi-ignore[dispatch/no-such-rule]: a typing mistake */\n`;
  const pushed = await session(t);
  pushed.client.open(pushed.source, text);
  const diagnostics = await pushed.client.diagnostics(pushed.source);
  assert.deepEqual(
    diagnostics.map(({ code }: Json) => code),
    ['suppression/unknown-rule'],
  );
  const pulled = await session(t, pullingClient);
  pulled.client.open(pulled.source, text);
  const report = await pulled.client.request('textDocument/diagnostic', { textDocument: { uri: pulled.source } });
  assert.deepEqual(
    report.items.map(({ code }: Json) => code),
    ['suppression/unknown-rule'],
  );
});

test('a source that changes on disk is read again for its siblings; sources are watched once one is open', async (t) => {
  const watching = { ...ableClient.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
  const { client, folder, header: headerUri, source: uri } = await session(t, { ...ableClient, workspace: watching });
  const watched = (): readonly string[] =>
    client.requests
      .filter(({ method }) => method === 'client/registerCapability')
      .flatMap(({ params }) => params.registrations)
      .flatMap(({ registerOptions }) => registerOptions?.watchers ?? [])
      .map(({ globPattern }: Json) => globPattern);
  await client.request('uapi/work', null);
  assert.ok(watched().includes('**/*.h'));
  assert.ok(!watched().includes('**/*.c'));

  client.change(headerUri, 2, {
    text: header.replace('struct box_close {', 'struct box_close {\n\t__u32 flags;\n\t__u32 __reserved;'),
  });
  const beside = path.join(folder, 'drivers/box/check.c');
  const write = (member: string, type: number): void => {
    writeFileSync(
      beside,
      `int box_check(struct box_close *cmd)\n{\n\treturn cmd->size + cmd->id + cmd->${member};\n}\n`,
    );
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(beside).href, type }] });
  };
  const found = async (): Promise<readonly string[]> => (await client.diagnostics(uri)).map(({ code }: Json) => code);
  write('flags', 1);
  client.open(
    uri,
    `#include <linux/box.h>
static long box_close(struct box *box, void __user *argp)
{
	struct box_close cmd;

	if (copy_from_user(&cmd, argp, sizeof(cmd)))
		return -EFAULT;
	return box_check(&cmd);
}
`,
  );
  assert.deepEqual(await found(), ['uaccess/reserved-unchecked']);
  assert.ok(watched().includes('**/*.c'));
  write('__reserved', 2);
  assert.deepEqual(await found(), ['uaccess/flags-unchecked']);
});

test('the baseline of the settings tells what the first callers pass, and is read again when it changes', async (t) => {
  const watching = { ...ableClient.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
  const { client, folder, source: uri } = await session(t, { ...ableClient, workspace: watching });
  const at = (name: string): string => path.join(folder, name);
  const changed = (name: string, type: number): void =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(at(name)).href, type }] });
  const publish = (text: string): void => {
    writeFileSync(at('include/uapi/linux/box.h'), text);
    const written = runUapi(['check', '--write-baseline', at('base.json'), at('include/uapi/linux/box.h')]);
    assert.doesNotMatch(written.stderr, /baseline/);
    writeFileSync(at('include/uapi/linux/box.h'), header);
  };
  publish(header.replace('\t__aligned_u64 start;\n\t__aligned_u64 length;\n', ''));
  writeFileSync(at('.uapi.json'), '{"baseline":"base.json"}');
  changed('.uapi.json', 1);
  client.open(uri, `#define BOX_BASE 0x40\n${source.replaceAll('- 0x40', '- BOX_BASE')}`);
  const told = async (): Promise<readonly string[]> =>
    (await client.diagnostics(uri))
      .filter(({ code }: Json) => code === 'dispatch/min-size-choice')
      .map(({ message }: Json) => message.split('\n')[0]);
  const [message, ...others] = await told();
  assert.match(message, /BOX_OPEN demands 16 bytes, up to 'start'; callers of the published .* pass 8/);
  assert.deepEqual(others, []);
  publish(header.replace('\t__aligned_u64 length;\n', ''));
  changed('base.json', 2);
  assert.deepEqual(await told(), []);
});

test('an outline and colours of sources are left to others, who know functions', async (t) => {
  const { client, header: headerUri, source: uri } = await session(t);
  client.open(uri, source);
  const ask = (method: string, asked: string): Promise<Json> =>
    client.request(`textDocument/${method}`, { textDocument: { uri: asked } });
  for (const method of ['documentSymbol', 'semanticTokens/full']) {
    assert.equal(await ask(method, uri), null, method);
    assert.notEqual(await ask(method, headerUri), null, method);
  }
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  assert.equal(await client.request('textDocument/semanticTokens/range', { textDocument: { uri }, range }), null);
});
