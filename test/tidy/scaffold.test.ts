// The scripts that start a rule, an ABI and a dispatch model, run in a throw-away copy of the parts that they touch.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { copyOfRepository, repositoryRoot, temporaryFolder } from '../harness/repository.js';

function checkout(context: TestContext): string {
  const folder = temporaryFolder(context);
  copyOfRepository(folder, ['package.json', 'package.nls.json', 'tsconfig.base.json', 'scripts', 'server', 'client']);
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function runScript(folder: string, script: string, ...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [join('scripts', script), ...args], { cwd: folder, encoding: 'utf8' });
}

/** Compiler messages about files of the copy whose path contains `part`. */
function compilerMessages(folder: string, part: string): string[] {
  const tsc = join(repositoryRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', 'server/src/core', '--noEmit', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(result.error, undefined);
  return result.stdout.split('\n').filter((line) => line.includes(part));
}

test('new-rule makes a rule that compiles and that the generators pick up', (context) => {
  const folder = checkout(context);
  assert.equal(runScript(folder, 'new-rule.mjs', 'layout/odd-thing').stderr, '');
  const generated = runScript(folder, 'generate.mjs');
  assert.equal(generated.status, 0, generated.stderr);
  const registry = readFileSync(join(folder, 'server/src/core/rules/registry.generated.ts'), 'utf8');
  assert.match(registry, /import \{ rule as layoutOddThing \} from '\.\/layout\/odd-thing\/rule\.js';/);
  assert.match(readFileSync(join(folder, 'docs/rules/layout/odd-thing.md'), 'utf8'), /^## When to ignore$/m);
  assert.deepEqual(compilerMessages(folder, 'server/src/core/rules/'), []);
});

test('of a rule about sources, new-rule makes the description apart from the code', (context) => {
  const folder = checkout(context);
  assert.equal(runScript(folder, 'new-rule.mjs', 'uaccess/odd-thing').stderr, '');
  const generated = runScript(folder, 'generate.mjs');
  assert.equal(generated.status, 0, generated.stderr);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  assert.match(
    read('server/src/core/rules/registry.generated.ts'),
    /import \{ description as uaccessOddThing \} from '\.\/uaccess\/odd-thing\/description\.js';/,
  );
  assert.match(
    read('server/src/core/rules/sourceRegistry.generated.ts'),
    /import \{ rule as uaccessOddThing \} from '\.\/uaccess\/odd-thing\/rule\.js';/,
  );
  assert.match(read('docs/rules/uaccess/odd-thing.md'), /^static long todo\(/m);
  assert.deepEqual(compilerMessages(folder, 'server/src/core/rules/'), []);
});

test('new-abi makes a table that lacks nothing but the measured values', (context) => {
  const folder = checkout(context);
  assert.equal(runScript(folder, 'new-abi.mjs', 'loongarch64').stderr, '');
  const path = join(folder, 'server/src/core/target/abis/loongarch64.ts');
  assert.ok(compilerMessages(folder, 'abis/loongarch64.ts').some((message) => message.includes("'MEASURE'")));
  // With any values in place it is an Abi, but for the id that AbiId does not know.
  writeFileSync(path, `declare const MEASURE: never;\ndeclare const CITE: never;\n${readFileSync(path, 'utf8')}`);
  const left = compilerMessages(folder, 'abis/loongarch64.ts');
  assert.equal(left.length, 1, left.join('\n'));
  assert.match(left[0], /'"loongarch64"' is not assignable to type 'AbiId'/);
});

test('new-model makes a model that compiles, with a fixture', (context) => {
  const folder = checkout(context);
  assert.equal(runScript(folder, 'new-model.mjs', 'size-last').stderr, '');
  assert.ok(existsSync(join(folder, 'test/fixtures/dispatch/size-last.h')));
  assert.deepEqual(compilerMessages(folder, 'dispatch/models/'), []);
});

const refused = [
  ['new-rule.mjs', 'layout'],
  ['new-rule.mjs', 'Layout/hole'],
  ['new-rule.mjs', 'layout/../../../escape'],
  ['new-rule.mjs', 'padding/hole'],
  ['new-rule.mjs', 'layout/no-hole'],
  ['new-rule.mjs', 'layout/implicit-hole'],
  ['new-rule.mjs'],
  ['new-abi.mjs', '../x86'],
  ['new-abi.mjs', 'x86_64'],
  ['new-model.mjs', 'VFIO'],
  ['new-model.mjs', 'a', 'b'],
];

test('bad ids and ids that exist are refused in one line, and nothing is written', (context) => {
  const folder = checkout(context);
  const table = join(folder, 'server/src/core/target/abis/x86_64.ts');
  const before = readFileSync(table, 'utf8');
  for (const [script, ...args] of refused) {
    const result = runScript(folder, script, ...args);
    assert.equal(result.status, 2, `${script} ${args.join(' ')}`);
    assert.match(result.stderr, /^[^\n]+\n$/);
  }
  assert.equal(readFileSync(table, 'utf8'), before);
});
