/**
 * The language server under messages that are nearly right: requests whose numbers, names and values are exchanged, and
 * bodies that are no JSON any more, all in correct frames, with committed seeds. The process lives, writes nothing but
 * messages, and the answer to the next good request is right.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { positionOf, startClient } from '../lsp/lspClient.js';
import { sampleText } from '../lsp/sampleHeader.js';
import { mutate } from './mutations.js';
import { createRandom, type Random } from './random.js';

const MESSAGES_PER_SEED = 400;
const methods = [
  ...['hover', 'definition', 'references', 'completion', 'documentSymbol', 'foldingRange', 'codeAction', 'codeLens'],
  ...['inlayHint', 'semanticTokens/full', 'semanticTokens/range', 'rename', 'selectionRange', 'didChange', 'didClose'],
].map((name) => `textDocument/${name}`);
const others = ['workspace/symbol', 'workspace/executeCommand', 'workspace/didChangeConfiguration', '$/cancelRequest'];
const own = ['uapi/layout', 'uapi/ioctls', 'uapi/dispatch'];
const odd = [null, [], {}, -1, 1e308, 0.5, 2 ** 40, '', '__proto__', 'file:///', true, [[[]]], { __proto__: 1 }];

for (const seed of [3, 90_001]) {
  test(`${MESSAGES_PER_SEED} spoiled messages, seed ${seed}`, async (t) => {
    const folder = temporaryFolder(t);
    const file = path.join(folder, 'sample.h');
    writeFileSync(file, sampleText);
    const uri = pathToFileURL(file).href;
    const client = await startClient(t, { folder });
    client.open(uri, sampleText);
    const random = createRandom(seed);
    for (let number = 0; number < MESSAGES_PER_SEED; number++) {
      const body = JSON.stringify(message(random, uri, 10_000 + number));
      sendBody(client.process.stdin, random.below(3) === 0 ? mutate(body, random) : body);
    }
    const fresh = pathToFileURL(path.join(folder, 'fresh.h')).href;
    client.open(fresh, sampleText);
    const { line, character } = positionOf(sampleText, 'addr;');
    assert.match((await client.hover(fresh, line, character)) ?? '', /Offset: 8/);
    assert.equal(client.garbage, '');
    assert.equal(client.process.exitCode, null);
  });
}

function message(random: Random, uri: string, id: number): object {
  const position = { line: random.below(60), character: random.below(60) };
  const params = {
    textDocument: { uri, version: random.below(9) },
    position,
    positions: [position],
    range: { start: { line: 0, character: 0 }, end: position },
    context: { diagnostics: [], includeDeclaration: true },
    contentChanges: [{ range: { start: position, end: position }, text: random.pick(['x', '}', '/*', '\n']) }],
    newName: random.pick(['a', '9', '__proto__']),
    query: 'x',
  };
  const spoiled: unknown = JSON.parse(JSON.stringify(params), (_key, value) =>
    random.below(25) === 0 ? random.pick(odd) : value,
  );
  const method = random.pick([...methods, ...others, ...own]);
  const isNotification = /did|\$\//.test(method);
  return { jsonrpc: '2.0', ...(isNotification ? {} : { id }), method, params: spoiled };
}

function sendBody(stdin: NodeJS.WritableStream, body: string): void {
  stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
