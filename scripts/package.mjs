// npm run package [-- --pre-release] [-- --output FILE]: builds everything and makes the extension, uapi-VERSION.vsix, as
// the Marketplace and Open VSX take it. vsce is installed on first use, in a folder of its own (docs/decisions/0009).

import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { thirdPartyNotices } from './lib/notices.mjs';
import { root, run, runMain, UserError, writeIfChanged } from './lib/repository.mjs';

/** Bytes. People on slow lines install it too. */
const MAX_BYTES = 1_500_000;

const tools = join(root, 'scripts', 'packaging');

await runMain(async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { isPreRelease, output } = readArguments(process.argv.slice(2), `uapi-${version}.vsix`);
  ensureInstalled();
  ensureInstalled(tools, 'the packager');
  const built = run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  if (built !== 0) return built;
  writeIfChanged(join(root, 'ThirdPartyNotices.txt'), thirdPartyNotices());
  const vsce = join(tools, 'node_modules', '@vscode', 'vsce', 'vsce');
  const packaged = run(process.execPath, [
    vsce,
    'package',
    '--no-dependencies',
    ...linkOptions(),
    ...(isPreRelease ? ['--pre-release'] : []),
    '--out',
    output,
  ]);
  if (packaged !== 0) return packaged;
  const { size } = statSync(output);
  if (size > MAX_BYTES) {
    throw new UserError(`${output} has ${size} bytes; ${MAX_BYTES} are the limit. \`unzip -lv\` shows what is large.`);
  }
  console.log(`${output}: ${Math.round(size / 1000)} kB`);
  return 0;
});

function readArguments(given, usual) {
  let isPreRelease = false;
  let output = join(root, usual);
  for (let i = 0; i < given.length; i++) {
    if (given[i] === '--pre-release') isPreRelease = true;
    else if (given[i] === '--output' && given[i + 1] !== undefined) {
      output = resolve(process.env.INIT_CWD ?? process.cwd(), given[++i]);
    } else throw new UserError(`npm run package takes --pre-release and --output FILE, not '${given[i]}'.`, 2);
  }
  return { isPreRelease, output };
}

/**
 * Links of the README lead into the repository where its address is known: a package.json that names it, or
 * UAPI_REPOSITORY_URL, which the release workflow sets. Elsewhere they stay as they are.
 */
function linkOptions() {
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (repository !== undefined) return [];
  const url = process.env.UAPI_REPOSITORY_URL?.replace(/\/$/, '');
  const others = ['--allow-missing-repository'];
  if (!url) return [...others, '--no-rewrite-relative-links'];
  return [...others, `--baseContentUrl=${url}/blob/HEAD`, `--baseImagesUrl=${url}/raw/HEAD`];
}
