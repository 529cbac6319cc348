import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCallPath } from '../answers.js';
import { callPathItems } from './callPathItems.js';

const at = (line: number): object => ({
  uri: 'file:///ring.c',
  range: { start: { line, character: 0 }, end: { line, character: 4 } },
});

const texts = {
  titleOf: (path: readonly { readonly name: string }[]) => `${path.length} from ${path[0].name}`,
  placeOf: ({ range }: { readonly range: { readonly start: { readonly line: number } } }) => `:${range.start.line + 1}`,
  contextOf: (contexts: readonly string[], isRoot: boolean) => `${isRoot ? 'root ' : ''}${contexts.join()}`,
};

test('a path is a title, and its steps each deeper than the one before', () => {
  const answer = readCallPath({
    function: 'get',
    isCutOff: false,
    paths: [
      [
        { name: 'work', kind: 'function', contexts: [], roots: ['ring'], location: at(4), call: at(6) },
        { name: 'get', kind: 'function', contexts: ['ring'], roots: [], location: at(1), call: at(2) },
        { name: '__get_user', kind: 'external', contexts: [], roots: [] },
      ],
    ],
  });
  assert.ok(answer !== undefined);
  assert.deepEqual(
    callPathItems(answer, texts).map(({ label, description, location, isTitle }) => [
      label,
      description,
      location?.range.start.line,
      isTitle,
    ]),
    [
      ['3 from work', '', undefined, true],
      ['work', ':5 · root ring', 6, false],
      ['\u2007\u2007get', ':2 · ring', 2, false],
      ['\u2007\u2007\u2007\u2007__get_user', '', undefined, false],
    ],
  );
});

test('an answer of another shape is none, and a step without a name is left out', () => {
  assert.equal(readCallPath({ paths: [] }), undefined);
  assert.deepEqual(readCallPath({ function: 'f', paths: [[{ kind: 'function' }], 3] }), {
    name: 'f',
    paths: [],
    isCutOff: false,
  });
});
