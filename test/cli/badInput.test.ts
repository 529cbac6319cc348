/** What the program says to a wrong command line and to input that it cannot read: one line, exit status 2. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi, uapiProgram } from '../harness/uapi.js';

const good = 'struct good { int a; };\n';

interface BadUse {
  readonly title: string;
  readonly args: (folder: string) => readonly string[];
  /** What the line must name. */
  readonly names: RegExp;
}

const badUses: readonly BadUse[] = [
  { title: 'a missing file', args: (f) => ['layout', path.join(f, 'none.h')], names: /none\.h/ },
  { title: 'a missing file for check', args: (f) => ['check', path.join(f, 'none.h')], names: /none\.h/ },
  { title: 'a missing file for preprocess', args: (f) => ['preprocess', path.join(f, 'none.h')], names: /none\.h/ },
  {
    title: 'a missing file for export',
    args: (f) => ['export', 'static-asserts', path.join(f, 'none.h')],
    names: /none\.h/,
  },
  { title: 'a folder where a file is due', args: (f) => ['preprocess', f], names: /uapi/ },
  { title: 'a path through a file', args: () => ['layout', '/dev/null/x.h'], names: /\/dev\/null\/x\.h/ },
  // Not even root can read this one.
  { title: 'an unreadable file', args: () => ['layout', '/proc/self/mem'], names: /\/proc\/self\/mem/ },
  { title: 'a device', args: () => ['layout', '/dev/zero'], names: /\/dev\/zero/ },
  { title: 'an unknown option', args: (f) => ['layout', '--colour', path.join(f, 'good.h')], names: /--colour/ },
  { title: 'an unknown ABI', args: (f) => ['layout', '--abi', 'vax', path.join(f, 'good.h')], names: /vax/ },
  { title: 'a list of no ABI', args: (f) => ['layout', '--abi', ',', path.join(f, 'good.h')], names: /ABI/ },
  { title: 'an unknown format', args: (f) => ['layout', '--format', 'xml', path.join(f, 'good.h')], names: /xml/ },
  { title: 'an unknown command', args: () => ['lay-out'], names: /lay-out/ },
  { title: 'no file', args: () => ['layout'], names: /file/ },
  { title: 'an unknown export', args: (f) => ['export', 'pascal', path.join(f, 'good.h')], names: /pascal/ },
  {
    title: 'an include root that is none',
    args: (f) => ['layout', '--include-root', path.join(f, 'no'), path.join(f, 'good.h')],
    names: /no/,
  },
  {
    title: 'settings that are missing',
    args: (f) => ['check', '--config', path.join(f, 'no.json'), path.join(f, 'good.h')],
    names: /no\.json/,
  },
  { title: 'a number that is none', args: () => ['ioctl', 'decode', '0xZZ'], names: /0xZZ/ },
  { title: 'a direction that is none', args: () => ['ioctl', 'encode', 'sideways', 'V', '1', '4'], names: /sideways/ },
  {
    title: 'an output that cannot be written',
    args: (f) => ['layout', '--output', path.join(f, 'no', 'x'), path.join(f, 'good.h')],
    names: /no/,
  },
];

for (const { title, args, names } of badUses) {
  test(`${title}: one line, exit 2`, (t) => {
    const folder = temporaryFolder(t);
    fs.writeFileSync(path.join(folder, 'good.h'), good);
    const result = runUapi(args(folder), { input: '' });
    assert.equal(result.status, 2, result.stderr);
    assert.match(result.stderr, /^uapi: [^\n]+\n$/);
    assert.match(result.stderr, names);
    assert.doesNotMatch(result.stderr, /internal error/);
  });
}

test('one bad path among good ones: the good ones are still reported, exit 2', (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'good.h');
  fs.writeFileSync(file, good);
  const result = runUapi(['layout', '--abi', 'x86_64', '--format', 'ndjson', path.join(folder, 'none.h'), file]);
  assert.equal(result.status, 2);
  assert.match(result.stdout, /"name":"good"/);
});

test('a file of 100 MB ends soon, with one line that says so', (t) => {
  const file = path.join(temporaryFolder(t), 'large.h');
  fs.writeFileSync(file, good);
  fs.truncateSync(file, 100_000_000);
  const result = runUapi(['layout', file]);
  assert.equal(result.status, 2);
  assert.match(result.stderr, /^uapi: [^\n]*large\.h[^\n]*MB[^\n]*\n$/);
});

test('a closed output pipe ends the program quietly', async (t) => {
  const file = path.join(temporaryFolder(t), 'many.h');
  fs.writeFileSync(file, Array.from({ length: 5000 }, (_, n) => `struct s${n} { long a; };\n`).join(''));
  const args = [uapiProgram, 'layout', '--abi', 'all', '--format', 'ndjson', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [status, signal] = await once(child, 'close');
  assert.equal(signal, null);
  assert.equal(status, 0);
  assert.equal(errors, '');
});
