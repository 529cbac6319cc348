/**
 * What a link says where the code has another shape than most drivers': entries, cases and comparisons one by one. Without the
 * line, and `here` where the code that names the command handles it itself.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxLinks } from './testing/boxDriver.js';

type Shape = readonly [what: string, code: string, links: readonly string[]];

function check(shapes: readonly Shape[], around: (code: string) => string): void {
  for (const [what, code, links] of shapes) {
    const found = boxLinks(around(code)).map((link) => link.replace(/^\d+ (?:opTable|drmTable|case|comparison) /, ''));
    assert.deepEqual(found, links, what);
  }
}

const entries: readonly Shape[] = [
  ['a cast of the function', '{ .cmd = BOX_GET, .func = (op_fn)box_get }', ['BOX_GET: box_get?']],
  ['members in any order', '{ .func = box_get, .data = other, .cmd = BOX_GET }', ['BOX_GET: box_get?']],
  ['a cast of the command', '{ .cmd = (int)BOX_GET, .func = box_get }', ['BOX_GET: box_get?']],
  ['the record by its size', '{ BOX_OPEN, box_open, sizeof(struct box_open) }', ['BOX_OPEN: box_open? box_open']],
  [
    'the record by the end of a member',
    '{ .cmd = BOX_OPEN, .func = box_open, .min = offsetofend(struct box_open, id) }',
    ['BOX_OPEN: box_open? box_open.id'],
  ],
  [
    'both',
    '{ .cmd = BOX_OPEN, .func = box_open, .size = sizeof(struct box_open), .min = offsetofend(struct box_open, id) }',
    ['BOX_OPEN: box_open? box_open.id'],
  ],
  [
    'the end of a member of a member',
    '{ .cmd = BOX_OPEN, .func = box_open, .min = offsetofend(struct box_open, in.id) }',
    ['BOX_OPEN: box_open? box_open'],
  ],
  ['a union', '{ BOX_OPEN, box_open, sizeof(union box_all) }', ['BOX_OPEN: box_open? box_all']],
  ['the size of a pointer', '{ BOX_OPEN, box_open, sizeof(struct box_open *) }', ['BOX_OPEN: box_open?']],
  ['the size of an object', '{ BOX_OPEN, box_open, sizeof(box) }', ['BOX_OPEN: box_open?']],
  ['two commands', '{ BOX_GET, BOX_SET, box_get }', []],
  ['the same command twice', '{ .cmd = BOX_GET, .nr = _IOC_NR(BOX_GET), .func = box_get }', ['BOX_GET: box_get?']],
  ['two functions', '{ BOX_GET, box_get, box_put }', []],
  ['an object that the file has', '{ BOX_GET, shared }', []],
  ['an enumerator', '{ BOX_GET, sleepy }', []],
  ['a macro', '{ BOX_GET, box_default }', []],
  ['a constant', '{ BOX_GET, NULL }', []],
  ['by an index', '{ BOX_GET, [1] = box_get }', []],
  ['no command', '{ 1, box_get }', []],
  ['a call of what has no name', 'ops->make(BOX_GET, box_get)', []],
  ['a macro that is not known', 'UNKNOWN(BOX_GET, box_get)', []],
  ['one command by its number', '[_IOC_NR(BOX_GET)] = box_get', ['BOX_GET: box_get?']],
  ['one command behind another', '[_IOC_NR(BOX_GET) + 1] = box_get', []],
  ['a range of commands', '[_IOC_NR(BOX_GET) ... _IOC_NR(BOX_SET)] = box_get', []],
  ['a number that two arguments make', '[BOX_NR(BOX_GET, 1)] = box_get', []],
  ['a number that a member makes', '[ops->nr(BOX_GET)] = box_get', []],
];

test('entries of a table', () => {
  check(
    entries,
    (entry) => `
#define box_default box_get
enum { sleepy, awake };
static int shared;
static const struct op ops[] = { ${entry} };`,
  );
});

test('tables of functions are static', () => {
  const table = 'const struct op ops[] = { { BOX_GET, box_get } };';
  const around = (code: string): string => `static int lookup(int nr) { int i; ${code} static int hits; return i; }`;
  check(
    [
      ['static', `static ${table}`, ['BOX_GET: box_get?']],
      ['filled at each call', table, []],
    ],
    around,
  );
});

const box = `#define BOX_OP(_cmd, _fn, _struct, _last) [_IOC_NR(_cmd)] = { .size = sizeof(_struct), \\
  .min_size = offsetofend(_struct, _last), .cmd = _cmd, .execute = _fn }
`;
const macros: readonly (readonly [what: string, macro: string, entry: string, links: readonly string[]])[] = [
  ['an argument too few', box, 'BOX_OP(BOX_GET)', []],
  ['a command that is none', box, 'BOX_OP(2, box_get, struct box_state, on)', []],
  ['no function', box, 'BOX_OP(BOX_GET, NULL, struct box_state, on)', []],
  ['a typedef', box, 'BOX_OP(BOX_GET, box_get, box_state_t, on)', ['BOX_GET: box_get?']],
  [
    'the address of the function',
    '#define OP(c, f) [_IOC_NR(c)] = { .cmd = c, .execute = &f }\n',
    'OP(BOX_GET, box_get)',
    ['BOX_GET: box_get?'],
  ],
  [
    'a name that is pasted together',
    '#define OP(name, f) [_IOC_NR(BOX_##name)] = { .cmd = BOX_##name, .func = f }\n',
    'OP(GET, box_get)',
    ['BOX_GET: box_get?'],
  ],
  [
    'the tag as the argument',
    '#define OP(c, f, tag, last) [_IOC_NR(c)] = { .size = sizeof(struct tag), .min = offsetofend(struct tag, last), .func = f }\n',
    'OP(BOX_GET, box_get, box_state, on)',
    ['BOX_GET: box_get?'],
  ],
  [
    'a macro without a function',
    '#define OP(c, flags) [_IOC_NR(c)] = { .cmd = c, .flags = flags }\n',
    'OP(BOX_GET, x)',
    [],
  ],
  ['an empty macro', '#define OP(c, f)\n', 'OP(BOX_GET, box_get)', []],
  ['a macro that is no entry', '#define OP(c, f) (c)[f]\n', 'OP(BOX_GET, box_get)', []],
  [
    'another name of a macro',
    `${box}#define OP(c, f, s, l) BOX_OP(c, f, s, l)\n`,
    'OP(BOX_OPEN, box_open, struct box_open, id)',
    ['BOX_OPEN: box_open? box_open.id'],
  ],
  [
    'another name, with a fixed record',
    `${box}#define OP(c, f) BOX_OP(c, f, struct box_open, id)\n`,
    'OP(BOX_OPEN, box_open)',
    ['BOX_OPEN: box_open?'],
  ],
  ['another name, with too few arguments', '#define OP(c, f) DRM_IOCTL_DEF(c)\n', 'OP(BOX_GET, box_get)', []],
  ['a sum', '#define OP(c, f) c + f\n', 'OP(BOX_GET, box_get)', []],
];

test('macros that write an entry', () => {
  for (const [what, macro, entry, links] of macros) {
    check([[what, entry, links]], (code) => `${macro}static const struct op ops[] = { ${code} };`);
  }
});

test('names of the driver: renamed commands, and private ones', () => {
  const around = (code: string): string => `
#define OLD_GET BOX_GET
#define BOX_PRIVATE _IO('b', 9)
#define BOX_MAKE(nr) _IO(nr)
#define BOX_WRAP(nr, t) _IOR('b', nr, t)
#define BOX_SIZED(t) _IOR('b', 10, t)
#define BOX_LIMIT 16
static const struct op ops[] = { ${code} };`;
  check(
    [
      ['renamed', '{ OLD_GET, box_get }', ['OLD_GET: box_get?']],
      ['private', '{ BOX_PRIVATE, box_private }', ['BOX_PRIVATE: box_private?']],
      ['of a type', '{ BOX_SIZED(u32), box_sized }', ['BOX_SIZED: box_sized?']],
      ['a macro that makes commands', '{ BOX_WRAP(4, u32), box_wrapped }', []],
      ['one that makes them whole', '{ BOX_MAKE(4), box_made }', []],
      ['a constant', '{ BOX_LIMIT, box_limit }', []],
    ],
    around,
  );
});

const inCase: readonly Shape[] = [
  [
    'the record that a copy of its own makes',
    'struct box_state *s = memdup_user(argp, sizeof(*s)); return box_set(s);',
    ['BOX_SET: box_set? box_state'],
  ],
  ['a copy of a computed size', 'state = memdup_user(argp, n); r = box_set(state); break;', ['BOX_SET: box_set?']],
  ['a copy of something else', 'state = memdup_user(other, sizeof(*state)); return box_set(filp);', ['BOX_SET: here']],
  ['a copy of nothing', 'state = memdup_user(); return box_set(state, argp);', ['BOX_SET: box_set?']],
  ['a copy into a member', 'copy_from_user(&s.on, argp, sizeof(u32)); return box_set(&s);', ['BOX_SET: box_set?']],
  ['a copy through a cast', 'copy_from_user((void *)&s, argp, sizeof(s)); return box_set(&s);', ['BOX_SET: box_set?']],
  ['a copy into an element', 'copy_from_user(&all[0], argp, sizeof(s)); return box_set(all);', ['BOX_SET: box_set?']],
  ['a copy into an array', 'copy_from_user(all, argp, sizeof(all)); return box_set(all);', ['BOX_SET: box_set?']],
  ['a copy into what a call gives', 'copy_from_user(get(), argp, 4); return box_set(argp);', ['BOX_SET: box_set?']],
  ['a copy from elsewhere', 'copy_from_user(&s, elsewhere, sizeof(s)); return box_set(argp);', ['BOX_SET: box_set?']],
  [
    'two records',
    'copy_from_user(&s, argp, sizeof(s)); copy_to_user(argp, &o, sizeof(o)); return box_set(&s, &o);',
    ['BOX_SET: box_set?'],
  ],
  ['a function of a table', 'return box->ops->set(arg);', ['BOX_SET: here']],
  ['a function of a table that gets nothing', 'return box->ops->reset();', ['BOX_SET: here']],
  ['a copy by a function of a table', 'state = box->ops->copy(argp); return box_set(filp);', ['BOX_SET: here']],
  ['a declaration of the result', 'int ret = box_set(arg); return ret;', ['BOX_SET: box_set?']],
  ['a declaration beside it', 'int old = box_old(arg); return box_set(arg);', ['BOX_SET: box_set?']],
  ['a result that is joined', 'r |= box_set(arg); break;', ['BOX_SET: here']],
  ['a result that is kept and returned', 'return r = box_set(arg);', ['BOX_SET: box_set?']],
  ['a sum that is kept and returned', 'return r += box_set(arg);', ['BOX_SET: here']],
  ['either of two', 'return quick ? box_quick(arg) : box_set(arg);', ['BOX_SET: here']],
  ['the same either way', 'return quick ? box_set(arg, 1) : box_set(arg, 2);', ['BOX_SET: box_set?']],
  ['a cast', 'return (long)box_set(arg);', ['BOX_SET: box_set?']],
  ['a constant', 'return -EINVAL;', ['BOX_SET: here']],
  ['between locks', 'mutex_lock(&lock); r = box_set(filp); mutex_unlock(&lock); break;', ['BOX_SET: box_set?']],
  ['between a trace', 'trace_box(filp); r = box_set(filp); break;', ['BOX_SET: here']],
  ['with what the case computes', 'box_set(filp); count++; break;', ['BOX_SET: here']],
  ['an empty statement', 'r = box_set(filp); ; break;', ['BOX_SET: box_set?']],
  ['a call that the result depends on', 'return box_set(filp) ? -EBUSY : 0;', ['BOX_SET: here']],
  ['nothing of the caller', 'return box_set(1);', ['BOX_SET: here']],
];

test('cases', () => {
  check(
    inCase,
    (code) => `static long f(struct file *filp, unsigned int cmd, unsigned long arg)
{
void __user *argp = (void __user *)arg; struct box_state s, *state, all[4]; struct box_open o; int r;
switch (cmd) { case BOX_SET: ${code} }
return r; }`,
  );
});

const inFunction: readonly Shape[] = [
  ['a cast label', 'switch (cmd) { case (int)BOX_GET: return box_get(arg); }', ['BOX_GET: box_get?']],
  ['a range of labels', 'switch (cmd) { case BOX_GET ... BOX_SET: return box_get(arg); }', []],
  [
    'labels beside it',
    'switch (_IOC_NR(cmd)) { case _IOC_NR(BOX_GET): return 1; case _IOC_NR(LATER): return 2; case later(BOX): return 3; case 7: return 4; case OTHER_NR(A, B): return 5; }',
    ['BOX_GET: here', 'LATER: here'],
  ],
  [
    'a switch in a case',
    'switch (cmd) { case BOX_GET: switch (mode) { case 1: return box_get(arg); } }',
    ['BOX_GET: box_get?'],
  ],
  [
    'a comparison behind the label',
    'switch (cmd) { case BOX_GET: case BOX_SET: if (cmd == BOX_GET) return box_get(arg); return box_set(arg); }',
    ['BOX_GET: here', 'BOX_SET: here'],
  ],
  ['the other branch', 'if (cmd != BOX_GET) r = 1; else return box_get(arg); return r;', ['BOX_GET: box_get?']],
  ['the command on the left', 'if (BOX_GET == cmd) return box_get(arg);', ['BOX_GET: box_get?']],
  [
    'a comparison of two other things',
    'if (cmd == 7) return box_get(arg); if (x == BOX_GET) return 1;',
    ['BOX_GET: here'],
  ],
  [
    'a comparison within one',
    'if ((quick ? cmd == BOX_GET : 0) && cmd == BOX_SET) return box_set(arg);',
    ['BOX_SET: box_set?'],
  ],
  ['a denied comparison', 'if (!(cmd == BOX_GET)) return box_get(arg);', []],
];

test('switches and comparisons', () => {
  check(
    inFunction,
    (code) => `static long f(struct file *filp, unsigned int cmd, unsigned long arg)\n{ int r, r; ${code} }`,
  );
});

test('parameters that carry the argument', () => {
  const around = (parameters: string): string =>
    `static long f(${parameters})\n{ switch (cmd) { case BOX_GET: first(1); return box_get(p); } return 0; }`;
  const handled = ['BOX_GET: box_get?'];
  check(
    [
      ['a pointer to the user', 'unsigned int cmd, struct box_state __user *p', handled],
      ['a pointer to anything', 'unsigned int cmd, void *p', handled],
      ['a word', 'unsigned int cmd, unsigned long p', handled],
      ['a word without a name', 'unsigned int cmd, unsigned long', ['BOX_GET: here']],
      ['an int', 'unsigned int cmd, int p', ['BOX_GET: here']],
    ],
    around,
  );
});
