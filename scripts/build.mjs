// npm run build: compiles all TypeScript projects (types are checked, tests are compiled) and makes the bundles that
// server/bin/ loads. Both steps look at what changed and do nothing when nothing did.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles, describeOutput } from './lib/bundle.mjs';
import { compile } from './lib/compile.mjs';
import { root, runMain, UserError } from './lib/repository.mjs';
import { buildWebviews } from './lib/webviewBundle.mjs';

await runMain(async () => {
  if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
    throw new UserError('The build tools are not installed: run `npm ci` first.', 2);
  }
  const status = compile();
  if (status !== 0) return status;
  for (const output of [...(await buildBundles()), ...(await buildWebviews())])
    console.log(`built ${describeOutput(output)}`);
  return 0;
});
