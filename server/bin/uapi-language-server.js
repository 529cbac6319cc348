#!/usr/bin/env node
// The language server. All code is in the bundle that `npm run build` makes.

const { join } = require('node:path');
const { loadProgram, setLongRunFlags } = require('./loadBundle.js');

setLongRunFlags();
if (!loadProgram(join(__dirname, '..', 'dist'), 'uapi-language-server.js')) {
  console.error('uapi is not built yet: run `npm ci && npm run build` in the checkout.');
  process.exitCode = 2;
}
