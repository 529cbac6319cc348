import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FlowPoint, flowOf } from './flow.js';
import { readSurface } from './readSurface.js';

/** The orders in which a body may run, each point at most once on a way, as words separated by blanks. */
function waysThrough(body: string): readonly string[] {
  const text = `int f(void)\n{\n${body}\n}\n`;
  const [definition] = readSurface({ path: '/f.c', displayName: 'f.c', text, view: 'installed' }).functions;
  const { entry, exit } = flowOf(definition);
  const ways: string[] = [];
  const go = (point: FlowPoint, words: readonly string[], seen: readonly FlowPoint[]): void => {
    if (point === exit) ways.push(words.join(' '));
    if (seen.includes(point)) return;
    const isSilent = point.kind === 'entry' || point.kind === 'exit' || point.kind === 'join';
    const word = isSilent ? [] : [text.slice(point.start, point.end).replace(/[;\s]/g, '')];
    for (const { to, when } of point.next) {
      const answer = when === undefined ? word : [`${word[0]}:${when ? 'y' : 'n'}`];
      go(to, [...words, ...answer], [...seen, point]);
    }
  };
  go(entry, [], []);
  return ways;
}

test('branches, with the sides of && and || apart', () => {
  assert.deepEqual(waysThrough('if (a) b; c;'), ['a:y b c', 'a:n c']);
  assert.deepEqual(waysThrough('if (a && !b) c; else d;'), ['a:y b:n c', 'a:y b:y d', 'a:n d']);
  assert.deepEqual(waysThrough('if (unlikely(a || b)) return 1; c;'), ['a:n b:y return1', 'a:n b:n c', 'a:y return1']);
});

test('statements without an expression, and jumps that lead nowhere', () => {
  assert.deepEqual(waysThrough('a; ; b;'), ['a b']);
  assert.deepEqual(waysThrough('if (a) ; b;'), ['a:y b', 'a:n b']);
  assert.deepEqual(waysThrough('a; goto ; b;'), ['a']);
  assert.deepEqual(waysThrough('a; break; b;'), ['a']);
  assert.deepEqual(waysThrough('a; continue; b;'), ['a']);
});

test('loops run never, or go on', () => {
  assert.deepEqual(waysThrough('while (a) b; c;'), ['a:n c']);
  assert.deepEqual(waysThrough('while (a) { if (b) break; } c;'), ['a:y b:y c', 'a:n c']);
  assert.deepEqual(waysThrough('do { a; } while (b); c;'), ['a b:n c']);
  assert.deepEqual(waysThrough('for (i = 0; i < n; i++) { if (x) return 1; } c;'), [
    'i=0 i<n:y x:y return1',
    'i=0 i<n:n c',
  ]);
  assert.deepEqual(waysThrough('list_for_each(a) { return 1; } c;'), [
    'list_for_each(a):n c',
    'list_for_each(a):y return1',
  ]);
});

test('switch goes to its labels, and past them without a default', () => {
  assert.deepEqual(waysThrough('switch (a) { case 1: b; case 2: c; break; default: d; } e;'), [
    'a b c e',
    'a c e',
    'a d e',
  ]);
  assert.deepEqual(waysThrough('switch (a) { case 1: return 1; } e;'), ['a return1', 'a e']);
});

test('goto, forward and back', () => {
  assert.deepEqual(waysThrough('if (a) goto out; b; out: c;'), ['a:y c', 'a:n b c']);
  assert.deepEqual(waysThrough('again: if (a) goto again; b;'), ['a:n b']);
  assert.deepEqual(waysThrough('return 1; b;'), ['return1']);
});
