// The doors between VS Code's side and the views: a view reaches nothing but the three packages of docs/decisions/0010 and
// its own folder, and the extension host loads no part of a view that needs a page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';
import { type Import, importsOf } from './imports.js';

const sources = (folder: string): Import[] =>
  repositoryFiles(folder, (path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).flatMap(importsOf);
const describe = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;

test('a view imports its own folder, what views share, and three packages', () => {
  const imports = sources('client/webview');
  assert.ok(imports.length > 20, `only ${imports.length} imports found`);
  const wrong = imports.filter(({ from, specifier, target }) => {
    if (target === undefined) return !/^(?:lit|valibot|@vscode-elements\/elements)(?:\/|$)/.test(specifier);
    const view = from.split('/')[2];
    const other = target.split('/')[2];
    return (
      !target.startsWith('client/webview/') || (other !== view && other !== 'shared' && target.split('/').length > 3)
    );
  });
  assert.deepEqual(wrong.map(describe), []);
});

test('the extension host imports of the views only what needs no page', () => {
  const imports = sources('client/src').filter(({ target }) => target?.startsWith('client/webview/') === true);
  assert.ok(imports.length > 0);
  const wrong = imports.filter(
    ({ target = '' }) => !/^client\/webview\/(?:(?:\w+\/)?messages|shell)\.ts$/.test(target),
  );
  assert.deepEqual(wrong.map(describe), []);
});
