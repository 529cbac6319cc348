import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shellHtml } from './shell.js';

const options = {
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://host/layout.js',
  styleUri: 'https://host/layout.css',
  title: 'struct foo',
  language: 'en',
  words: undefined,
};

test('only the script with the nonce of this page may run', () => {
  const html = shellHtml(options);
  const nonce = /script-src &#39;nonce-([0-9a-f]{32})&#39;;/.exec(html)?.[1];
  assert.ok(nonce !== undefined, html);
  assert.ok(html.includes(`<script nonce="${nonce}" src="https://host/layout.js">`));
  assert.match(html, /default-src &#39;none&#39;/);
  assert.doesNotMatch(html, /unsafe/);
  assert.ok(!shellHtml(options).includes(nonce), 'a nonce is used once');
});

test('a title is text', () => {
  const html = shellHtml({ ...options, title: '</title><script>alert(1)</script>' });
  assert.ok(html.includes('<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>'));
});

test('translations come with the page, as text', () => {
  const html = shellHtml({ ...options, words: { Step: `Schritt "<b>&` } });
  assert.ok(html.includes('data-words="{&quot;Step&quot;:&quot;Schritt \\&quot;&lt;b&gt;&amp;&quot;}"'), html);
});
