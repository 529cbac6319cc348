// Settings: what `.uapi.json` says of a header, the server says as `uapi check` does, and the same keys come from editors.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { ableClient, type ClientOptions, type Json, type LspClient, startClient } from './lspClient.js';
import { sampleText } from './sampleHeader.js';

const severities = ['', 'error', 'warning', 'info', 'hint'];

/** `line: rule, severity`, as both say it. */
function told(diagnostics: readonly Json[]): readonly string[] {
  return diagnostics
    .map(({ range, code, severity }) => `${range.start.line + 1}: ${code}, ${severities[severity]}`)
    .sort();
}

function checked(file: string): readonly string[] {
  const { findings } = JSON.parse(runUapi(['check', '--format', 'json', '--show-hints', file]).stdout);
  return findings
    .filter(({ suppressed }: Json) => suppressed === undefined)
    .map(({ range, rule, severity }: Json) => `${range.start.line}: ${rule}, ${severity}`)
    .sort();
}

interface Session {
  readonly folder: string;
  readonly file: string;
  readonly uri: string;
  readonly settings: (value: object) => void;
}

function sample(context: TestContext, text = sampleText): Session {
  const folder = temporaryFolder(context);
  const file = path.join(folder, 'sample.h');
  writeFileSync(file, text);
  return {
    folder,
    file,
    uri: pathToFileURL(file).href,
    settings: (value) => writeFileSync(path.join(folder, '.uapi.json'), JSON.stringify(value)),
  };
}

async function diagnosticsIn(
  context: TestContext,
  { folder, uri }: Session,
  text = sampleText,
): Promise<readonly Json[]> {
  const client = await startClient(context, { folder });
  client.open(uri, text);
  return client.diagnostics(uri, 1);
}

const cases: readonly (readonly [string, object])[] = [
  ['no settings', {}],
  ['the strict profile', { profile: 'strict' }],
  ['rules', { rules: { 'layout/implicit-hole': 'error', 'types/plain-int': 'off' } }],
  ['ABIs', { abis: ['x86_64', 'm68k', 's390x'] }],
  ['a style', { style: 'size-first' }],
  ['a style by glob', { styles: { 'sample.h': 'argsz', 'other.h': 'drm' } }],
  [
    'overrides, of which later ones win',
    {
      rules: { 'types/plain-int': 'error' },
      overrides: [
        { files: ['*.h'], profile: 'new', rules: { 'types/long-member': 'info' } },
        { files: ['sample.h'], rules: { 'types/long-member': 'hint' } },
        { files: ['linux/**'], rules: { 'types/plain-int': 'off' } },
      ],
    },
  ],
  [
    'suppressions',
    {
      suppressions: [
        { rule: 'types/long-member', header: 'sample.h', symbol: 'sample_item.total', reason: 'published' },
        { rule: 'layout/implicit-hole', symbol: 'other', reason: 'elsewhere' },
      ],
    },
  ],
];

for (const [name, settings] of cases) {
  test(`${name}: the server says what uapi check says`, async (t) => {
    const session = sample(t);
    session.settings(settings);
    const said = told(await diagnosticsIn(t, session));
    assert.ok(said.length > 2);
    assert.deepEqual(said, checked(session.file));
  });
}

test('comments that suppress something, nothing, and something on other ABIs only', async (t) => {
  const text = sampleText
    .replace('\t__u64 addr;', '\t/* uapi-ignore[layout/implicit-hole]: nothing is here */\n\t__u64 addr;')
    .replace('\tlong total;', '\t/* uapi-ignore[types/long-member]: old */\n\tlong total;');
  const session = sample(t, text);
  const said = told(await diagnosticsIn(t, session, text));
  assert.deepEqual(said, checked(session.file));
  assert.ok(!said.some((line) => line.includes('types/long-member')));
});

test('a baseline freezes what it has, and judges what changed; a header that it lacks is new', async (t) => {
  const session = sample(t);
  const baseline = path.join(session.folder, 'published.json');
  runUapi(['check', '--write-baseline', baseline, session.file]);
  session.settings({ baseline: 'published.json' });
  assert.deepEqual(told(await diagnosticsIn(t, session)), checked(session.file));
  const text = sampleText.replace('\tint count;', '\t__u64 count;');
  writeFileSync(session.file, text);
  const said = told(await diagnosticsIn(t, session, text));
  assert.deepEqual(said, checked(session.file));
  assert.ok(said.some((line) => line.includes('compat/')));
  writeFileSync(
    baseline,
    JSON.stringify({ ...JSON.parse(runUapi(['export', 'json', session.file]).stdout), headers: {} }),
  );
});

test('settings, a baseline, and what is wrong with them are read again when they change', async (t) => {
  const session = sample(t);
  const watching = { ...ableClient.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
  const client = await startClient(t, { folder: session.folder, capabilities: { ...ableClient, workspace: watching } });
  client.open(session.uri, sampleText);
  const usual = told(await client.diagnostics(session.uri, 1));
  const after = async (name: string): Promise<readonly string[]> => {
    const uri = pathToFileURL(path.join(session.folder, name)).href;
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
    return told(await client.diagnostics(session.uri, 1));
  };
  session.settings({ rules: { 'types/long-member': 'off' } });
  const fewer = await after('.uapi.json');
  assert.ok(fewer.length < usual.length && !fewer.some((line) => line.includes('types/long-member')));
  session.settings({ baseline: 'published.json' });
  const warning = client.next('window/showMessage');
  assert.deepEqual(await after('.uapi.json'), usual);
  assert.match((await warning).message, /cannot read .*published\.json/);
  runUapi(['check', '--write-baseline', path.join(session.folder, 'published.json'), session.file]);
  assert.notDeepEqual(await after('published.json'), usual);
});

test('the same keys from initialize, pushed and asked for, globs and paths counted from the folder', async (t) => {
  const settings = {
    overrides: [{ files: ['sample.h'], rules: { 'types/long-member': 'off' } }],
    suppressions: [{ rule: 'layout', header: 'sample.h', reason: 'all of it' }],
  };
  const session = sample(t);
  session.settings(settings);
  const wanted = checked(session.file);
  assert.ok(wanted.length > 0 && !wanted.some((line) => /types\/long|layout\//.test(line)));
  const { folder, uri } = sample(t);
  const open = async (options: ClientOptions): Promise<LspClient> => {
    const client = await startClient(t, { folder, ...options });
    client.open(uri, sampleText);
    return client;
  };
  const first = await open({ initializationOptions: { uapi: settings } });
  assert.deepEqual(told(await first.diagnostics(uri, 1)), wanted);
  const pushed = await open({});
  await pushed.diagnostics(uri, 1);
  pushed.notify('workspace/didChangeConfiguration', { settings: { uapi: settings } });
  assert.deepEqual(told(await pushed.diagnostics(uri, 1)), wanted);
  const workspace = { ...ableClient.workspace, configuration: true };
  const scoped = await startClient(t, {
    folder,
    capabilities: { ...ableClient, workspace },
    // Settings of the folder alone.
    configuration: ({ scopeUri }) => (scopeUri === undefined ? {} : settings),
  });
  // The server asks before it answers anything else.
  await scoped.request('workspace/symbol', { query: 'nothing' });
  assert.equal(scoped.requests.find(({ method }) => method === 'workspace/configuration').params.items.length, 2);
  scoped.open(uri, sampleText);
  assert.deepEqual(told(await scoped.diagnostics(uri, 1)), wanted);
});
