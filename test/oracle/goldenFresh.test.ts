/**
 * The golden files are not taken on trust: the compilers of this machine are asked again about every fixture, and must
 * say what the files say for their ABIs. A fixture that was edited without `scripts/make-goldens.mjs` fails here, and so
 * does an oracle that misreads an object file.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { differences } from './compareDocuments.js';
import { type Compiler, liveCompilers, mapConcurrently, requireCompiler } from './compilers.js';
import { documentOf, type Golden } from './golden.js';
import { bareFlags } from './includeRoots.js';
import { askCompiler } from './oracle.js';

const fixtures = path.join(repositoryRoot, 'test/fixtures/layout');
const goldens = path.join(repositoryRoot, 'test/golden/layout');
const names = fs.readdirSync(fixtures).filter((name) => name.endsWith('.h'));

const judges: readonly { readonly compiler: Compiler; readonly roots: readonly string[] }[] = [
  { compiler: liveCompilers.x86_64, roots: ['/usr/include/x86_64-linux-gnu', '/usr/include'] },
  { compiler: liveCompilers.i386, roots: ['/usr/include/x86_64-linux-gnu', '/usr/include'] },
  { compiler: liveCompilers.m68k, roots: ['/usr/m68k-linux-gnu/include'] },
  { compiler: liveCompilers.powerpc, roots: ['/usr/powerpc-linux-gnu/include'] },
];

for (const { compiler, roots } of judges) {
  test(`${compiler.command} still says what the golden files say on ${compiler.abi}`, async () => {
    requireCompiler(compiler);
    const flags = bareFlags(compiler, roots);
    const lines = await mapConcurrently(names, 2, async (name) => {
      const file = path.join(fixtures, name);
      const answer = await askCompiler(compiler, flags, { name, include: `"${file}"`, file });
      if (answer.kind === 'refused') return [`${name}: ${answer.reason}`];
      const golden: Golden = JSON.parse(fs.readFileSync(path.join(goldens, `${path.parse(name).name}.json`), 'utf8'));
      const stored = documentOf(golden, compiler.abi);
      // Both ways round, so that nothing is left over on either side.
      return [...differences(answer.document, stored), ...differences(stored, answer.document)];
    });
    assert.equal(lines.flat().join('\n'), '');
  });
}
