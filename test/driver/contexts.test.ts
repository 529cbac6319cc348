// The chain of the thread in which the annotation of contexts was proposed, in our own words: fourteen levels from the
// callback of a worker to __get_user(), over three files, and the shorter ways of an ioctl. `npm run driver:contexts` does the
// same with a kernel tree.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Finding, SourceFile } from 'uapi-language-server/core';
import { checkSource, DriverSource, sourceRules } from 'uapi-language-server/core/driver';
import { repositoryRoot } from '../harness/repository.js';
import { chainNames, judgeContexts, placeOf } from './contextJudge.js';

const folder = path.join(repositoryRoot, 'test/fixtures/driver/ring');
const files = readdirSync(folder)
  .sort()
  .map((name): SourceFile => {
    const at = path.join(folder, name);
    return { path: at, displayName: name, text: readFileSync(at, 'utf8'), view: 'installed' };
  });

const judged = judgeContexts(files, 'ring');
const chainFrom = (name: string): readonly string[] => {
  const chain = judged.chains.find((each) => each[0].from.name === name);
  return chain === undefined ? [] : chainNames(chain).map((each) => each.replace(/:\d+\)/, ')'));
};

test('the longest chain has fourteen levels, from the callback of a worker to the primitive', () => {
  assert.deepEqual(chainFrom('net_transmit_work'), [
    'net_transmit_work (net.c)',
    'net_transmit (net.c)',
    'net_transmit_quick (net.c)',
    'net_fill (net.c)',
    'net_next_packet (net.c)',
    'net_send_batch (net.c)',
    'net_signal_done (net.c)',
    'ring_add_and_signal (ring.c)',
    'ring_signal (ring.c)',
    'ring_notify (ring.c)',
    'ring_driver_flags (ring.c)',
    'ring_get_driver (ring.h)',
    'ring_get_user (ring.h)',
    '__get_user',
  ]);
});

test('an ioctl has a chain of its own, which begins at its entry', () => {
  assert.deepEqual(chainFrom('ring_ioctl'), [
    'ring_ioctl (ring.c)',
    'ring_set_index (ring.c)',
    'ring_start (ring.c)',
    'ring_put_index (ring.c)',
    'ring_put_user (ring.h)',
    '__put_user',
  ]);
});

test('the roots are what a pointer enters: callbacks of workers and the ioctl', () => {
  assert.deepEqual(judged.roots.map(placeOf).sort(), [
    'net.c: net_transmit_kick',
    'net.c: net_transmit_work',
    'ring.c: ring_ioctl',
  ]);
});

test('with all annotations there is nothing to say', () => {
  assert.deepEqual(judged.findings, []);
});

test('one annotation taken away is one error, in the function that lost it', () => {
  assert.equal(judged.removals.length, judged.annotated.length + judged.roots.length);
  assert.ok(judged.removals.length >= 18);
  for (const { node, errors } of judged.removals) assert.deepEqual(errors, [placeOf(node)]);
});

test('the fix annotates the path in its file; file by file, nothing is left but the roots', () => {
  const rules = sourceRules.filter(({ id }) => id === 'uaccess/context');
  const settings = { profile: 'recommended', severities: new Map(), ignore: [] } as const;
  let folderNow: readonly SourceFile[] = files.map((file) =>
    file.displayName === 'ring.h'
      ? { ...file, text: file.text.replace('#define ring_get_user', '/* uapi-ctx: ring */\n$&') }
      : file,
  );
  const check = (file: SourceFile): readonly Finding[] =>
    checkSource(rules, new DriverSource({ file, folder: folderNow }), settings).findings;
  const titles: string[] = [];
  // More rounds than there are functions would not end.
  for (let round = 0; round < 40; round++) {
    const finding = folderNow.flatMap(check).find(({ severity }) => severity === 'error');
    if (finding === undefined) break;
    const [fix] = finding.fixes ?? [];
    assert.ok(fix !== undefined, finding.message);
    titles.push(fix.title);
    const { file } = finding.range;
    const text = fix.edits.reduceRight(
      (now, { range, newText }) => now.slice(0, range.start) + newText + now.slice(range.end),
      file.text,
    );
    folderNow = folderNow.map((each) => (each === file ? { ...file, text } : each));
  }
  assert.deepEqual(folderNow.flatMap(check), []);
  assert.ok(titles.length < 8, titles.join('\n'));
  const texts = folderNow.map(({ text }) => text).join('\n');
  assert.equal([...texts.matchAll(/uapi-ctx: ring/g)].length, judged.annotated.length);
  assert.equal([...texts.matchAll(/uapi-ctx-root: ring/g)].length, judged.roots.length);
  assert.match(texts, /\/\* uapi-ctx: ring \*\/\n\/\*\*\n \* ring_notify/);
});

test('the related places of an error are the path from its root to the primitive', () => {
  const text = `
/* uapi-ctx: ring */
static int get(void) { return __get_user(a, b); }
static int middle(void) { return get(); }
/* uapi-ctx: ring */
static int outer(void) { return middle(); }
/* uapi-ctx-root: ring */
static int work(void) { return outer(); }
`;
  const file: SourceFile = { path: '/driver/a.c', displayName: 'a.c', text, view: 'installed' };
  const rules = sourceRules.filter(({ id }) => id === 'uaccess/context');
  const settings = { profile: 'recommended', severities: new Map(), ignore: [] } as const;
  const { findings } = checkSource(rules, new DriverSource({ file }), settings);
  assert.deepEqual(
    findings.map(({ symbol, related }) => [symbol, related?.map(({ message }) => message)]),
    [['middle', ['work calls outer', 'outer calls middle', 'middle calls get', 'get calls __get_user']]],
  );
});
