// The extension's manifest against the code and the files that it names.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandIds, viewCommandIds } from 'uapi-client/src/commandIds.js';
import { clientKeys, serverKeys } from 'uapi-client/src/serverSettings.js';
import { abiChoices, choicesOf } from 'uapi-client/src/status/settingChoices.js';
import { ALL_ABIS, profiles } from 'uapi-language-server/core';
import { repositoryRoot } from '../harness/repository.js';

interface Setting {
  readonly markdownDescription?: string;
  readonly scope?: string;
  readonly order?: number;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface Command {
  readonly command: string;
  readonly category?: string;
  readonly title?: string;
}

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText);
const nls: Readonly<Record<string, string>> = JSON.parse(read('package.nls.json'));
const { contributes } = manifest;
const commands: readonly Command[] = contributes.commands;
const settings: Readonly<Record<string, Setting>> = contributes.configuration.properties;

test('the manifest and the code have the same commands', () => {
  assert.deepEqual(
    commands.map(({ command }) => command),
    [...commandIds],
  );
  for (const { command, category, title } of commands) assert.ok(category && title, command);
});

test('menus, texts and code name commands that exist', () => {
  const known = new Set<string>([...commandIds, ...viewCommandIds]);
  const named = [manifestText, ...Object.values(nls)].flatMap((text) => [
    ...text.matchAll(/(?:command:|onCommand:|"command": ")(uapi\.[\w.]+)/g),
  ]);
  assert.ok(named.length > commandIds.length);
  assert.deepEqual(
    // VS Code makes `VIEW.focus` for each view.
    named.map(([, id]) => id).filter((id) => !known.has(id) && id !== 'uapi.ioctls.focus'),
    [],
  );
});

test('each text of the manifest is in package.nls.json, and nothing else is', () => {
  const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(nls).sort());
  assert.deepEqual(
    Object.entries(nls).filter(([, text]) => text.trim() === ''),
    [],
  );
});

test('each setting is known to the server or the client, and says what it is', () => {
  const known = [...serverKeys, ...clientKeys].map((key) => `uapi.${key}`);
  assert.deepEqual(Object.keys(settings).sort(), known.sort());
  for (const [name, setting] of Object.entries(settings)) {
    assert.ok('default' in setting, name);
    assert.match(setting.markdownDescription ?? '', /^%config\./, name);
    assert.match(setting.scope ?? '', /^(?:window|resource)$/, name);
    assert.equal(setting.markdownEnumDescriptions?.length, setting.enum?.length, name);
  }
  const orders = Object.values(settings).map(({ order }) => order);
  assert.deepEqual(new Set(orders).size, orders.length);
});

test('files that are served without being asked for are told by a folder and their ending', () => {
  const defaultsOf = (name: string): readonly string[] => (settings[name] as { default: string[] }).default;
  assert.deepEqual(
    defaultsOf('uapi.sources').map((glob) => /^\*\*\/(\w+)\/\*\*\/\*\.c$/.exec(glob)?.[1]),
    ['drivers', 'fs', 'virt', 'kernel', 'net', 'sound', 'block'],
  );
  for (const glob of defaultsOf('uapi.headers')) assert.match(glob, /^\*\*\/.+\/\*\*\/\*\.h$/);
});

test('the lists behind the status items are those of the server', () => {
  assert.deepEqual(
    choicesOf(manifest, 'profile').map(({ value }) => value),
    ['', ...profiles],
  );
  assert.deepEqual(
    abiChoices(manifest, ['i386']),
    ALL_ABIS.map(({ id }) => ({ value: id, isPicked: id === 'i386' })),
  );
  assert.ok(abiChoices(manifest, 'all').every(({ isPicked }) => isPicked));
});

test('settings that name folders need trust', () => {
  const restricted: readonly string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  assert.deepEqual([...restricted].sort(), ['uapi.baseline', 'uapi.includeRoots', 'uapi.kernelTree']);
  assert.deepEqual(
    restricted.filter((name) => !(name in settings)),
    [],
  );
});

test('no event activates the extension everywhere', () => {
  const events: readonly string[] = manifest.activationEvents;
  assert.deepEqual(
    events.filter(
      (event) => !/^(?:onLanguage:(?:c|cpp)|workspaceContains:[^*]+|onWebviewPanel:uapi\.\w+)$/.test(event),
    ),
    [],
  );
});

test('every file that the manifest names exists', () => {
  const paths = [...manifestText.matchAll(/"(\.?\/?(?:client|server)\/[^"*]+\.[a-z]+)"/g)].map(([, path]) => path);
  assert.ok(paths.length >= 8, paths.join());
  assert.deepEqual(
    paths.filter((path) => !existsSync(join(repositoryRoot, path))),
    [],
  );
  assert.ok(existsSync(join(repositoryRoot, manifest.l10n, 'bundle.l10n.json')));
});

test('the problem matchers are those that come with the server', () => {
  const shipped = JSON.parse(read('server/problem-matcher.json')).problemMatcher;
  assert.deepEqual(
    contributes.problemMatchers.map(({ owner, pattern }: { owner: string; pattern: unknown }) => ({ owner, pattern })),
    shipped.map(({ owner, pattern }: { owner: string; pattern: unknown }) => ({ owner, pattern })),
  );
});

test('the types are of the oldest VS Code that the manifest allows', () => {
  const client = JSON.parse(read('client/package.json'));
  assert.equal(`^${client.devDependencies['@types/vscode']}`, manifest.engines.vscode);
});
