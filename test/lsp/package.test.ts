// The npm package as it is published: packed, unpacked into an empty folder, and run from there.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { LspClient, positionOf } from './lspClient.js';
import { unpackPackage } from './package.js';
import { sampleText } from './sampleHeader.js';

test('the packed package serves from an empty folder, and each of its programs is there', async (t) => {
  const folder = temporaryFolder(t);
  const { programs } = unpackPackage(folder);
  assert.deepEqual(Object.keys(programs), ['uapi', 'uapi-language-server']);
  const version = execFileSync(process.execPath, [programs.uapi, '--version'], { encoding: 'utf8' });
  assert.match(version, /^uapi \d/);
  const client = new LspClient({ program: programs['uapi-language-server'], folder });
  t.after(() => client.process.kill());
  await client.initialize();
  const uri = `file://${folder}/sample.h`;
  client.open(uri, sampleText);
  const { line, character } = positionOf(sampleText, 'addr;');
  assert.match((await client.hover(uri, line, character)) ?? '', /Offset: 8/);
  assert.equal(await client.stop(), 0);
});
