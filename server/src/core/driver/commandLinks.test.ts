// Which code handles which command, shown on sources in the shapes that drivers have.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxLinks as linksOf } from './testing/boxDriver.js';

test('an op table whose macro the file defines', () => {
  const text = `
#define BOX_OP(_cmd, _fn, _struct, _last) [_IOC_NR(_cmd) - 0x40] = { .size = sizeof(_struct) + \\
  BUILD_BUG_ON_ZERO(sizeof(union all) < sizeof(_struct)), .min_size = offsetofend(_struct, _last), \\
  .number = _cmd, .execute = _fn }
static int box_open(struct box_cmd *cmd) { return 0; }
static const struct box_op box_ops[] = {
  BOX_OP(BOX_OPEN, box_open, struct box_open, id),
  BOX_OP(BOX_CLOSE, box_close, struct box_close, id),
};`;
  assert.deepEqual(linksOf(text), [
    '7 opTable BOX_OPEN: box_open box_open.id',
    '8 opTable BOX_CLOSE: box_close? box_close.id',
  ]);
});

test('the macro may stand in a private header, and the handler in another source', () => {
  const text = 'static const struct op ops[] = {\n  OP(BOX_GET, &box_get, 1),\n};';
  const others = {
    'private.h': '#define OP(c, f, flag) [_IOC_NR(c)] = { .cmd = c, .func = f, .flags = flag }',
    'get.c': 'int box_get(void) { return 1; }',
  };
  assert.deepEqual(linksOf(text, others), ['2 opTable BOX_GET: box_get']);
});

test('tables that are written out', () => {
  const text = `
static const box_fn by_number[] = { [_IOC_NR(BOX_GET)] = box_get, [_IOC_NR(BOX_SET)] = NULL };
static const struct op named[] = { { .cmd = BOX_SET, .flags = 1, .func = box_set } };
static const struct op plain[] = { { BOX_RESET, 0, box_reset }, { BOX_GET, 1, 0 } };
static const unsigned int allowed[] = { BOX_GET, BOX_SET };
static const char *const names[] = { [_IOC_NR(BOX_GET)] = "get" };`;
  assert.deepEqual(linksOf(text), [
    '2 opTable BOX_GET: box_get?',
    '3 opTable BOX_SET: box_set?',
    '4 opTable BOX_RESET: box_reset?',
  ]);
});

test('DRM tables', () => {
  const text = `static const struct drm_ioctl_desc ioctls[] = {
  DRM_IOCTL_DEF_DRV(BOX_NEW, box_new_ioctl, DRM_RENDER_ALLOW),
  DRM_IOCTL_DEF(DRM_IOCTL_BOX, box_ioctl, 0),
};`;
  assert.deepEqual(linksOf(text), [
    '2 drmTable DRM_IOCTL_BOX_NEW: box_new_ioctl?',
    '3 drmTable DRM_IOCTL_BOX: box_ioctl?',
  ]);
});

test('a macro that hands its arguments on to another one', () => {
  const text = `
#ifdef CONFIG_OLD
#define OLD_IOCTL_DEF(cmd, fn, flags)  DRM_IOCTL_DEF(cmd, fn, flags)
#else
#define OLD_IOCTL_DEF(cmd, fn, flags)  DRM_IOCTL_DEF(cmd, drm_noop, flags)
#endif
static const struct drm_ioctl_desc ioctls[] = { OLD_IOCTL_DEF(DRM_IOCTL_BOX, box_old, DRM_AUTH) };`;
  assert.deepEqual(linksOf(text), ['7 drmTable DRM_IOCTL_BOX: box_old?']);
});

const head = 'static long box_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)\n{\n';

test('cases that leave the command to a function', () => {
  const text = `${head}void __user *argp = (void __user *)arg; struct box_state s; int r;
switch (cmd) {
case BOX_GET: return box_get(filp, argp);
case BOX_SET:
  r = -EFAULT;
  if (copy_from_user(&s, argp, sizeof(s))) break;
  r = box_set(filp, &s);
  break;
case BOX_RESET: mutex_lock(&lock); r = box_reset(filp); mutex_unlock(&lock); break;
case BOX_LATER: return box_later(filp);
  }
return r;
}`;
  assert.deepEqual(linksOf(text), [
    '5 case BOX_GET: box_get?',
    '6 case BOX_SET: box_set? box_state',
    '11 case BOX_RESET: box_reset?',
    '12 case BOX_LATER: box_later?',
  ]);
});

