import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DriverSource } from './driverSource.js';
import { functionFacts } from './functionFacts.js';
import { userValueOf, userValues } from './userValues.js';

/** What is known of `place` before the call of `end()`: not the user's, bounded, or not. */
function knownOf(place: string, body: string): string {
  const text = `int f(struct foo __user *u, void __user *argp)\n{\n\tu32 n, m;\n\tstruct foo x;\n${body}\n\tend();\n}\n`;
  const source = new DriverSource({ file: { path: '/a.c', displayName: 'a.c', text, view: 'installed' } });
  const facts = functionFacts(source, source.surface.functions[0]);
  const point = facts.flow.points.find((each) => source.textOf(each).startsWith('end()'));
  assert.ok(point !== undefined);
  const values = userValues(facts)?.get(point);
  assert.ok(values !== undefined);
  const value = userValueOf(values, place);
  return value === undefined ? 'none' : value.isBounded ? 'bounded' : 'unbounded';
}

const cases: readonly (readonly [string, string, string])[] = [
  ['n', '', 'none'],
  ['n', 'get_user(n, &u->n);', 'unbounded'],
  ['n', 'get_user(n, &u->n); n = 4;', 'none'],
  ['x.len', 'copy_from_user(&x, u, sizeof(x));', 'unbounded'],
  ['x.len', 'copy_from_user(&x, u, sizeof(x)); x.len = 3;', 'bounded'],
  ['n', 'get_user(n, &u->n); if (n > MAX) return -EINVAL;', 'bounded'],
  ['n', 'get_user(n, &u->n); if (MAX < n) return -EINVAL;', 'bounded'],
  ['n', 'get_user(n, &u->n); if (n < MIN) return -EINVAL;', 'unbounded'],
  ['n', 'get_user(n, &u->n); if (!n) return -EINVAL;', 'unbounded'],
  ['n', 'get_user(n, &u->n); if (n != 8) return -EINVAL;', 'bounded'],
  ['n', 'get_user(n, &u->n); if (m > MAX / n) return -EINVAL;', 'bounded'],
  ['n', 'get_user(n, &u->n); if (is_good(n)) return -EINVAL;', 'bounded'],
  ['n', 'get_user(n, &u->n); check(&n);', 'bounded'],
  ['n', 'get_user(n, &u->n); pr_debug("%u", n);', 'unbounded'],
  ['m', 'get_user(n, &u->n); m = n; if (n > MAX) return -EINVAL;', 'bounded'],
  ['m', 'get_user(n, &u->n); m = n + 1;', 'unbounded'],
  ['n', 'get_user(n, &u->n); p = kzalloc(n, GFP_KERNEL);', 'unbounded'],
  ['n', 'get_user(n, &u->n); p = kmalloc_array(n, 8, GFP_KERNEL);', 'bounded'],
  ['m', 'get_user(n, &u->n); m = min(n, MAX);', 'none'],
  ['n', 'if (m) get_user(n, &u->n); else n = 1;', 'unbounded'],
  ['n', 'get_user(n, &u->n); if (m) check(n);', 'bounded'],
  ['x.len', 'copy_from_user(&x, u, sizeof(x)); if (validate(&x)) return -EINVAL;', 'bounded'],
];
for (const [place, body, expected] of cases) {
  test(`${place} after \`${body}\` is ${expected}`, () => assert.equal(knownOf(place, body), expected));
}
