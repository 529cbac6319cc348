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
import { createRandom } from './random.js';
import { framed, spoiledMessage } from './rpcMessages.js';

const MESSAGES_PER_SEED = 400;
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
      client.process.stdin.write(framed(spoiledMessage(random, uri, 10_000 + number)));
    }
    const fresh = pathToFileURL(path.join(folder, 'fresh.h')).href;
    client.open(fresh, sampleText);
    const { line, character } = positionOf(sampleText, 'addr;');
    assert.match((await client.hover(fresh, line, character)) ?? '', /Offset: 8/);
    assert.equal(client.garbage, '');
    assert.equal(client.process.exitCode, null);
  });
}
