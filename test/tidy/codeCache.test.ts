// The bundle and its code cache: V8 takes the cache that the build made, and the program starts all the same when the
// cache is missing, cut off, that of another bundle or that of another V8.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';

const server = join(repositoryRoot, 'server');
const bundle = join(server, 'dist', 'uapi.js');

/** What of server/bin/loadBundle.js is needed here. */
interface Loader {
  readonly idLength: number;
}

function loader(): Loader {
  return createRequire(import.meta.url)(join(server, 'bin', 'loadBundle.js')) as Loader;
}

function version(folder: string): { stdout: string; stderr: string; status: number | null } {
  const program = join(folder, 'bin', 'uapi.js');
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' });
  return { stdout, stderr, status };
}

function copyOfProgram(context: TestContext): string {
  const folder = temporaryFolder(context);
  for (const part of ['bin', 'dist']) cpSync(join(server, part), join(folder, part), { recursive: true });
  return folder;
}

/** Run in a process of its own, since flags are the process's. */
const rejection = `
  const { readFileSync } = require('node:fs');
  const [loader, setFlags, bundle] = process.argv.slice(1);
  const { idLength, wrap, [setFlags]: set } = require(loader);
  set();
  const [text, cached] = [readFileSync(bundle, 'latin1'), readFileSync(bundle + '.cache')];
  if (cached.toString('latin1', 0, idLength) !== text.slice(0, idLength)) throw new Error('another id');
  const { Script } = require('node:vm');
  const script = new Script(wrap(text), { filename: bundle, cachedData: cached.subarray(idLength) });
  process.stdout.write(String(script.cachedDataRejected));
`;

for (const [name, setFlags] of [
  ['uapi.js', 'setShortRunFlags'],
  ['uapi-language-server.js', 'setLongRunFlags'],
]) {
  test(`V8 takes the cache that the build made of ${name}`, () => {
    const args = ['-e', rejection, join(server, 'bin', 'loadBundle.js'), setFlags, join(server, 'dist', name)];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.deepEqual({ stdout, stderr }, { stdout: 'false', stderr: '' });
  });
}

test('the bundle is ASCII, as the loader takes it to be', () => {
  const bytes = readFileSync(bundle);
  assert.equal(
    bytes.findIndex((byte) => byte > 127),
    -1,
  );
});

test('the program starts without a cache, and with one that is cut off or foreign', (context) => {
  const folder = copyOfProgram(context);
  const path = join(folder, 'dist', 'uapi.js.cache');
  const expected = version(server);
  assert.equal(expected.status, 0);
  const whole = readFileSync(path);
  // V8's data starts with a magic number and the hash of V8's version, four bytes each.
  const { idLength } = loader();
  const otherV8 = Buffer.from(whole);
  otherV8.writeUInt32LE(otherV8.readUInt32LE(idLength + 4) ^ 1, idLength + 4);
  const otherBundle = Buffer.concat([Buffer.from('/*0000000000000000*/'), whole.subarray(idLength)]);
  for (const content of [otherV8, otherBundle, whole.subarray(0, 1000), Buffer.alloc(0)]) {
    writeFileSync(path, content);
    assert.deepEqual(version(folder), expected);
  }
  rmSync(path);
  assert.deepEqual(version(folder), expected);
});

test('without a bundle the program says how to build it', (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'bin'));
  cpSync(join(server, 'bin'), join(folder, 'bin'), { recursive: true });
  const { status, stderr } = version(folder);
  assert.equal(status, 2);
  assert.match(stderr, /^uapi is not built yet: run `npm ci && npm run build`[^\n]*\n$/);
});
