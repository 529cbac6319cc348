import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression } from '../surface/ast.js';
import { readSurface } from '../surface/readSurface.js';
import { covers, isRootedIn, overlaps, pathBelow, placeOf, pointee } from './places.js';

function expression(text: string): Expression {
  const file = {
    path: '/a.c',
    displayName: 'a.c',
    text: `int f(void)\n{\n\treturn ${text};\n}\n`,
    view: 'installed',
  } as const;
  const [statement] = readSurface(file).functions[0].body.statements;
  assert.ok(statement.kind === 'return' && statement.value !== undefined);
  return statement.value;
}

const places: readonly (readonly [string, string | undefined])[] = [
  ['x', 'x'],
  ['x.flags', 'x.flags'],
  ['p->size', 'p->size'],
  ['(*p).size', 'p->size'],
  ['(&x)->flags', 'x.flags'],
  ['x.list[i + 1].len', 'x.list[].len'],
  ['((struct foo *)p)->a.b', 'p->a.b'],
  ['*p', '*p'],
  ['__proto__.constructor', '__proto__.constructor'],
  ['f(x)->size', undefined],
  ['(&f(x))->size', undefined],
  ['f(x)[1]', undefined],
  ['a + b', undefined],
];
for (const [text, place] of places) {
  test(`the place of ${text}`, () => assert.equal(placeOf(expression(text)), place));
}

test('a pointer that is set once is seen through', () => {
  const targets = new Map([['p', 'x']]);
  assert.equal(placeOf(expression('p->size'), targets), 'x.size');
  assert.equal(pointee(expression('p'), targets), 'x');
  assert.equal(pointee(expression('(void *)&x.list'), targets), 'x.list');
  assert.equal(pointee(expression('q'), targets), '*q');
});

test('records cover their members', () => {
  assert.ok(covers('x', 'x') && covers('x', 'x.a.b') && covers('*p', 'p->a') && covers('*p', 'p[]'));
  assert.ok(!covers('x', 'xy') && !covers('x', 'x->a') && !covers('p->a', 'p') && !covers('*p', 'p'));
  assert.ok(overlaps('x.a', 'x') && !overlaps('x.a', 'x.b'));
  assert.equal(pathBelow('*p', 'p->a.b'), 'a.b');
  assert.equal(pathBelow('x', 'x'), '');
});

test('a pointer is the root of what it points to', () => {
  assert.ok(isRootedIn('p->a', 'p') && isRootedIn('*p', 'p') && isRootedIn('p->a.b', 'p->a'));
  assert.ok(!isRootedIn('pq->a', 'p'));
});
