// docs/lsp-extensions.md says what extensions.ts says. Whoever changes the types reads the page, corrects it, and writes
// the new hash at its top.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';

function textOf(path: string): string {
  const [file] = repositoryFiles(path.slice(0, path.lastIndexOf('/')), (each) => each === path);
  return file.readText();
}

test('the page about custom requests was read after the last change of their types', () => {
  const hash = createHash('sha256').update(textOf('server/src/lsp/extensions.ts')).digest('hex').slice(0, 16);
  const noted = /<!-- server\/src\/lsp\/extensions\.ts: (\w+) -->/.exec(textOf('docs/lsp-extensions.md'))?.[1];
  assert.equal(noted, hash, 'docs/lsp-extensions.md: is it still true? Then note the new hash');
});

test('every custom request has its section', () => {
  const requests = [...textOf('server/src/lsp/handlers/commands.ts').matchAll(/^ {2}'(uapi\/\w+)':/gm)].map(
    ([, name]) => name,
  );
  assert.ok(requests.length >= 3);
  const sections = [...textOf('docs/lsp-extensions.md').matchAll(/^## (uapi\/\w+)$/gm)].map(([, name]) => name);
  assert.deepEqual(requests.sort(), sections.sort());
});
