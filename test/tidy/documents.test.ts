// Documents that must keep up with the code: generated files, rule pages, the ABI page, links, the decisions' index.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ALL_ABIS } from 'uapi-language-server/core';
import { repositoryFiles, repositoryRoot } from '../harness/repository.js';

const ruleSections = ['What it does', 'Why it matters', 'Example', 'Use instead', 'When to ignore', 'References'];

test('generated files are fresh', () => {
  const result = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  assert.equal(result.stderr, '');
  assert.equal(result.status, 0);
});

test('every rule has a page with the fixed sections, each with text', () => {
  const rules = repositoryFiles('server/src/core/rules', (path) =>
    /^server\/src\/core\/rules\/[^/]+\/[^/]+\//.test(path),
  );
  const folders = new Set(rules.map((file) => dirname(file.path)));
  assert.ok(folders.size > 0, 'no rule found');
  for (const folder of folders) {
    const page = rules.find((file) => file.path === `${folder}/README.md`);
    assert.ok(page !== undefined, `${folder} has no README.md`);
    assert.ok(
      rules.some((file) => file.path === `${folder}/rule.ts`),
      `${folder} has no rule.ts`,
    );
    const text = page.readText();
    const id = folder.replace('server/src/core/rules/', '');
    assert.ok(text.startsWith(`# ${id}\n`), `${page.path} does not start with '# ${id}'`);
    const parts = text.split(/^## /m).slice(1);
    assert.deepEqual(
      parts.map((part) => part.slice(0, part.indexOf('\n'))),
      ruleSections,
      page.path,
    );
    const empty = parts.filter((part) => part.slice(part.indexOf('\n')).trim() === '' || /\bTODO\b/.test(part));
    assert.deepEqual(empty, [], `${page.path} has sections without text`);
  }
});

test('every ABI is on docs/abi.md', () => {
  const page = repositoryFiles('docs', (path) => path === 'docs/abi.md')[0]?.readText() ?? '';
  assert.ok(ALL_ABIS.length >= 16);
  assert.deepEqual(
    ALL_ABIS.filter((abi) => !page.includes(`| \`${abi.id}\` | ${abi.title} |`)).map((abi) => abi.id),
    [],
  );
});

const documents = repositoryFiles('.', (path) => path.endsWith('.md') && !path.startsWith('server/src/'));

test('links between documents lead somewhere', () => {
  const broken = documents.flatMap((file) =>
    [...file.readText().matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1])
      .filter((link) => !existsSync(join(repositoryRoot, dirname(file.path), link)))
      .map((link) => `${file.path}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test('every decision is in the index, and its file is numbered', () => {
  const index = documents.find((file) => file.path === 'docs/README.md')?.readText() ?? '';
  const decisions = documents.filter((file) => file.path.startsWith('docs/decisions/'));
  assert.ok(decisions.length >= 3);
  for (const { path } of decisions) {
    assert.match(path, /^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/);
    assert.ok(index.includes(path.replace('docs/', '')), `docs/README.md does not name ${path}`);
  }
});

test('scripts that the documents name exist', () => {
  const packageJson = JSON.parse(repositoryFiles('.', (path) => path === 'package.json')[0].readText());
  const scripts = new Set(Object.keys(packageJson.scripts));
  const missing = documents.flatMap((file) =>
    [...file.readText().matchAll(/\bnpm run ([a-z:-]+)/g)]
      .map((match) => match[1])
      .filter((script) => !scripts.has(script))
      .map((script) => `${file.path}: npm run ${script}`),
  );
  assert.deepEqual(missing, []);
});
