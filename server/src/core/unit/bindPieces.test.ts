import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '../base/names.js';
import { predefinedTable } from '../preprocess/predefine.js';
import { preprocess } from '../preprocess/preprocess.js';
import { newScope } from '../sema/scope.js';
import type { SourceFile } from '../source/sourceFile.js';
import { x86_64 } from '../target/abis/x86_64.js';
import { bindPieces } from './bindPieces.js';

const source = (path: string, text: string): SourceFile => ({ path, displayName: path, text, view: 'installed' });

/** The tags of each run of the root that was bound, in order. */
function tagsOfRuns(root: SourceFile, included: SourceFile): readonly (readonly string[])[] {
  const { unit } = preprocess({
    root,
    before: [],
    abi: x86_64,
    macros: predefinedTable(x86_64),
    resolver: { resolve: () => ({ file: included, root: 0 }) },
    effects: new WeakMap(),
  });
  const own = bindPieces(unit.pieces, newScope(), root);
  return own.flatMap(({ runs }) => runs.map(({ records }) => records.map(({ name }) => nameOf(name))));
}

test('of a run that ends inside a declaration only that declaration waits for the next run', () => {
  const root = source('a.h', 'struct a { int x; };\nstruct b { int y; };\nstruct c {\n#include "members.h"\n};\n');
  assert.deepEqual(tagsOfRuns(root, source('members.h', 'int z;\n')), [['a', 'b'], ['c']]);
});
