// Configurations of docs/editors/ that no test runs: that they can be read, and name the server and its settings rightly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';
import { configuration, editorFolder, runEditor } from './editor.js';

const files = repositoryFiles('docs/editors');

test('each configuration starts the server by its name over standard input and output', () => {
  assert.ok(files.length >= 11);
  for (const file of files) {
    const text = file.readText();
    assert.match(text, /uapi-language-server/, file.path);
    assert.match(text, /--stdio/, file.path);
  }
});

test('each configuration is linked from the page, and each link leads somewhere', () => {
  const [page] = repositoryFiles('docs', (path) => path === 'docs/editors.md');
  const linked = [...page.readText().matchAll(/\]\(editors\/([^)]+)\)/g)].map(([, name]) => name);
  assert.deepEqual(linked.sort(), files.map(({ path }) => path.replace('docs/editors/', '')).sort());
});

test('JSON is JSON', () => {
  for (const file of files.filter(({ path }) => path.endsWith('.json'))) {
    assert.doesNotThrow(() => JSON.parse(file.readText()), file.path);
  }
});

test('settings are settings that there are', () => {
  const known = new Set(['profile', 'inlayHints', 'completion', 'definition', 'outline', 'hover', 'codeLens']);
  for (const file of files) {
    const given =
      /(?:initializationOptions|initialization_options|initialization-options|config =)[^{(]*[{(]([^})]*)[})]/.exec(
        file.readText(),
      )?.[1];
    for (const [, key] of given
      ?.replaceAll(':json-false', ':no')
      .replaceAll('v:false', 'no')
      .matchAll(/["':]?([a-zA-Z]+)["']?\s*(?::| =|\s:no)/g) ?? []) {
      assert.ok(key === 'no' || known.has(key), `${file.path}: ${key}`);
    }
  }
});

test('the configuration for vim-lsp can be sourced', async (t) => {
  const folder = editorFolder(t);
  const config = configuration(folder, 'vim-lsp.vim');
  const args = ['-N', '-u', 'NONE', '-i', 'NONE', '-n', '-es', '-c', `source ${config}`, '-c', 'qall!'];
  const { status, output } = await runEditor(folder, 'vim', args, 'vim-nox');
  assert.equal(status, 0, output);
});
