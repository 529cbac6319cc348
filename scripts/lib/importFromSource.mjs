// Modules of the server for build scripts: bundled from source, so that nothing has to be compiled first.

import { build } from 'esbuild';
import { root } from './repository.mjs';

/**
 * @param {string} contents TypeScript that exports what is wanted; paths in it are relative to the repository's root
 * @returns {Promise<any>} the module
 */
export async function importFromSource(contents) {
  const result = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    // Libraries in CommonJS ask for modules of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
    logLevel: 'silent',
  });
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
