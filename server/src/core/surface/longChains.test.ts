// Generated code has chains that are longer than a stack is deep.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowOf } from './flow.js';
import { readSurface } from './readSurface.js';
import { visitStatement } from './visit.js';

test('a chain of 30,000 `else if` is walked through, and has its flow', () => {
  const text = `int f(int a)\n{\n${'\tif (a == 1)\n\t\treturn 1;\n\telse '.repeat(30_000)}\treturn 0;\n}\n`;
  const [definition] = readSurface({ path: '/f.c', displayName: 'f.c', text, view: 'installed' }).functions;
  let returns = 0;
  let branches = 0;
  visitStatement(definition.body, ({ kind }) => {
    if (kind === 'return') returns++;
  });
  for (const { kind } of flowOf(definition).points) if (kind === 'branch') branches++;
  assert.ok(returns >= 400, `${returns} returns`);
  assert.ok(branches >= 400, `${branches} branches`);
});
