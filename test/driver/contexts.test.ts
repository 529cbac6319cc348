// The chain of the thread in which the annotation of contexts was proposed, in our own words: fourteen levels from the
// callback of a worker to __get_user(), over three files, and the shorter ways of an ioctl. `npm run driver:contexts` does the
// same with a kernel tree.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { SourceFile } from 'uapi-language-server/core';
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
