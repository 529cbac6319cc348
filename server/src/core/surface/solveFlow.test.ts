import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { flowOf } from './flow.js';
import { readSurface } from './readSurface.js';
import { joinMaps, solveFlow } from './solveFlow.js';

/** Names of the functions that were called on some way before the call of `end()`. */
function calledBefore(body: string): readonly string[] | undefined {
  const file: SourceFile = {
    path: '/a.c',
    displayName: 'a.c',
    text: `int f(int x)\n{\n${body}\n}\n`,
    view: 'installed',
  };
  const flow = flowOf(readSurface(file).functions[0]);
  const before = solveFlow<ReadonlyMap<string, true>>(flow, {
    entry: new Map(),
    after: ({ expression }, state) =>
      expression?.kind === 'call' && expression.callee.kind === 'identifier'
        ? new Map(state).set(expression.callee.name, true)
        : state,
    join: (a, b) => joinMaps(a, b, (x) => x),
  });
  const end = flow.points.find(
    ({ expression }) =>
      expression?.kind === 'call' && expression.callee.kind === 'identifier' && expression.callee.name === 'end',
  );
  return end === undefined ? undefined : [...(before?.get(end)?.keys() ?? [])].sort();
}

test('both sides of a branch come together', () => {
  assert.deepEqual(calledBefore('if (x) a(); else b(); end();'), ['a', 'b']);
});

test('a way that returns does not come along', () => {
  assert.deepEqual(calledBefore('if (x) { a(); return 1; } b(); end();'), ['b']);
});

test('what a loop does comes round', () => {
  assert.deepEqual(calledBefore('while (x) { end(); a(); } b();'), ['a', 'end']);
});

test('a jump back comes round', () => {
  assert.deepEqual(calledBefore('again: end(); if (x) goto again; a(); goto again;'), ['a', 'end']);
});

test('the cases of a switch do not reach each other', () => {
  assert.deepEqual(calledBefore('switch (x) { case 1: a(); break; case 2: b(); case 3: end(); }'), ['b']);
});

test('a function with too many points has no answer', () => {
  assert.deepEqual(calledBefore(`${'a();\n'.repeat(9000)}end();`), []);
});

test('a function that jumps back more often than anybody writes has no answer', () => {
  const jumps = (count: number): string => {
    const steps = Array.from({ length: count }, (_, i) => `l${i + 1}: a${i}(); goto l${i};`).join('\n');
    return `goto l${count}; l0: end(); return 1;\n${steps}`;
  };
  assert.equal(calledBefore(jumps(20))?.length, 20);
  assert.deepEqual(calledBefore(jumps(60)), []);
});
