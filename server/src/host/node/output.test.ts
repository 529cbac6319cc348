import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createOutput } from './output.js';
import { tempTree } from './testing/tempTree.js';

/** Runs a program that writes through createOutput(1); `prelude` comes before. */
function writer(prelude: string, megabytes: number): ReturnType<typeof spawn> {
  const program = `
    import { createOutput } from ${JSON.stringify(new URL('output.js', import.meta.url).href)};
    ${prelude}
    const output = createOutput(1, () => process.exit(7));
    for (let i = 0; i < ${megabytes}; i++) output.write('ü'.repeat(512 * 1024));
    output.write('end');
    output.flush();
    process.exit(5);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('small pieces are gathered, large ones are written whole', (t) => {
  const path = join(tempTree(t, {}), 'out');
  const descriptor = openSync(path, 'w');
  const output = createOutput(descriptor, () => assert.fail('nobody closed it'));
  output.write('a€');
  assert.equal(readFileSync(path, 'utf8'), '');
  output.write('x'.repeat(300_000));
  assert.equal(readFileSync(path).length, 4 + 300_000);
  output.write('');
  output.write('end');
  output.flush();
  output.flush();
  closeSync(descriptor);
  assert.equal(readFileSync(path, 'utf8'), `a€${'x'.repeat(300_000)}end`);
});

test('nothing is lost when a non-blocking pipe is full', async () => {
  // Touching process.stdout makes the pipe non-blocking, so that write(2) answers EAGAIN.
  const child = writer('process.stdout;', 8);
  assert.ok(child.stdout);
  await new Promise((resolve) => setTimeout(resolve, 300));
  let length = 0;
  let last = Buffer.alloc(0);
  for await (const chunk of child.stdout) {
    length += chunk.length;
    last = chunk;
  }
  assert.equal(length, 8 * 1024 * 1024 + 3);
  assert.equal(last.subarray(-3).toString(), 'end');
});

test('a reader that goes away ends the program, as the caller wishes', async () => {
  const child = writer('', 64);
  assert.ok(child.stdout);
  child.stdout.once('data', () => child.stdout?.destroy());
  const status = await new Promise((resolve) => child.once('exit', resolve));
  assert.equal(status, 7);
});

test('a write that fails is reported once', () => {
  const descriptor = openSync('/dev/full', 'w');
  const reasons: unknown[] = [];
  const output = createOutput(descriptor, (reason) => reasons.push(reason));
  output.write('text');
  output.flush();
  output.write('more');
  output.flush();
  closeSync(descriptor);
  assert.equal(reasons.length, 1);
  assert.equal((reasons[0] as { code?: string }).code, 'ENOSPC');
});
