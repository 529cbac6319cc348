// The npm package as it is published: packed, unpacked into an empty folder, and run from there.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { LspClient, positionOf } from './lspClient.js';
import { sampleText } from './sampleHeader.js';

test('the packed package serves from an empty folder, and each of its programs is there', async (t) => {
  const folder = temporaryFolder(t);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const name = execFileSync(npm, pack, { cwd: path.join(repositoryRoot, 'server'), encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', path.join(folder, name), '-C', folder]);
  const unpacked = path.join(folder, 'package');
  const { bin } = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
  assert.deepEqual(Object.keys(bin), ['uapi', 'uapi-language-server']);
  const version = execFileSync(process.execPath, [path.join(unpacked, bin.uapi), '--version'], { encoding: 'utf8' });
  assert.match(version, /^uapi \d/);
  const client = new LspClient({ program: path.join(unpacked, bin['uapi-language-server']), folder });
  t.after(() => client.process.kill());
  await client.initialize();
  const uri = `file://${folder}/sample.h`;
  client.open(uri, sampleText);
  const { line, character } = positionOf(sampleText, 'addr;');
  assert.match((await client.hover(uri, line, character)) ?? '', /Offset: 8/);
  assert.equal(await client.stop(), 0);
});
