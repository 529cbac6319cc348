/** Faults around a session: included files that vanish, an editor that goes away in the middle of a message, clocks that jump. */
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../harness/repository.js';
import { type LspClient, positionOf, startClient } from './lspClient.js';

const inner = 'struct inner { int a; int b; };\n';
const outer = '#include "parts/inner.h"\nstruct outer { struct inner inner; int last; };\n';
const FileChange = { created: 1, changed: 2, deleted: 3 } as const;

interface Session {
  readonly client: LspClient;
  readonly uri: string;
  readonly folder: string;
  readonly included: string;
  /** The hover over the last member, which stands behind the included record. */
  readonly hover: () => Promise<string>;
  readonly tell: (type: number) => void;
}

/** @param options of Node, for the server */
async function session(t: TestContext, options = ''): Promise<Session> {
  const folder = temporaryFolder(t);
  const [file, included] = ['outer.h', 'parts/inner.h'].map((name) => path.join(folder, name));
  mkdirSync(path.dirname(included));
  writeFileSync(file, outer);
  writeFileSync(included, inner);
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `${before ?? ''} ${options}`;
  const client = await startClient(t, { folder });
  if (before === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = before;
  const uri = pathToFileURL(file).href;
  client.open(uri, outer);
  const { line, character } = positionOf(outer, 'last;');
  return {
    ...{ client, uri, folder, included },
    hover: async () => (await client.hover(uri, line, character)) ?? '',
    tell: (type) => {
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(included).href, type }] });
    },
  };
}

test('an included file that vanishes and comes back in another shape', async (t) => {
  const { client, included, hover, tell } = await session(t);
  assert.match(await hover(), /Offset: 8/);
  rmSync(included);
  tell(FileChange.deleted);
  assert.doesNotMatch(await hover(), /Offset: \d/);
  writeFileSync(included, inner.replace('int b', 'long long b'));
  tell(FileChange.created);
  assert.match(await hover(), /Offset: 16/);
  assert.equal(client.garbage, '');
});

test('the folder of included files vanishes, and something else takes its name', async (t) => {
  const { client, folder, hover, tell, uri } = await session(t);
  assert.match(await hover(), /Offset: 8/);
  renameSync(path.join(folder, 'parts'), path.join(folder, 'moved'));
  writeFileSync(path.join(folder, 'parts'), 'a file where the folder was');
  tell(FileChange.deleted);
  assert.doesNotMatch(await hover(), /Offset: \d/);
  rmSync(path.join(folder, 'parts'));
  renameSync(path.join(folder, 'moved'), path.join(folder, 'parts'));
  tell(FileChange.created);
  assert.match(await hover(), /Offset: 8/);
  // The header itself goes as well; its text is the editor's.
  rmSync(folder, { recursive: true });
  tell(FileChange.deleted);
  assert.doesNotMatch(await hover(), /Offset: \d/);
  client.change(uri, 2, { text: 'struct outer { int a; int last; };\n' });
  assert.match((await client.hover(uri, 0, 26)) ?? '', /Offset: 4/);
});

test('a file that became older is read again', async (t) => {
  const { included, hover, tell } = await session(t);
  assert.match(await hover(), /Offset: 8/);
  writeFileSync(included, inner.replace('int b', 'int b[3]'));
  utimesSync(included, new Date(0), new Date(0));
  tell(FileChange.changed);
  assert.match(await hover(), /Offset: 16/);
});

for (const [what, bytes] of [
  ['its head', 'Content-Le'],
  ['its body', 'Content-Length: 500\r\n\r\n{"jsonrpc":"2.0","id":9,"method":"textDoc'],
]) {
  test(`standard input that ends in the middle of a message, in ${what}, ends the server`, async (t) => {
    const { client, hover } = await session(t);
    assert.match(await hover(), /Offset: 8/);
    client.process.stdin.end(bytes);
    assert.equal(await client.exited, 1, 'nobody asked it to shut down');
    assert.equal(client.garbage, '');
  });
}

/** Days back and forth at each look at the clock of the wall. */
const jumpingClock = `
  const now = Date.now;
  let looks = 0;
  Date.now = () => now() + (++looks % 2 === 0 ? -1 : 1) * 86_400_000 * looks;
`;

test('clocks that jump change no answer', async (t) => {
  const file = path.join(temporaryFolder(t), 'clock.cjs');
  writeFileSync(file, jumpingClock);
  const { client, uri, included, hover, tell } = await session(t, `--require=${file}`);
  assert.match(await hover(), /Offset: 8/);
  for (let version = 2; version < 12; version++) {
    client.change(uri, version, { text: `${outer}/* ${version} */\nstruct tail${version} { long a : 70; };\n` });
    const diagnostics = await client.diagnostics(uri, version);
    assert.ok(
      diagnostics.some(({ message }) => message.includes('a')),
      `none of version ${version}`,
    );
    utimesSync(included, new Date(version * 1e11), new Date(version * 1e11));
    tell(FileChange.changed);
    assert.match(await hover(), /Offset: 8/);
  }
});
