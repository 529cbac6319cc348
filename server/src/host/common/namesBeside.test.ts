import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SourceFile } from '../../core/index.js';
import { createFileStore } from '../node/fileSystem.js';
import { tempTree } from '../node/testing/tempTree.js';
import { createHeadersBeside } from './namesBeside.js';
import { POSIX } from './paths.js';

const TREE = {
  'asking.h': '#define OWN 1\n',
  'beside.h': '#define DEFINED 1\nenum e { ENUMERATED };\nstruct tag;\n/* COMMENTED */\n#define TEXT "QUOTED"\n',
  'beside.c': 'int in_a_source;\n',
  'below/deep.h': '#define DEEP 1\n',
};
const NAMES = ['OWN', 'DEFINED', 'ENUMERATED', 'tag', 'COMMENTED', 'QUOTED', 'in_a_source', 'DEEP', 'DEFINE'];

function headerAt(path: string): SourceFile {
  return { path, displayName: 'asking.h', text: TREE['asking.h'], view: 'installed' };
}

test('names that the code of another header in the folder has', (t) => {
  const root = tempTree(t, TREE);
  const asking = headerAt(join(root, 'asking.h'));
  const { namesBeside } = createHeadersBeside(createFileStore(POSIX));
  assert.deepEqual([...namesBeside(asking, new Set(NAMES))], ['DEFINED', 'ENUMERATED', 'tag']);
  assert.deepEqual([...namesBeside(asking, new Set(['DEFINED']))], ['DEFINED']);
  assert.deepEqual([...namesBeside(headerAt(join(root, 'beside.h')), new Set(NAMES))], ['OWN']);
});

test('headers of the run are not read again', (t) => {
  const root = tempTree(t, TREE);
  const asking = headerAt(join(root, 'asking.h'));
  const { namesBeside } = createHeadersBeside(createFileStore(POSIX));
  assert.deepEqual([...namesBeside(asking, new Set(NAMES), new Set([join(root, 'beside.h')]))], []);
});

test('a folder is read once', (t) => {
  const root = tempTree(t, TREE);
  const asking = headerAt(join(root, 'asking.h'));
  const { namesBeside } = createHeadersBeside(createFileStore(POSIX));
  assert.deepEqual([...namesBeside(asking, new Set(['LATER']))], []);
  writeFileSync(join(root, 'beside.h'), '#define LATER 1\n#define LATEST 2\n');
  assert.deepEqual([...namesBeside(asking, new Set(['LATER', 'LATEST']))], []);
});

test('a folder that is not there has no names', () => {
  const { namesBeside } = createHeadersBeside(createFileStore(POSIX));
  assert.deepEqual([...namesBeside(headerAt('/not/there/a.h'), new Set(NAMES))], []);
});
