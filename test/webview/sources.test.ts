// What no source of a view may do, however it is written.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineMatches, repositoryFiles } from '../harness/repository.js';

const sources = repositoryFiles('client/webview', (path) => /\.(?:ts|css)$/.test(path));

test('no view makes HTML from text: lit escapes what it is given', () => {
  assert.ok(sources.length > 10);
  const ways =
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafeHTML|unsafeSVG|unsafeStatic|DOMParser|setHTMLUnsafe)\b/;
  assert.deepEqual(
    sources.flatMap((file) => lineMatches(file, ways)),
    [],
  );
});

test('no view fetches anything', () => {
  const ways = /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b\s*\(|\bimport\(|url\(/;
  assert.deepEqual(
    sources.flatMap((file) => lineMatches(file, ways)),
    [],
  );
});

test('every colour comes from the theme', () => {
  const styles = sources.filter(({ path }) => path.endsWith('.css'));
  assert.ok(styles.length >= 2);
  assert.deepEqual(
    styles.flatMap((file) =>
      lineMatches(file, /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|(?<![-\w])(?:white|black|red|green|blue)\b(?!-)/i),
    ),
    [],
  );
});
