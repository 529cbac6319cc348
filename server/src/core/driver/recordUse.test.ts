/** What a function does with the members of a record: read, written, and whether it goes out of sight. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordUse } from './recordUse.js';
import { driverOf, factsOf } from './testing/boxDriver.js';

const others = `
static int looks(struct box *b, int more) { return b->seen + more; }
static int fills(struct box *b) { b->filled = 1; return 0; }
static int keeps(struct box *b) { kept = b; return 0; }
static int passes(struct box *b) { return looks(b, 0); }
static int unnamed(struct box *) { return 0; }
`;

/** `reads / writes`, and `escapes`. */
function used(place: string, body: string): string {
  const text = `${others}
int f(struct box *p, struct box __user *u, int i)
{
	struct box x, *q, *alias = &x, all[2];
${body}
}
`;
  const { reads, writes, escapes } = recordUse(factsOf(driverOf(text), 'f'), place);
  const list = (paths: ReadonlySet<string>): string => [...paths].map((path) => path || 'all').join(' ');
  return `${list(reads)} / ${list(writes)}${escapes ? ' escapes' : ''}`;
}

const cases: readonly (readonly [place: string, body: string, use: string])[] = [
  ['x', '', ' / '],
  ['x', 'i = x.a; x.b = i;', 'a / b'],
  ['x', 'i = x.in.a;', 'in.a / '],
  ['x', 'x.a += 1;', 'a / a'],
  ['x', 'x.a++;', 'a / a'],
  ['x', 'use(x.a);', 'a / '],
  ['x', 'find(x.a)->b = 1;', 'a / '],
  ['x', '(*find(x.a))++;', 'a / '],
  ['x', 'i = ({ use(x.a); x.b; });', 'a b / '],
  ['x', 'use(x);', 'all / '],
  ['x', 'use(&x.a);', 'a / '],
  ['x', 'copy_from_user(&x, u, sizeof(x)); return x.a;', 'a / '],
  // Names that are only ever the address of the object are seen through.
  ['x', 'alias->a = 1; i = (*alias).b;', 'b / a'],
  ['x', 'q = &x; q->a = 1;', ' / a'],
  ['x', 'q = &x; q = p;', ' /  escapes'],
  ['x', 'list[i] = &x;', ' /  escapes'],
  ['x', 'ops.data = &x;', ' /  escapes'],
  ['x', 'looks(&x, 1);', 'seen / '],
  ['x', 'looks((void *)&x, 1);', 'seen / '],
  ['x', 'fills(&x);', ' / filled'],
  ['x', 'keeps(&x);', ' /  escapes'],
  // One level deep.
  ['x', 'passes(&x);', ' /  escapes'],
  ['x', 'unnamed(&x);', ' /  escapes'],
  ['x', 'elsewhere(&x);', ' /  escapes'],
  ['x', 'ops->show(&x);', ' /  escapes'],
  ['x', 'memset(&x, 0, sizeof(x));', ' / all'],
  ['x', 'asm("x");', ' /  escapes'],
  ['*p', 'if (!p) return 0; if (p) i = p->a;', 'a / '],
  ['*p', 'kfree(p);', ' / '],
  ['*p', 'if (IS_ERR(p)) return PTR_ERR(p);', ' / '],
  ['*p', 'fills(p); looks(p, p->a);', 'seen a / filled'],
  ['*p', 'elsewhere(p);', ' /  escapes'],
  ['*p', 'elsewhere(&p);', ' /  escapes'],
  ['*p', 'q = p;', ' /  escapes'],
  ['*p', 'return p;', ' /  escapes'],
  ['*p', 'i = p == q;', ' /  escapes'],
  ['*p', 'i = *p;', 'all / '],
  ['*p', 'elsewhere(p->a);', 'a / '],
  ['*p', 'elsewhere(&p->in.a);', 'in.a / '],
];

for (const [place, body, use] of cases) {
  test(`${place} in \`${body}\` is used as '${use}'`, () => assert.equal(used(place, body), use));
}
