#!/usr/bin/env node
// The command line. All code is in the bundles that `npm run build` makes; the language server has one of its own, which
// no other command has to load.

const { join } = require('node:path');
const { loadProgram, setLongRunFlags, setShortRunFlags } = require('./loadBundle.js');

const isServer = process.argv[2] === 'lsp';
if (isServer) setLongRunFlags();
else setShortRunFlags();
if (!loadProgram(join(__dirname, '..', 'dist'), isServer ? 'uapi-language-server.js' : 'uapi.js')) {
  console.error('uapi is not built yet: run `npm ci && npm run build` in the checkout.');
  process.exitCode = 2;
}
