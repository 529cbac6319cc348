// npm run workbench [-- FOLDER]: starts the real VS Code with the extension, for a browser of this machine, and prints the
// address. Installs and builds what is missing. Shows a copy of examples/, or FOLDER itself. Ctrl+C ends it.

import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildBundles } from './lib/bundle.mjs';
import { compile } from './lib/compile.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root, runMain, UserError } from './lib/repository.mjs';
import { buildWebviews } from './lib/webviewBundle.mjs';
import { ensureWorkbench } from './lib/workbench.mjs';

/** People should be asked whether they trust the folder, which tests are not. */
const startSettings = {
  'security.workspace.trust.startupPrompt': 'once',
  'security.workspace.trust.banner': 'always',
};

await runMain(async () => {
  const [given, ...more] = process.argv.slice(2);
  if (more.length > 0 || given?.startsWith('-')) throw new UserError('Usage: npm run workbench [-- FOLDER]', 2);
  const folder = given === undefined ? undefined : resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (folder !== undefined && !existsSync(folder)) throw new UserError(`There is no folder '${given}'.`, 2);
  ensureInstalled();
  ensureWorkbench();
  const status = compile();
  if (status !== 0) return status;
  await buildBundles();
  await buildWebviews();
  const { startCodeServer } = await import('../test/out/e2e/harness/codeServer.js');
  const { workbenchUrl } = await import('../test/out/e2e/harness/browser.js');
  const copy = mkdtempSync(join(tmpdir(), 'uapi-examples-'));
  cpSync(join(root, 'examples'), copy, { recursive: true });
  const server = await startCodeServer({ trustDisabled: false, settings: startSettings });
  console.log(`VS Code with the extension, on ${folder ?? 'a copy of examples/'}:

  ${workbenchUrl(server, { workspace: folder ?? copy, developmentPath: root })}

Open include/uapi/linux/widget.h first. Ctrl+C ends it; its settings and the copy are gone then.`);
  await new Promise((fulfil) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, fulfil);
  });
  await server.stop();
  rmSync(copy, { recursive: true, force: true });
  return 0;
});
