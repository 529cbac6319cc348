import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { configuration, editorFolder, runEditor, script } from './editor.js';

const packages = 'vim-nox vim-ale';

test('Vim with ALE: diagnostics, hover, an edit that clears, an end', async (t) => {
  const folder = editorFolder(t);
  const config = configuration(folder, 'ale.vim');
  const report = path.join(folder.folder, 'report');
  const args = [
    ...['-N', '-u', 'NONE', '-i', 'NONE', '-n', '-X', '--not-a-term'],
    ...['--cmd', 'set rtp+=/usr/share/vim-ale | filetype plugin on'],
    ...['-c', 'runtime plugin/ale.vim', '-c', `source ${config}`, '-c', `edit ${folder.header}`],
    ...['-c', 'setfiletype c | ALELint', '-c', `source ${script('ale.vim')}`],
  ];
  const { status, output } = await runEditor(
    { ...folder, env: { ...folder.env, UAPI_REPORT: report } },
    'vim',
    args,
    packages,
  );
  const said = existsSync(report) ? readFileSync(report, 'utf8') : `nothing; the terminal shows: ${output}`;
  assert.equal(status, 0, said);
  assert.match(said, /DIAGNOSTIC line 7/);
  assert.match(said, /HOVER .*Offset: 8/);
  assert.match(said, /CLEARED\nSTOPPED/);
});
