// The extension as it is shipped: what is in the package, and how large it is.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';

function run(...args: string[]): string {
  const result = spawnSync(process.execPath, args, { cwd: repositoryRoot, encoding: 'utf8' });
  assert.equal(result.status, 0, result.stderr + result.stdout);
  return result.stdout;
}

test('npm run package makes a small extension with what it needs and nothing else', { timeout: 300_000 }, (t) => {
  const output = join(temporaryFolder(t), 'uapi.vsix');
  run('scripts/package.mjs', '--output', output);
  const { size } = statSync(output);
  t.diagnostic(`the package has ${Math.round(size / 1000)} kB`);
  assert.ok(size < 1_500_000, `${size} bytes`);

  const vsce = join('scripts', 'packaging', 'node_modules', '@vscode', 'vsce', 'vsce');
  const files = run(vsce, 'ls', '--no-dependencies').trim().split('\n').sort();
  for (const needed of [
    'package.json',
    'package.nls.json',
    'LICENSE',
    'ThirdPartyNotices.txt',
    'client/dist/extension.node.cjs',
    'client/dist/extension.browser.js',
    'client/l10n/bundle.l10n.json',
    'client/media/icon.png',
    'server/bin/uapi-language-server.js',
    'server/bin/loadBundle.js',
    'server/dist/package.json',
    'server/dist/uapi-language-server.browser.js',
    'server/dist/uapi-packaged.js',
    'server/schema/uapi.schema.json',
  ]) {
    assert.ok(files.includes(needed), `${needed} is missing`);
  }
  const unwanted = /\.(?:map|ts|vsix|cache)$|\.inputs\.json$|^(?:test|docs|scripts|examples)\/|node_modules/;
  assert.deepEqual(
    files.filter((file) => unwanted.test(file)),
    [],
  );
});
