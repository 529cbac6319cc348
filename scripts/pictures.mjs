// npm run pictures: makes the pictures of docs/images from the views in the real workbench, each in the themes dark,
// light and high contrast, wide and narrow. The tests that make them also look for accessibility faults.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from './lib/bundle.mjs';
import { compile } from './lib/compile.mjs';
import { ensureDebianPackages } from './lib/debianPackages.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root, run, runMain, UserError } from './lib/repository.mjs';
import { buildWebviews } from './lib/webviewBundle.mjs';
import { ensureWorkbench } from './lib/workbench.mjs';

/** Bytes. A picture is fetched with the README and stays in the history of the repository. */
const maxBytes = 150_000;

await runMain(async () => {
  ensureInstalled();
  ensureDebianPackages();
  ensureWorkbench();
  const compiled = compile();
  if (compiled !== 0) return compiled;
  await buildBundles();
  await buildWebviews();
  const folder = join(root, 'docs', 'images');
  const env = { ...process.env, UAPI_PICTURES: folder };
  const status = run(process.execPath, ['--test', 'test/out/e2e/pictures.test.js'], { env });
  const large = readdirSync(folder).filter((name) => statSync(join(folder, name)).size > maxBytes);
  if (large.length > 0) throw new UserError(`Larger than ${maxBytes} bytes: ${large.join(', ')}`);
  return status;
});
