/** Calls in the order in which they are written, wherever expressions and statements stand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSurface } from './readSurface.js';
import { calleeName, callsIn } from './visit.js';

const cases: readonly (readonly [body: string, calls: string])[] = [
  ['x = (struct a){ .b = f(), .c[g()] = 1 };', 'f'],
  ['x = ({ f(); g(); }); h();', 'f g h'],
  ['while (f()) g(); do h(); while (i());', 'f g i h'],
  ['for (f(); g(); h()) i();', 'g h f i'],
  ['list_for_each(a) f();', 'list_for_each f'],
  ['switch (f()) { case 1: g(); break; default: h(); }', 'f g h'],
  ['if (f()) g(); else h(); return; return i();', 'f g h i'],
  ['x = a ? f() : g(); y = b ?: h();', 'f g h'],
  ['x[f()] = y->z(g(h()));', 'f undefined g h'],
  ['n = sizeof(f()) + sizeof(int); p = (u32)g();', 'f g'],
  ['goto out; out: f();', 'f'],
];

for (const [body, expected] of cases) {
  test(`the calls of \`${body}\``, () => {
    const text = `int f(void)\n{\n${body}\n}\n`;
    const [definition] = readSurface({ path: '/f.c', displayName: 'f.c', text, view: 'installed' }).functions;
    assert.equal(
      callsIn(definition)
        .map((call) => `${calleeName(call)}`)
        .join(' '),
      expected,
    );
  });
}
