import { basename } from 'node:path';

/**
 * The command line and the language server in one bundle, for the VS Code extension: what both consist of is in it once.
 * `server/bin/` starts it where the bundles of their own are not there.
 */
const isServer = process.argv[2] === 'lsp' || basename(process.argv[1] ?? '').startsWith('uapi-language-server');
if (isServer) void import('./serverMain.js');
else void import('./cliMain.js');
