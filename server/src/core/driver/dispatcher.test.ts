/** Functions through which ioctl calls enter a driver, and those that they hand the command to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dispatchersOf, isEntry, looksAtParts, namedCommands, nrVariables, withDeputies } from './dispatcher.js';
import { boxHeader, driverOf } from './testing/boxDriver.js';

const signature = '(struct file *file, unsigned int cmd, unsigned long arg)';

/** Each dispatcher as `name(command, argument)`, with the members of ops tables that name it. */
function dispatchers(text: string, folder: Readonly<Record<string, string>> = {}): readonly string[] {
  return dispatchersOf(driverOf(text, { folder })).map((each) => {
    const fields = each.uses.map(({ field }) => ` .${field}`).join('');
    assert.equal(isEntry(each), fields !== '');
    return `${each.definition.name.text}(${each.command}, ${each.argument})${fields}`;
  });
}

test('by its signature, or by an ops table', () => {
  const body = '{ return 0; }';
  assert.deepEqual(dispatchers(`static long f${signature} ${body}`), ['f(cmd, arg)']);
  assert.deepEqual(dispatchers(`long f(struct x *x, u32 ioctl_nr, ulong a) ${body}`), ['f(ioctl_nr, a)']);
  assert.deepEqual(dispatchers(`long f(struct x *x, unsigned int a, unsigned long b) ${body}`), []);
  assert.deepEqual(
    dispatchers(`long f(struct x *x, unsigned int a, unsigned long b) ${body}
static const struct file_operations fops = { .owner = THIS_MODULE, .unlocked_ioctl = f, .compat_ioctl = f };`),
    ['f(a, b) .unlocked_ioctl .compat_ioctl'],
  );
  for (const parameters of [
    'unsigned int cmd',
    'unsigned int cmd, unsigned long',
    'unsigned int, unsigned long arg',
    'unsigned int *cmd, unsigned long arg',
    'int cmd, unsigned long arg',
    'unsigned int cmd, unsigned int arg',
    'unsigned int cmd, void __user *arg',
    'unsigned int cmd, unsigned long *arg',
    'unsigned int cmd[2], unsigned long arg',
    'unsigned int cmd, unsigned long arg[2]',
    'void',
  ]) {
    assert.deepEqual(dispatchers(`long f(${parameters}) ${body}`), [], parameters);
  }
});

test('members of other tables, and of other files', () => {
  const f = `long f${signature} { return 0; }`;
  const named = (table: string): readonly string[] => dispatchers(`${f}\n${table}`);
  assert.deepEqual(named('static struct v4l2_ops ops = { .ioctl = f };'), ['f(cmd, arg)']);
  assert.deepEqual(named('static struct v4l2_ops ops = { .unlocked_ioctl = f };'), ['f(cmd, arg) .unlocked_ioctl']);
  assert.deepEqual(named('static struct block_device_operations ops = { .ioctl = f };'), ['f(cmd, arg) .ioctl']);
  assert.deepEqual(named('static struct file_operations ops = { .compat_ioctl = compat_ptr_ioctl };'), ['f(cmd, arg)']);
  assert.deepEqual(named('static struct file_operations ops = { .unlocked_ioctl = 0 };'), ['f(cmd, arg)']);
  assert.deepEqual(named('static struct file_operations ops = { [0] = f };'), ['f(cmd, arg)']);
  assert.deepEqual(named('static struct file_operations ops, *other = &ops;'), ['f(cmd, arg)']);
  const folder = { 'ops.c': 'static struct file_operations ops = { .unlocked_ioctl = f };' };
  assert.deepEqual(dispatchers(f, folder), ['f(cmd, arg) .unlocked_ioctl']);
  // A static function of this file is none that another file can name.
  assert.deepEqual(dispatchers(`static ${f}`, folder), ['f(cmd, arg)']);
});

test('functions of the file that get the command', () => {
  const text = `
static long leaf(unsigned int c) { switch (c) { case BOX_GET: return 1; } return 0; }
static long middle(struct file *file, unsigned int c, void __user *u) { if (c == BOX_SET || 7 == c) return 0; return leaf(c) + f(file, c, 0); }
static long wrong(int a) { return 0; }
static long unnamed(unsigned int) { return 0; }
long f${signature}
{
	other(cmd); wrong(cmd, 1); unnamed(cmd); middle(file, cmd, (void __user *)arg); leaf(arg); ops->go(cmd); leaf(cmd);
	switch (_IOC_NR(cmd)) { case _IOC_NR(BOX_RESET): return 2; case BOX_UNKNOWN: return 3; case BOX_GET: return 4; }
	return middle(file, cmd, 0);
}
`;
  const source = driverOf(text, {
    header: boxHeader,
    folder: { 'other.c': 'long other(unsigned int c) { return 0; }' },
  });
  const dispatcher = dispatchersOf(source).find(({ definition }) => definition.name.text === 'f');
  assert.ok(dispatcher !== undefined);
  assert.deepEqual(
    withDeputies(source, dispatcher).map(
      ({ definition, command, argument }) => `${definition.name.text}(${command}, ${argument})`,
    ),
    ['f(cmd, arg)', 'middle(c, u)', 'leaf(c, undefined)'],
  );
  assert.deepEqual([...namedCommands(source, dispatcher).keys()], ['BOX_RESET', 'BOX_GET', 'BOX_SET']);
});

test('whether parts of the number decide', () => {
  const looks = (body: string): boolean => {
    const source = driverOf(`long f${signature} { ${body} }`);
    const [{ definition, command }] = dispatchersOf(source);
    return looksAtParts(definition, command);
  };
  for (const body of [
    'return _IOC_NR(cmd);',
    'if (_IOC_TYPE(cmd) != 1) return 0;',
    'x = cmd & 0xff;',
    'x = DRM_IOCTL_NR(cmd);',
  ]) {
    assert.equal(looks(body), true, body);
  }
  for (const body of ['return cmd;', 'x = _IOC_NR(arg);', 'x = arg & 0xff;', 'ops->go(cmd);', 'x = &cmd;']) {
    assert.equal(looks(body), false, body);
  }
});

test('variables with the nr of the command', () => {
  const body =
    'int nr = _IOC_NR(cmd), other = _IOC_NR(arg), none; later = DRM_IOCTL_NR(cmd) - BASE; x[0] = _IOC_NR(cmd); sum += _IOC_NR(cmd);';
  const source = driverOf(`long f${signature} { ${body} }`);
  assert.deepEqual([...nrVariables(dispatchersOf(source)[0])], ['nr', 'later']);
});
