import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DriverSource } from './driverSource.js';
import { type FunctionFacts, functionFacts } from './functionFacts.js';
import { boxHeader, driverOf, factsOf } from './testing/boxDriver.js';
import { userValueOf, userValues } from './userValues.js';

/** What is known of `place` before the call of `end()`: not the user's, bounded, or not. */
function knownOf(place: string, body: string): string {
  const text = `int f(struct foo __user *u, void __user *argp)\n{\n\tu32 n, m;\n\tstruct foo x;\n${body}\n\tend();\n}\n`;
  const source = new DriverSource({ file: { path: '/a.c', displayName: 'a.c', text, view: 'installed' } });
  return knownAt(functionFacts(source, source.surface.functions[0]), place);
}

function knownAt(facts: FunctionFacts, place: string): string {
  const { source } = facts;
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
  ['n', 'get_user(n, &u->n); switch (n) { case 1: break; default: return -EINVAL; }', 'bounded'],
  ['n', 'get_user(n, &u->n); switch (n) { case 1: return 0; }', 'unbounded'],
  ['n', 'get_user(n, &u->n); n++;', 'unbounded'],
  ['m', 'get_user(n, &u->n); m = n & 3;', 'none'],
  ['m', 'get_user(n, &u->n); m = n ? 1 : 2;', 'none'],
  ['m', 'u16 small; get_user(small, &u->s); m = small;', 'none'],
  ['m', 'copy_from_user(&x, u, sizeof(x)); m = x.untold;', 'none'],
  ['p->len', 'p = memdup_user(u, sizeof(*p));', 'unbounded'],
  ['p->len', 'p = (struct foo *)memdup_user(u, sizeof(*p));', 'unbounded'],
  ['p->len', 'p = kzalloc(sizeof(*p), GFP_KERNEL);', 'none'],
  ['q->len', 'p = memdup_user(u, sizeof(*p)); q = p;', 'unbounded'],
  ['q->len', 'p = memdup_user(u, sizeof(*p)); q = p + 1;', 'none'],
];
for (const [place, body, expected] of cases) {
  test(`${place} after \`${body}\` is ${expected}`, () => assert.equal(knownOf(place, body), expected));
}

/** What `inner()` knows of a command's record that its callers give it. */
function handed(callers: string, signature = 'static int inner(struct box_state *s)'): string {
  const text = `${signature}\n{\n\tend();\n}\n${callers}`;
  return knownAt(factsOf(driverOf(text, { header: boxHeader }), 'inner'), 's->on');
}

const caller = (body: string, name = 'f'): string =>
  `static long ${name}(struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *argp = (void __user *)arg; struct box_state s = {}, *p;
	${body}
}
`;
const copied = 'if (copy_from_user(&s, argp, sizeof(s))) return -EFAULT;';

test('a record that every caller copied in and did not look at is the user’s', () => {
  const given = caller(`${copied} return inner(&s);`);
  assert.equal(handed(given), 'unbounded');
  assert.equal(handed(caller('p = memdup_user(argp, sizeof(*p)); return inner(p);')), 'unbounded');
  assert.equal(handed(given + caller(`${copied} return inner(&s);`, 'g')), 'unbounded');
  const others: readonly (readonly [what: string, callers: string])[] = [
    ['no caller', ''],
    ['tested as a whole', caller(`${copied} if (check(&s)) return -EINVAL; return inner(&s);`)],
    ['tested in part', caller(`${copied} if (s.on > 3) return -EINVAL; return inner(&s);`)],
    ['a record of the kernel', caller('return inner(&s);')],
    ['one of two callers has its own', given + caller('return inner(&s);', 'g')],
    ['what a call gives', caller('return inner(get(argp));')],
    ['nothing', caller('return inner();')],
    ['only mentioned', caller('kept = inner;')],
    ['its address is in a table', `${given}static const struct ops ops = { .open = inner };`],
    ['nine callers', Array.from({ length: 9 }, (_, i) => caller(`${copied} return inner(&s);`, `f${i}`)).join('')],
  ];
  for (const [what, callers] of others) assert.equal(handed(callers), 'none', what);
  assert.equal(handed(given, 'int inner(struct box_state *s)'), 'none', 'anybody may call it');
  assert.equal(handed(given, 'static int inner(struct other *s)'), 'none', 'no record of a command');
  assert.equal(handed(given, 'static int inner(struct box_state *)'), 'none', 'a parameter without a name');
});

/** What a handler knows of the record that its dispatcher copied in. */
function dispatched(body: string, parameter = 'struct ucmd *ucmd'): string {
  const text = `
struct ucmd { void *cmd; void __user *user; struct box_state *typed; };
static int handler(${parameter})
{
	${body}
	end();
}
`;
  return knownAt(factsOf(driverOf(text, { header: boxHeader }), 'handler'), 's->on');
}

test('a handler’s record comes from its dispatcher', () => {
  const fromMember = 'struct box_state *s = ucmd->cmd;';
  assert.equal(dispatched(fromMember), 'unbounded');
  assert.equal(dispatched('struct box_state *s = data;', 'void *data'), 'unbounded');
  const others: readonly (readonly [what: string, body: string, parameter?: string])[] = [
    ['a pointer to the user', 'struct box_state *s = ucmd->user;'],
    ['a pointer that has its type', 'struct box_state *s = ucmd->typed;'],
    ['a member that is not told', 'struct box_state *s = ucmd->nothing;'],
    ['a member of something else', 'struct box_state *s = other->cmd;'],
    ['a member of a member', 'struct box_state *s = ucmd->in->cmd;'],
    ['another record', 'struct other *s = ucmd->cmd;'],
    ['no record', 'u32 *s = ucmd->cmd;'],
    ['set twice', `${fromMember} s = next;`],
    ['a parameter with its type', 'struct box_state *s = data;', 'struct box_state *data'],
    ['a pointer to a pointer', 'struct box_state *s = data;', 'void **data'],
    ['a parameter from the user', 'struct box_state *s = data;', 'void __user *data'],
    ['an object of the file', 'struct box_state *s = data;'],
    ['a parameter that is no record', fromMember, 'void *ucmd'],
    ['nothing that is declared', 's = ucmd->cmd;'],
  ];
  for (const [what, body, parameter] of others) assert.equal(dispatched(body, parameter), 'none', what);
});

test('a handler may hand the record on', () => {
  const text = `
static int inner(struct box_state *s) { end(); }
static int handler(void *data) { struct box_state *cmd = data; return inner(cmd); }
`;
  assert.equal(knownAt(factsOf(driverOf(text, { header: boxHeader }), 'inner'), 's->on'), 'unbounded');
});
