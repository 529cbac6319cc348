// The browser half of the workbench: Debian's Chromium, driven by Playwright. A workbench is a page of it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { repositoryRoot } from '../../harness/repository.js';
import type { CodeServer } from './codeServer.js';

/** How long an event may take that a test waits for, in milliseconds; a busy machine needs it, a passing test does not. */
const patience = 90_000;

/** Where what a failed test leaves behind is put. */
const failures = join(repositoryRoot, 'test', 'out', 'e2e', 'failures');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}

export interface WorkbenchOptions {
  /** A folder or a `.code-workspace` file, absolute. */
  readonly workspace: string;
  /** A folder with an extension that is not installed. */
  readonly developmentPath?: string;
  /** A CommonJS module with a function `run`, called in the extension host; ends with `onTestsEnd`. */
  readonly testsPath?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  /** The extension comes from another web site of this machine (`addWebExtension`). */
  readonly asksThisMachine?: boolean;
}

export interface Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: CodeServer;
  /** Lines that the page wrote to its console. */
  readonly console: readonly string[];
  /** The address, for a second window or for a person. */
  readonly url: string;
}

/** The address of a workbench on a workspace. */
export function workbenchUrl(server: CodeServer, options: WorkbenchOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${encodeURI(path)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (options.developmentPath !== undefined)
    payload.push(['extensionDevelopmentPath', remote(options.developmentPath)]);
  if (options.testsPath !== undefined) payload.push(['extensionTestsPath', remote(options.testsPath)]);
  const key = options.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [key]: options.workspace, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${server.port}/?${query}`;
}

/** Opens a window of VS Code; `prepare` sees the page before anything is loaded. */
export async function openWorkbench(
  browser: Browser,
  server: CodeServer,
  options: WorkbenchOptions,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    // A page that addWebExtension changed counts as one from outside, which may not ask this machine otherwise.
    permissions: [
      'clipboard-read',
      'clipboard-write',
      ...(options.asksThisMachine === true ? ['local-network-access'] : []),
    ],
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const lines: string[] = [];
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`pageerror: ${error.message}`));
  await prepare(page);
  const url = workbenchUrl(server, options);
  await page.goto(url);
  return { page, context, server, console: lines, url };
}

/**
 * Adds an extension that lies in the web, as the operator of a web site with VS Code does: in the configuration that stands
 * in the page, and in the addresses that its policy lets it ask, which are of https alone otherwise. Every other policy, as
 * that of a view, is in force as it was written. To be called before the page is loaded.
 * @param url of the folder with its package.json
 */
export async function addWebExtension(page: Page, url: string): Promise<void> {
  const { host, pathname, origin } = new URL(url);
  const extension = { scheme: 'http', authority: host, path: pathname };
  await page.route(
    (address) => address.pathname === '/' && address.searchParams.has('folder'),
    async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const body = text.replace(
        /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/,
        (_, start: string, escaped: string) => {
          const settings = JSON.parse(escaped.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
          settings.additionalBuiltinExtensions = [extension];
          return start + JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
        },
      );
      const headers = response.headers();
      const policy = headers['content-security-policy']?.replace(/connect-src /, `connect-src ${origin} `);
      if (policy?.includes(origin) !== true) throw new Error(`the page has no policy to widen: ${policy}`);
      await route.fulfill({ response, body, headers: { ...headers, 'content-security-policy': policy } });
    },
  );
}

/**
 * Runs a step of a test; when it fails, leaves a picture of the window and the logs behind and says where.
 * @param name of the files
 */
export async function withEvidence<Result>(
  workbench: Workbench,
  name: string,
  step: () => Promise<Result>,
): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    mkdirSync(failures, { recursive: true });
    const base = join(failures, name.replace(/[^\w-]+/g, '-'));
    await workbench.page.screenshot({ path: `${base}.png` }).catch(() => undefined);
    writeFileSync(`${base}.log`, `${workbench.console.join('\n')}\n${workbench.server.logs()}`);
    console.error(`The test '${name}' failed: see ${base}.png and ${base}.log`);
    throw error;
  }
}
