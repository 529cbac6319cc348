// How long a person waits, printed beside what the server alone takes for the same on the same machine. No time is asserted:
// what fails is a picture or a finding that never comes.

/// <reference lib="dom" />

import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { startClient } from '../lsp/lspClient.js';
import { withEvidence } from './harness/browser.js';
import { goTo, openFile } from './harness/driver.js';
import { makeFixture } from './harness/fixture.js';
import { openLayout } from './harness/layoutDrive.js';
import { viewFrame } from './harness/pictures.js';
import { openSession } from './harness/session.js';

/** Letters that are typed; the median is printed. */
const keystrokes = 'abcdefghi';

/** Milliseconds in which each test ends, whatever never comes. */
const patience = 100_000;

const headers = 'include/uapi/linux';

function print(context: TestContext, what: string, seen: number, server: number): void {
  const ratio = (seen / server).toFixed(1);
  context.diagnostic(`${what}: ${seen.toFixed(0)} ms, the server alone ${server.toFixed(1)} ms, ratio ${ratio}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const copyVfio = (workspace: string) => copyFileSync('/usr/include/linux/vfio.h', join(workspace, headers, 'vfio.h'));

/** Milliseconds from the start of a server of its own to the findings of vfio.h. */
async function serverStart(context: TestContext): Promise<number> {
  const fixture = temporaryFolder(context);
  makeFixture(fixture);
  const folder = join(fixture, 'folder');
  copyVfio(folder);
  const file = join(folder, headers, 'vfio.h');
  const text = readFileSync(file, 'utf8');
  const started = performance.now();
  const client = await startClient(context, { folder });
  client.open(pathToFileURL(file).href, text);
  await client.diagnostics(pathToFileURL(file).href, 1);
  return performance.now() - started;
}

test('from a header in a cold window to its first findings', { timeout: patience }, async (context) => {
  const session = await openSession(context, {
    developmentPath: repositoryRoot,
    prepare: async (_, workspace) => copyVfio(workspace),
  });
  const { page } = session;
  await withEvidence(session, 'figures-activation', async () => {
    // The last press of the mouse is the one that opens the header.
    const findings = page.evaluate(
      () =>
        new Promise<number>((fulfil) => {
          let pressed = 0;
          addEventListener('mousedown', () => (pressed = performance.now()), true);
          const look = () => {
            if (!/[1-9]/.test(document.getElementById('status.problems')?.textContent ?? '')) return;
            observer.disconnect();
            fulfil(performance.now() - pressed);
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
    );
    await openFile(page, 'vfio.h');
    const seen = await findings;
    print(context, 'vfio.h in a cold window to its first findings', seen, await serverStart(context));
  });
});

/** Types a letter into the name of a member; milliseconds from the key to the frame in which the view has the name. */
async function typed(page: Page, letter: string, name: string): Promise<number> {
  const pressed = page.evaluate(
    () =>
      new Promise<number>((fulfil) => {
        addEventListener('keydown', () => fulfil(performance.timeOrigin + performance.now()), {
          capture: true,
          once: true,
        });
      }),
  );
  const frame = await viewFrame(page);
  const drawn = frame.evaluate(
    (wanted) =>
      new Promise<number>((fulfil) => {
        const observer = new MutationObserver(() => {
          const cells = [...document.querySelectorAll('.map .cell .name')];
          if (!cells.some(({ textContent }) => textContent === wanted)) return;
          observer.disconnect();
          requestAnimationFrame(() => fulfil(performance.timeOrigin + performance.now()));
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    name,
  );
  await page.keyboard.type(letter);
  return (await drawn) - (await pressed);
}

/** The median of milliseconds from a change to the layout that a server of its own answers. */
async function serverLayouts(context: TestContext, file: string): Promise<number> {
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');
  const client = await startClient(context, { folder: join(file, '../../../..') });
  client.open(uri, text);
  await client.diagnostics(uri, 1);
  const times: number[] = [];
  for (let count = 1; count <= keystrokes.length; count++) {
    const started = performance.now();
    client.change(uri, count + 1, { text: text.replace('token;', `token${keystrokes.slice(0, count)};`) });
    await client.request('uapi/layout', { textDocument: { uri }, record: 'slot_query' });
    times.push(performance.now() - started);
  }
  return median(times);
}

test('from a keystroke to the new picture of the layout view', { timeout: patience }, async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  const { page, workspace } = session;
  await withEvidence(session, 'figures-keystroke', async () => {
    const file = join(workspace, headers, 'slots.h');
    const server = await serverLayouts(context, file);
    await openLayout(page);
    await goTo(page, 23, 16);
    const times: number[] = [];
    for (let count = 1; count <= keystrokes.length; count++) {
      times.push(await typed(page, keystrokes[count - 1], `token${keystrokes.slice(0, count)}`));
    }
    print(context, "a keystroke to the layout view's new picture", median(times), server);
  });
});
