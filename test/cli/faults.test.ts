/** Faults of the machine in the middle of a run: a full disk, a process that is killed, folders that take no new file. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi, uapiProgram } from '../harness/uapi.js';

const records = Array.from({ length: 20 }, (_, n) => `struct record_${n} {\n\t__u32 a;\n\t__u32 b;\n};\n`).join('');
const header = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */\n#include <linux/types.h>\n${records}`;

/** `uapi` where no file may become larger than 512 bytes. */
function withSmallFiles(args: readonly string[]): { status: number | null; stderr: string } {
  const command = ['-c', 'ulimit -f 1; exec "$@"', 'sh', process.execPath, uapiProgram, ...args];
  return spawnSync('sh', command, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

test('a baseline that does not fit on the disk leaves the old one as it was', (t) => {
  const folder = temporaryFolder(t);
  const [file, baseline] = ['a.h', 'baseline.json'].map((name) => path.join(folder, name));
  fs.writeFileSync(file, header);
  assert.equal(runUapi(['check', '--quiet', '--write-baseline', baseline, file]).status, 0);
  const before = fs.readFileSync(baseline, 'utf8');
  fs.writeFileSync(file, `${header}struct added {\n\t__u32 a;\n};\n`);
  const { status, stderr } = withSmallFiles(['check', '--quiet', '--write-baseline', baseline, file]);
  assert.equal(status, 2);
  assert.match(stderr, /^uapi: cannot write '.*baseline\.json': it would become larger .*\n$/);
  assert.equal(fs.readFileSync(baseline, 'utf8'), before);
  assert.deepEqual(fs.readdirSync(folder).sort(), ['a.h', 'baseline.json'], 'nothing is left beside it');
});

test('a baseline on a full device is a line and status 2', (t) => {
  const file = path.join(temporaryFolder(t), 'a.h');
  fs.writeFileSync(file, header);
  const { status, stderr } = runUapi(['check', '--quiet', '--write-baseline', '/dev/full', file]);
  assert.deepEqual([status, stderr], [2, "uapi: cannot write '/dev/full': the disk is full\n"]);
});

test('--fix on a full disk leaves the header as it was', (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'a.h');
  const text = header.replaceAll('__u32 a', 'unsigned int a');
  fs.writeFileSync(file, text);
  const { status, stderr } = withSmallFiles(['check', '--quiet', '--fix', file]);
  assert.equal(status, 2);
  assert.match(stderr, /cannot write '.*a\.h'/);
  assert.equal(fs.readFileSync(file, 'utf8'), text);
  assert.deepEqual(fs.readdirSync(folder), ['a.h']);
});

test('a baseline keeps its mode, and a link to it stays', (t) => {
  const folder = temporaryFolder(t);
  const [file, baseline, link] = ['a.h', 'baseline.json', 'link.json'].map((name) => path.join(folder, name));
  fs.writeFileSync(file, header);
  fs.writeFileSync(baseline, 'old');
  fs.chmodSync(baseline, 0o640);
  fs.symlinkSync('baseline.json', link);
  assert.equal(runUapi(['check', '--quiet', '--write-baseline', link, file]).status, 0);
  assert.ok(fs.lstatSync(link).isSymbolicLink());
  assert.equal(fs.statSync(baseline).mode & 0o777, 0o640);
  assert.match(fs.readFileSync(baseline, 'utf8'), /record_19/);
});

const HEADERS = 12;

function brokenTree(context: TestContext): string {
  const folder = temporaryFolder(context);
  for (let n = 0; n < HEADERS; n++) fs.writeFileSync(path.join(folder, `h${n}.h`), broken(n));
  return folder;
}

const broken = (n: number): string => header.replaceAll('__u32 a', 'unsigned int a').replaceAll('record', `r${n}`);

const textsOf = (folder: string): string[] =>
  Array.from({ length: HEADERS }, (_, n) => fs.readFileSync(path.join(folder, `h${n}.h`), 'utf8'));

test('SIGKILL in the middle of --fix leaves each header old or fixed, and the next run does the rest', async (t) => {
  const whole = brokenTree(t);
  runUapi(['check', '--quiet', '--fix', whole]);
  const fixed = textsOf(whole);
  assert.ok(fixed.every((text, n) => text !== broken(n)));
  // Killed as soon as the first, and as soon as some more, of the headers were put in place.
  for (const renamed of [1, 4]) {
    const folder = brokenTree(t);
    const watcher = fs.watch(folder);
    const child = spawn(process.execPath, [uapiProgram, 'check', '--quiet', '--fix', folder], { stdio: 'ignore' });
    const seen = new Set<string>();
    watcher.on('change', (_, name) => {
      if (/^h\d+\.h$/.test(String(name)) && seen.add(String(name)).size === renamed) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    watcher.close();
    assert.ok(seen.size >= renamed);
    textsOf(folder).forEach((text, n) => {
      assert.ok(text === broken(n) || text === fixed[n], `h${n}.h is neither: ${text.length} characters`);
    });
    assert.equal(runUapi(['check', '--quiet', '--fix', folder]).stderr, '');
    assert.deepEqual(textsOf(folder), fixed);
  }
});
