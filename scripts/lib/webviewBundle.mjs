// Bundles each view, a folder of client/webview with a main.ts, into client/dist/webview/NAME.js and NAME.css.
// esbuild needs a fraction of a second for all of them, so they are made each time and written where they differ.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath, root, UserError, writeIfChanged } from './repository.mjs';

const folder = 'client/webview';

/** @returns {Promise<string[]>} the outputs that were written, below the root */
export async function buildWebviews() {
  const names = readdirSync(join(root, folder)).filter((name) => existsSync(join(root, folder, name, 'main.ts')));
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: `${folder}/${name}/main.ts`, out: name })),
    outdir: 'client/dist/webview',
    bundle: true,
    format: 'iife',
    // The Electron of VS Code 1.91, the oldest that the manifest allows.
    target: 'chrome122',
    minify: true,
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  }).catch((error) => {
    throw new UserError(`Bundling the views failed:\n${error.message}`);
  });
  return outputFiles.filter(({ path, text }) => writeIfChanged(path, text)).map(({ path }) => displayPath(path));
}
