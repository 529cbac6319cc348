import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { DriverSource } from './driverSource.js';
import { readOpTables } from './opTable.js';

function sourceOf(text: string, ...folder: readonly string[]): DriverSource {
  const fileOf = (path: string, each: string): SourceFile => ({
    path,
    displayName: path,
    text: each,
    view: 'installed',
  });
  return new DriverSource({
    file: fileOf('/main.c', text),
    folder: folder.map((each, i) => fileOf(`/other${i}.h`, each)),
  });
}

/** Each entry of the only table as `place-base command handler record last`. */
function entriesOf(text: string, ...folder: readonly string[]): readonly string[] {
  const tables = readOpTables(sourceOf(text, ...folder));
  assert.equal(tables.length, 1);
  return tables[0].entries.map(({ place, base, command, handler, record, last }) =>
    [`${place?.text}-${base}`, command.text, handler?.text, record?.text, `${last?.record}.${last?.member.text}`].join(
      ' ',
    ),
  );
}

const macro = `
#define IOCTL_OP(_ioctl, _fn, _struct, _last) \\
	[_IOC_NR(_ioctl) - FOO_BASE] = { \\
		.size = sizeof(_struct) + BUILD_BUG_ON_ZERO(sizeof(union foo_buffer) < sizeof(_struct)), \\
		.min_size = offsetofend(_struct, _last), \\
		.ioctl_num = _ioctl, \\
		.execute = _fn, \\
	}
`;
const call = 'static const struct foo_op ops[] = { IOCTL_OP(FOO_INFO, foo_info, struct foo_info, flags), };';

test('an entry that a macro of the file writes', () => {
  const text = macro + call;
  assert.deepEqual(entriesOf(text), ['FOO_INFO-FOO_BASE FOO_INFO foo_info foo_info foo_info.flags']);
  const [{ entries, isWhole }] = readOpTables(sourceOf(text));
  assert.ok(isWhole);
  assert.equal(entries[0].hasSizeGuard, true);
  assert.deepEqual(entries[0].fields, { size: 'size', minSize: 'min_size', number: 'ioctl_num', handler: 'execute' });
  const { start, end } = entries[0].command;
  assert.equal(text.slice(start, end), 'FOO_INFO');
});

test('the macro may stand in a header of the folder; the file’s own wins', () => {
  assert.deepEqual(entriesOf(call, macro), ['FOO_INFO-FOO_BASE FOO_INFO foo_info foo_info foo_info.flags']);
  const other = macro.replace('FOO_BASE', 'BAR_BASE');
  assert.deepEqual(entriesOf(macro + call, other), ['FOO_INFO-FOO_BASE FOO_INFO foo_info foo_info foo_info.flags']);
});

test('entries that are written out, and those whose place stands outside of the macro', () => {
  const text = `
#define OP(_cmd, _fn) { .cmd = _cmd, .func = _fn }
static const struct foo_op ops[] = {
	[_IOC_NR(FOO_A)] = { .cmd = FOO_A, .func = &foo_a, .size = sizeof(struct foo_a) },
	[_IOC_NR(FOO_B)] = OP(FOO_C, foo_c),
	[DRM_IOCTL_NR(FOO_D)] = { .func = foo_d },
};`;
  assert.deepEqual(entriesOf(text), [
    'FOO_A-undefined FOO_A foo_a foo_a undefined.undefined',
    'FOO_B-undefined FOO_C foo_c  undefined.undefined',
    'FOO_D-undefined FOO_D foo_d  undefined.undefined',
  ]);
});

test('a table with an entry of an unknown macro is not whole', () => {
  const text = `${macro}static const struct foo_op ops[] = { IOCTL_OP(FOO_A, a, struct a, b), OTHER_OP(FOO_B) };`;
  const [{ entries, isWhole }] = readOpTables(sourceOf(text));
  assert.equal(entries.length, 1);
  assert.equal(isWhole, false);
});

test('what is no op table, and macros that call themselves', () => {
  assert.deepEqual(readOpTables(sourceOf('static const int numbers[] = { 1, 2, [4] = 3 };')), []);
  assert.deepEqual(readOpTables(sourceOf('static struct x one = { .cmd = FOO_A };')), []);
  assert.deepEqual(readOpTables(sourceOf('#define A(x) A(x)\nstatic struct x all[] = { A(FOO_A), };')), []);
  assert.deepEqual(readOpTables(sourceOf('#define A(x) [_IOC_NR(x)] = {\nstatic struct x all[] = { A(FOO_A), ')), []);
});
