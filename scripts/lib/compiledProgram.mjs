// Preloaded into a process: `uapi` and the language server then run the compiled files in place of their bundles, so that
// what is done to a compiled file shows in them.

import { createRequire } from 'node:module';
import { basename } from 'node:path';

const program = basename(process.argv[1] ?? '');
if (program === 'uapi.js' || program === 'uapi-language-server.js') {
  const loader = createRequire(import.meta.url)('../../server/bin/loadBundle.js');
  loader.loadProgram = (folder, bundle) => {
    const main = bundle === 'uapi.js' ? 'cliMain.js' : 'serverMain.js';
    // What a bundle has around it as a CommonJS module.
    globalThis.__dirname = folder;
    import(new URL(`../../server/out/host/node/${main}`, import.meta.url).href);
    return true;
  };
}
