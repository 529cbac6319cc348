import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSurface } from '../surface/readSurface.js';
import { answerToUnknown } from './unknownCommand.js';

/** The values that the function returns to a command that it does not know, as written. */
function answer(body: string, nrs: readonly string[] = []): readonly string[] | undefined {
  const text = `static long f(struct file *file, unsigned int cmd, unsigned long arg)\n{\n${body}\n}\n`;
  const { functions } = readSurface({ path: '/f.c', displayName: 'f.c', text, view: 'installed' });
  const known = answerToUnknown(functions[0], 'cmd', new Set(nrs));
  return known === undefined
    ? undefined
    : [...(known.isDispatched ? ['dispatched:'] : []), ...known.values.map(({ start, end }) => text.slice(start, end))];
}

test('the default returns', () => {
  assert.deepEqual(answer('switch (cmd) { case A: return 1; default: return -ENOTTY; }'), ['dispatched:', '-ENOTTY']);
  assert.deepEqual(answer('switch (cmd) { case A: return 1; } return -EINVAL;'), ['dispatched:', '-EINVAL']);
});

test('the last assignment before the return counts', () => {
  const body =
    'long ret = -EINVAL; switch (cmd) { case A: ret = 0; break; default: ret = -ENOTTY; } unlock(); return ret;';
  assert.deepEqual(answer(body), ['dispatched:', '-ENOTTY']);
  assert.deepEqual(answer(body.replace('ret = -ENOTTY', 'break')), ['dispatched:', '-EINVAL']);
  assert.deepEqual(answer(body.replace('unlock()', 'if (arg) ret = -EIO')), ['dispatched:', '-ENOTTY', '-EIO']);
});

test('a refusal before the switch is no answer to the command', () => {
  assert.deepEqual(answer('if (!arg) return -EINVAL; switch (cmd) { case A: return 0; } return -ENOTTY;'), [
    'dispatched:',
    '-ENOTTY',
  ]);
});

test('two switches: the default of the first leads to the second', () => {
  assert.deepEqual(
    answer('switch (cmd) { case A: return 0; } switch (cmd) { case B: return 0; default: return -ENOSYS; }'),
    ['dispatched:', '-ENOSYS'],
  );
});

test('comparisons with constants do not hold, and the nr is the command', () => {
  assert.deepEqual(answer('if (cmd == A) return 1; return -ENOTTY;'), ['-ENOTTY']);
  assert.deepEqual(answer('if (cmd != A) return -EINVAL; return 0;'), ['-EINVAL']);
  assert.deepEqual(answer('int nr = _IOC_NR(cmd); switch (nr) { case 1: return 0; } return -EINVAL;', ['nr']), [
    'dispatched:',
    '-EINVAL',
  ]);
  assert.deepEqual(answer('switch (_IOC_NR(cmd)) { case 1: return 0; } return -EINVAL;'), ['dispatched:', '-EINVAL']);
});

test('what is not known is not answered', () => {
  assert.equal(answer('long ret; switch (cmd) { case A: ret = 0; } return ret;'), undefined);
  assert.equal(answer('long ret = 0; get(&ret); switch (cmd) { case A: ret = 0; } return ret;'), undefined);
  assert.equal(answer('long ret = -EINVAL; switch (cmd) { default: ret |= 4; } return ret;'), undefined);
  assert.equal(answer('asm("x"); switch (cmd) { default: return -EINVAL; }'), undefined);
  assert.equal(answer('switch (cmd) { default: return; }'), undefined);
});

test('a variable that is counted, or whose address is taken, is not known', () => {
  for (const change of ['ret++;', '--ret;', 'store(&ret);', 'ret += 2;']) {
    assert.equal(answer(`long ret = 0; switch (cmd) { default: ${change} } return ret;`), undefined, change);
  }
  assert.deepEqual(answer('long ret = 0; switch (cmd) { default: x = -ret; } return ret;'), ['dispatched:', '0']);
});

test('without a switch, a function whose answer is not known has none', () => {
  assert.equal(answer('long ret; if (cmd == A) ret = 1; return ret;'), undefined);
});

test('a variable that only one way knows joins with the other', () => {
  const body = 'if (arg) { long ret = -EIO; goto out; } switch (cmd) { default: ret = -ENOTTY; } out: return ret;';
  assert.deepEqual(answer(body), ['dispatched:', '-ENOTTY']);
});

test('a function with more switches than anybody writes is given up', () => {
  const switches = (count: number): string =>
    Array.from({ length: count }, () => 'if (arg--) { switch (cmd) { case A: return 0; } }').join('\n');
  assert.deepEqual(answer(`${switches(3)} return -ENOTTY;`), ['dispatched:', '-ENOTTY']);
  assert.equal(answer(`${switches(31)} return -ENOTTY;`), undefined);
});

test('loops and gotos end', () => {
  assert.deepEqual(answer('again: switch (cmd) { case A: goto again; default: if (arg--) goto again; } return -EIO;'), [
    'dispatched:',
    '-EIO',
  ]);
  assert.deepEqual(answer('for (;;) { switch (cmd) { default: continue; } }'), ['dispatched:']);
});
