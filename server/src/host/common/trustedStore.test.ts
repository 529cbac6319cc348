import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isFileProblem } from '../../cli/cliHost.js';
import { createFileStore } from '../node/fileSystem.js';
import { pathStyleOf } from './paths.js';
import { createTrustedStore, type TrustedStore } from './trustedStore.js';

const name = { displayName: 'x.h', view: 'installed' } as const;

function setUp(context: TestContext): { store: TrustedStore; inside: string; outside: string } {
  const root = mkdtempSync(join(tmpdir(), 'uapi-test-'));
  context.after(() => rmSync(root, { recursive: true }));
  const [inside, outside] = [join(root, 'in'), join(root, 'out')];
  for (const folder of [inside, outside]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.h'), folder);
  }
  symlinkSync(join(outside, 'a.h'), join(inside, 'link.h'));
  symlinkSync(outside, join(inside, 'folder'));
  return { store: createTrustedStore(createFileStore(pathStyleOf(process.platform))), inside, outside };
}

test('files below the folders are read, others are not, whatever the way to them', (t) => {
  const { store, inside, outside } = setUp(t);
  store.restrictTo([inside]);
  assert.equal(isFileProblem(store.read(join(inside, 'a.h'), name)), false);
  for (const path of [
    join(outside, 'a.h'),
    join(inside, 'link.h'),
    join(inside, 'folder', 'a.h'),
    `${inside}-more/a.h`,
  ]) {
    assert.equal(isFileProblem(store.read(path, name)), true, path);
    assert.equal(store.realFile(path), undefined, path);
  }
  assert.equal(store.isFolder(outside), false);
  assert.equal(store.entries(join(inside, 'folder')), undefined);
});

test('what an editor holds is shown; trust opens the rest', (t) => {
  const { store, inside, outside } = setUp(t);
  const path = join(outside, 'a.h');
  store.restrictTo([inside]);
  store.setText(path, 'held');
  const held = store.read(path, name);
  assert.ok(!isFileProblem(held) && held.text === 'held');
  store.setText(path, undefined);
  assert.equal(isFileProblem(store.read(path, name)), true);
  store.restrictTo(undefined);
  assert.equal(isFileProblem(store.read(path, name)), false);
});
