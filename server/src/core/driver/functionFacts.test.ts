/** What a name means where, what is assigned to it, and which user address an expression is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driverOf, factsOf } from './testing/boxDriver.js';

/** The user address of the expression in `use(…)`. */
function addressOf(expression: string, before = ''): string | undefined {
  const text = `
int f(struct file *, unsigned long arg, struct box __user *u, struct box x)
{
	void __user *p; u64 wide; struct ctx c; int __user *i;
	${before}
	use(${expression});
}
`;
  const facts = factsOf(driverOf(text), 'f');
  const point = facts.flow.points.find((each) => facts.source.textOf(each).startsWith('use('));
  assert.ok(point?.expression?.kind === 'call');
  return facts.userAddress(point.expression.arguments[0]);
}

const addresses: readonly (readonly [expression: string, address: string | undefined, before?: string])[] = [
  ['arg', 'arg'],
  ['(void __user *)arg', 'arg'],
  ['compat_ptr(arg)', 'arg'],
  ['compat_ptr(arg, 1)', undefined],
  ['compat_ptr()', undefined],
  ['translate(arg)', undefined],
  ['u64_to_user_ptr(x.ptr)', 'u64 x.ptr'],
  ['u64_to_user_ptr(x.a + x.b)', undefined],
  ['p', 'arg', 'p = (void __user *)arg;'],
  ['p', 'p', 'p = base + offset;'],
  ['p', 'p', 'p = (void __user *)arg; p = other;'],
  ['&u->len', 'u->len'],
  ['&u->in.len', undefined],
  ['&x.len', undefined],
  ['&translate(arg)->len', undefined],
  ['*u', undefined],
  ['-arg', undefined],
  ['c.user', 'arg', 'c.user = (void __user *)arg;'],
  ['c.user', 'c.user', 'c.user = base + offset;'],
  ['c.user', 'c.user'],
  ['translate(arg)->user', undefined],
  ['arg + 4', undefined],
  // Eight levels of casts, and no more.
  [`${'(long)'.repeat(8)}arg`, 'arg'],
  [`${'(long)'.repeat(9)}arg`, undefined],
];

for (const [expression, address, before = ''] of addresses) {
  test(`\`${before}${expression}\` is ${address ?? 'no known address'}`, () => {
    assert.equal(addressOf(expression, before), address);
  });
}

test('two functions of one name in a folder: none is meant, unless the file has its own', () => {
  const folder = { 'a.c': 'int twice(void) { return 1; }', 'b.c': 'int twice(void) { return 2; }' };
  assert.equal(driverOf('', { folder }).functionNamed('twice'), undefined);
  const own = driverOf('static int twice(void) { return 3; }', { folder }).functionNamed('twice');
  assert.equal(own?.surface.file.path, '/driver/main.c');
  const hidden = { ...folder, 'b.c': 'static int twice(void) { return 2; }' };
  assert.equal(driverOf('', { folder: hidden }).functionNamed('twice')?.surface.file.path, '/driver/a.c');
});
