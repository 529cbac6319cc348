import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { unpackedServer } from '../lsp/package.js';
import { configuration, type EditorFolder, editorFolder, runEditor, script } from './editor.js';

test('Neovim: diagnostics, hover, a code action, an edit that clears, a clean end', async (t) => {
  await session(editorFolder(t));
});

test('the packed npm package serves Neovim from an empty folder', async (t) => {
  await session(editorFolder(t, unpackedServer(temporaryFolder(t))));
});

async function session(folder: EditorFolder): Promise<void> {
  const config = configuration(folder, 'neovim-0.7.lua');
  const args = ['--headless', '--clean', '-u', config, '-c', `luafile ${script('neovim.lua')}`, folder.header];
  const { status, output } = await runEditor(folder, 'nvim', args, 'neovim');
  assert.equal(status, 0, output);
  assert.match(output, /DIAGNOSTIC line 6 column 6/);
  assert.match(output, /HOVER .*Offset: 8/);
  assert.match(output, /ACTION \t\/\* uapi-ignore\[types\/long-member\]: say why \*\//);
  assert.match(output, /CLEARED\r?\nSTOPPED/);
  assert.ok(readFileSync(folder.header, 'utf8').includes('long total'), 'the file on disk was not touched');
}

test('the configuration for Neovim 0.11 is Lua', async (t) => {
  const folder = editorFolder(t);
  const config = configuration(folder, 'neovim.lua');
  const check = `lua if not loadfile([[${config}]]) then vim.cmd('cquit 1') end`;
  const { status, output } = await runEditor(
    folder,
    'nvim',
    ['--headless', '--clean', '-c', check, '-c', 'qall!'],
    'neovim',
  );
  assert.equal(status, 0, output);
});
