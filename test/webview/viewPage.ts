/**
 * A view in a real browser, as VS Code would show it: the bundle behind the real Content-Security-Policy, the colours of a
 * theme, and a stand-in for `acquireVsCodeApi` that keeps what the view says. What the policy forbids and what the script
 * throws fails the test.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, type TestContext } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { shellHtml } from 'uapi-client/webview/shell.js';
import { repositoryRoot } from '../harness/repository.js';
import { bodyClass, type ThemeName, themes } from './themes.js';

export type ViewName = 'layout' | 'dispatch';

/** Debian's package; see scripts/lib/debianPackages.mjs for how a missing one is named. */
const executablePath = '/usr/bin/chromium';
const origin = 'https://views.test';

let started: Promise<Browser> | undefined;

after(async () => (await started)?.close());

/** One browser for all tests of a file. */
function browser(): Promise<Browser> {
  if (started === undefined) {
    started = chromium
      .launch({
        executablePath,
        args: [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
        handleSIGTERM: false,
      })
      .catch((error: unknown) => {
        throw new Error(
          `${executablePath} does not start; install it with: sudo apt-get install -y chromium\n${error}`,
        );
      });
  }
  return started;
}

export interface ViewOptions {
  readonly theme?: ThemeName;
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** What `getState` gives before the view says otherwise. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
  /** Translations by the English text. */
  readonly words?: Readonly<Record<string, string>>;
}

/** A message of the view, looked into freely by tests. */
// biome-ignore lint/suspicious/noExplicitAny: the messages are any JSON, and the tests check them.
export type Json = any;

export interface ViewPage {
  readonly page: Page;
  /** Sends a message as VS Code does, and waits until the view has drawn what follows from it. */
  send(...messages: readonly unknown[]): Promise<void>;
  /** Everything that the view said so far, in order. */
  said(): Promise<readonly Json[]>;
  /** Waits for a message that the view says. */
  hears(type: string): Promise<Json>;
  state(): Promise<Json>;
  /** Faults of severity serious or critical that axe-core finds, as text. */
  accessibilityFaults(): Promise<readonly string[]>;
  /** Writes a picture to test/out/pictures for people to look at; no test compares pixels. */
  picture(name: string): Promise<void>;
}

/** Opens a view; the page is closed, and its faults reported, when the test ends. */
export async function openView(context: TestContext, name: ViewName, options: ViewOptions = {}): Promise<ViewPage> {
  const { theme = 'dark', width = 1100, height = 800, state, reducedMotion = false } = options;
  const opened = await (await browser()).newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await opened.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      return route.fulfill({
        contentType: 'text/html',
        body: shellHtml({
          cspSource: origin,
          scriptUri: `${origin}/${name}.js`,
          styleUri: `${origin}/${name}.css`,
          title: name,
          language: 'en',
          words: options.words,
        }),
      });
    }
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    const file = path.join(repositoryRoot, 'client/dist/webview', path.basename(pathname));
    return route.fulfill({
      contentType: pathname.endsWith('.css') ? 'text/css' : 'text/javascript',
      body: readFileSync(file, 'utf8'),
    });
  });
  await page.addInitScript(prepare, { colours: themes[theme], bodyClass: bodyClass[theme], state });
  await page.goto(origin);
  context.after(async () => {
    await opened.close();
    assert.deepEqual(faults, [], 'faults of the page');
  });
  return viewOf(page);
}

/** Runs in the page before the view. */
function prepare({
  colours,
  bodyClass,
  state,
}: {
  colours: Record<string, string>;
  bodyClass: string;
  state: unknown;
}) {
  const said: unknown[] = [];
  const key = 'state';
  const known = sessionStorage.getItem(key);
  let current = known === null ? state : JSON.parse(known);
  Object.assign(window, {
    saidByView: said,
    stateOfView: () => current,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => said.push(structuredClone(message)),
      getState: () => current,
      setState: (next: unknown) => {
        current = structuredClone(next);
        sessionStorage.setItem(key, JSON.stringify(next));
      },
    }),
  });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.classList.add(bodyClass);
    for (const [name, value] of Object.entries(colours)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`the policy forbids ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`);
  });
}

function viewOf(page: Page): ViewPage {
  const said = (): Promise<readonly Json[]> => page.evaluate(() => (window as Json).saidByView);
  return {
    page,
    async send(...messages) {
      await page.evaluate(async (all) => {
        for (const message of all) window.postMessage(message);
        // The messages are tasks, and what they change is drawn in the frame after them.
        await new Promise((done) => setTimeout(done));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }, messages);
    },
    said,
    async hears(type) {
      await page.waitForFunction((wanted) => (window as Json).saidByView.some((m: Json) => m.type === wanted), type);
      return (await said()).findLast((message) => message.type === type);
    },
    state: () => page.evaluate(() => (window as Json).stateOfView()),
    async accessibilityFaults() {
      const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
      await page.evaluate(readFileSync(axe, 'utf8'));
      const { violations } = await page.evaluate(() => (window as Json).axe.run(document));
      return (violations as Json[])
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map((node: Json) => `${id}: ${node.html}: ${node.failureSummary}`));
    },
    async picture(name) {
      const folder = path.join(repositoryRoot, 'test/out/pictures');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
    },
  };
}
