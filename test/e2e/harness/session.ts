// A code-server, a browser and a copy of the fixture workspace for the tests of one file; all ended with the test.

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../../harness/repository.js';
import { launchBrowser, openWorkbench, type Workbench, type WorkbenchOptions } from './browser.js';
import { type CodeServerOptions, startCodeServer } from './codeServer.js';
import { ready } from './driver.js';
import { makeFixture } from './fixture.js';

export interface SessionOptions extends Partial<CodeServerOptions>, Omit<WorkbenchOptions, 'workspace'> {
  readonly prepare?: (page: Page, workspace: string) => Promise<void>;
}

export interface Session extends Workbench {
  /** The copy of the fixture workspace, absolute. */
  readonly workspace: string;
}

/** Opens the workbench on a fresh copy of test/fixtures/workbench/folder. */
export async function openSession(context: TestContext, options: SessionOptions): Promise<Session> {
  const fixture = temporaryFolder(context);
  makeFixture(fixture);
  const workspace = join(fixture, 'folder');
  const developmentPath = options.developmentPath === undefined ? {} : { developmentPath: join(fixture, 'extension') };
  // VS Code prefers the themes that lie below an extension in development to the theme of the settings. code-server lies
  // below the repository, hence so do all its themes; below a link to the repository they do not.
  if (options.developmentPath !== undefined) symlinkSync(options.developmentPath, join(fixture, 'extension'), 'dir');
  const server = await startCodeServer({ trustDisabled: true, ...options });
  context.after(() => server.stop());
  const browser = await launchBrowser();
  context.after(() => browser.close());
  const prepare = async (page: Page) => options.prepare?.(page, workspace);
  const workbench = await openWorkbench(browser, server, { ...options, ...developmentPath, workspace }, prepare);
  await ready(workbench.page);
  return { ...workbench, workspace };
}
