#!/usr/bin/env node
// Stands in for the `code` program of a desktop VS Code: takes the arguments with which extension tests start it, runs
// the same tests in the workbench of code-server in headless Chromium, and ends with the same exit status.
// VSCODE_EXECUTABLE_PATH names it (runElectron.mjs).
//
// The folder or .code-workspace file, the trust switch and the user's settings are passed on. An argument that is not
// known is an error, since a test that believes it was heeded would test something else.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser, openWorkbench, withEvidence } from '../out/e2e/harness/browser.js';
import { startCodeServer } from '../out/e2e/harness/codeServer.js';

/** How long a whole suite may take, in milliseconds; mocha limits each test. */
const suiteLimit = 480_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'disable-workspace-trust': { type: 'boolean', default: false },
    // The profile is new and the window is a page: nothing to do for these.
    'extensions-dir': { type: 'string' },
    'disable-extensions': { type: 'boolean' },
    'disable-updates': { type: 'boolean' },
    'disable-gpu-sandbox': { type: 'boolean' },
    'no-sandbox': { type: 'boolean' },
    'skip-welcome': { type: 'boolean' },
    'skip-release-notes': { type: 'boolean' },
  },
});
if (positionals.length !== 1) throw new Error(`one folder or workspace is needed, not ${positionals.length}`);

const server = await startCodeServer({
  trustDisabled: values['disable-workspace-trust'],
  settings: settingsOf(values['user-data-dir']),
});
const browser = await launchBrowser();
let status = 1;
try {
  status = await runSuite();
} catch (error) {
  console.error(error.message);
} finally {
  await browser.close();
  await server.stop();
}
process.exit(status);

async function runSuite() {
  const { promise: ended, resolve: end } = deferred();
  const options = {
    workspace: resolve(positionals[0]),
    developmentPath: values.extensionDevelopmentPath,
    testsPath: values.extensionTestsPath,
  };
  const workbench = await openWorkbench(browser, server, options, async (page) => {
    await page.exposeFunction('codeAutomationExit', end);
    page.on('crash', () => end('the page crashed'));
  });
  const limit = setTimeout(() => end(`no end after ${suiteLimit / 1000} s`), suiteLimit);
  const outcome = await ended;
  clearTimeout(limit);
  if (outcome === 0) return 0;
  await withEvidence(workbench, 'extension-host', () => {
    throw new Error(`The suite ended with ${outcome}.`);
  });
  return 1;
}

/** The user's settings in the profile that the caller made. */
function settingsOf(profile) {
  const file = profile === undefined ? undefined : join(profile, 'User', 'settings.json');
  return file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function deferred() {
  let settle;
  const promise = new Promise((fulfil) => {
    settle = fulfil;
  });
  return { promise, resolve: settle };
}
