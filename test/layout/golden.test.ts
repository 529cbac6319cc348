/**
 * Hard cases of our own on all sixteen ABIs, against what gcc said about them (test/golden/layout, made by
 * scripts/make-goldens.mjs). No compiler is needed here.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { layoutDocuments } from '../harness/uapi.js';
import { differences } from '../oracle/compareDocuments.js';
import { documentOf, type Golden } from '../oracle/golden.js';

const fixtures = path.join(repositoryRoot, 'test/fixtures/layout');
const goldens = path.join(repositoryRoot, 'test/golden/layout');
const names = fs.readdirSync(fixtures).filter((name) => name.endsWith('.h'));
const abis = [
  ...['x86_64', 'i386', 'x32', 'arm', 'arm-oabi', 'aarch64', 'm68k', 'mips'],
  ...['powerpc', 'powerpc64', 'sparc64', 'alpha', 'hppa', 's390x', 'riscv64', 'sh4'],
];

test('every fixture has a golden file, every golden file a fixture', () => {
  const stem = (name: string): string => path.parse(name).name;
  assert.deepEqual(fs.readdirSync(goldens).map(stem).sort(), names.map(stem).sort());
});

test('layouts, enums, macros and ioctls are what gcc says', async (t) => {
  const files = names.map((name) => path.join(fixtures, name));
  const actual = layoutDocuments(files, abis);
  for (const [index, name] of names.entries()) {
    await t.test(name, () => {
      const golden: Golden = JSON.parse(fs.readFileSync(path.join(goldens, `${path.parse(name).name}.json`), 'utf8'));
      assert.deepEqual(golden.abis, abis);
      const lines = abis.flatMap((abi) => differences(documentOf(golden, abi), actual.get(`${abi} ${files[index]}`)));
      assert.equal(lines.join('\n'), '');
    });
  }
});