test('cases that do the work themselves have no handler', () => {
  const text = `${head}switch (_IOC_NR(cmd)) {
case _IOC_NR(BOX_GET): return put_user(state, (u32 __user *)arg);
case _IOC_NR(BOX_SET): if (!capable(CAP_SYS_ADMIN)) return -EPERM; state = arg; return 0;
case _IOC_NR(BOX_RESET): one(arg); two(arg); return 0;
case _IOC_NR(BOX_NAME(0)): return 0;
  } return -ENOTTY; }`;
  assert.deepEqual(linksOf(text), [
    '4 case BOX_GET: here',
    '5 case BOX_SET: here',
    '6 case BOX_RESET: here',
    '7 case BOX_NAME: here',
  ]);
});

test('a helper on the way to the work is no handler', () => {
  const text = `${head}struct box_state s; void __user *argp = (void __user *)arg; int i, ret;
  switch (cmd) {
  case BOX_GET: ret = import_buffer(argp, &i); if (ret) return ret; return box_write(&i);
  case BOX_SET: ret = count_bits(BOX_MASK); break;
  case BOX_RESET: for (i = 0; i < 4; i++) { ret = box_one(argp, i); if (ret) return ret; } return 0;
  }
  return ret;
}`;
  assert.deepEqual(linksOf(text), ['5 case BOX_GET: here', '6 case BOX_SET: here', '7 case BOX_RESET: here']);
});

test('several labels, and falling through', () => {
  const text = `${head}switch (cmd) {
case BOX_GET:
case BOX_SET: return box_both(cmd, arg);
case BOX_RESET: prepare(); fallthrough;
default: return box_rest(cmd, arg);
  } }`;
  assert.deepEqual(linksOf(text), [
    '4 case BOX_GET: box_both?',
    '5 case BOX_SET: box_both?',
    '6 case BOX_RESET: box_rest?',
  ]);
});

test('comparisons count where the branch ends there', () => {
  const text = `${head}if (cmd == BOX_GET) return box_get(arg);
if (cmd == BOX_SET) quiet = 1;
if (cmd != BOX_RESET) return -ENOTTY;
return box_reset(filp); }
static long other(struct file *filp, unsigned int cmd, unsigned long arg) {
if (cmd == BOX_GET || cmd == BOX_SET) { return box_either(cmd, arg); } else if (cmd == BOX_RESET) { quiet = 0; } else { quiet = 1; }
return 0; }`;
  assert.deepEqual(linksOf(text), [
    '3 comparison BOX_GET: box_get?',
    '5 comparison BOX_RESET: box_reset?',
    '8 comparison BOX_GET: box_either?',
    '8 comparison BOX_SET: box_either?',
    '8 comparison BOX_RESET: here',
  ]);
});

test('who only asks which command it is handles none', () => {
  const text = `
static bool is_read(unsigned int cmd) { switch (cmd) { case BOX_GET: return true; default: return false; } }
static const char *name_of(unsigned int cmd) { switch (cmd) { case BOX_GET: return "get"; } return ""; }
static int caps(int what) { switch (what) { case CAP_ONE: return 1; case CAP_TWO: return 2; } return 0; }`;
  assert.deepEqual(linksOf(text), []);
});

test('names such as __proto__, half-typed code and recursion are no trouble', () => {
  const text = `${head}switch (cmd) { case __proto__: case BOX_GET: return constructor(arg); case BOX_SET: return (`;
  assert.deepEqual(linksOf(text).slice(0, 2), ['3 case __proto__: constructor?', '3 case BOX_GET: constructor?']);
  assert.deepEqual(linksOf('static const struct op t[] = { [_IOC_NR(BOX_GET)'), []);
});

test('30,000 lines of cases, and chains of comparisons, come to an end', () => {
  const cases = Array.from({ length: 30_000 }, (_, i) => `  case BOX_SET + ${i}: x${i}(arg);\n`).join('');
  const found = linksOf(`${head}switch (cmd) {\n  case BOX_GET: return box_get(arg);\n${cases}  }\n  return 0;\n}`);
  assert.deepEqual(found.slice(0, 1), ['4 case BOX_GET: box_get?']);
  const chain = Array.from({ length: 3000 }, () => 'if (cmd == BOX_SET) return 1;\nelse ').join('');
  assert.ok(linksOf(`${head}${chain} return 0;\n}`).length >= 100);
});
