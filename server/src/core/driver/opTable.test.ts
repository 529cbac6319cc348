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

/** What the one entry of a table says, written out or through a macro; the empty text where it is no entry. */
function entryOf(entry: string, macros = ''): string {
  const [table] = readOpTables(sourceOf(`${macros}static const struct foo_op ops[] = { ${entry} };`));
  if (table === undefined) return '';
  const [{ place, base, command, handler, record, last, hasSizeGuard, fields }] = table.entries;
  const words = [
    place === undefined ? '' : `[${place.text}${base === undefined ? '' : ` - ${base}`}]`,
    `cmd=${command.text}`,
    handler === undefined ? '' : `fn=${handler.text}`,
    record === undefined ? '' : `size=${record.text}`,
    last === undefined ? '' : `last=${last.record}.${last.member.text}`,
    hasSizeGuard ? 'guarded' : '',
    Object.values(fields).join('/'),
  ];
  return words.filter((word) => word !== '').join(' ');
}

const shapes: readonly (readonly [what: string, entry: string, said: string])[] = [
  ['a command alone', '{ .cmd = FOO_A }', 'cmd=FOO_A cmd'],
  ['a constant that is no command', '{ .cmd = FOO_A, .flags = FOO_FLAG }', 'cmd=FOO_A cmd'],
  ['the command of the place, in any member', '[_IOC_NR(FOO_A)] = { .x = FOO_A }', '[FOO_A] cmd=FOO_A x'],
  ['two functions: the first', '{ .cmd = FOO_A, .fn = foo_a, .compat = foo_b }', 'cmd=FOO_A fn=foo_a cmd/fn'],
  ['no function', '{ .cmd = FOO_A, .fn = NULL }', 'cmd=FOO_A cmd'],
  ['a number', '{ .cmd = FOO_A, .flags = 4 }', 'cmd=FOO_A cmd'],
  ['a union', '{ .cmd = FOO_A, .size = sizeof(union foo) }', 'cmd=FOO_A size=foo cmd/size'],
  ['a scalar', '{ .cmd = FOO_A, .size = sizeof(int) }', 'cmd=FOO_A cmd'],
  ['a pointer', '{ .cmd = FOO_A, .size = sizeof(struct foo *) }', 'cmd=FOO_A cmd'],
  ['an object', '{ .cmd = FOO_A, .size = sizeof(foo) }', 'cmd=FOO_A cmd'],
  [
    'two records: the first',
    '{ .cmd = FOO_A, .size = sizeof(struct a) + sizeof(struct b) }',
    'cmd=FOO_A size=a cmd/size',
  ],
  ['the end of a member', '{ .cmd = FOO_A, .min = offsetofend(struct foo, x) }', 'cmd=FOO_A last=foo.x cmd/min'],
  ['the end of a member of a typedef', '{ .cmd = FOO_A, .min = offsetofend(foo_t, x) }', 'cmd=FOO_A cmd/min'],
  ['of an enum', '{ .cmd = FOO_A, .min = offsetofend(enum foo, x) }', 'cmd=FOO_A cmd/min'],
  ['of a pointer', '{ .cmd = FOO_A, .min = offsetofend(struct foo *, x) }', 'cmd=FOO_A cmd/min'],
  ['of nothing', '{ .cmd = FOO_A, .min = offsetofend() }', 'cmd=FOO_A cmd/min'],
  ['a path', '{ .cmd = FOO_A, .min = offsetofend(struct foo, x.y) }', 'cmd=FOO_A cmd/min'],
  ['members without names', '{ FOO_A, foo_a }', ''],
  ['a place without a command', '[3] = { .fn = foo_a }', ''],
  ['a place that is a sum', '[_IOC_NR(FOO_A) + 1] = { .cmd = FOO_B }', 'cmd=FOO_B cmd'],
  ['a place from a number', '[_IOC_NR(FOO_A) - 4] = { .cmd = FOO_B }', 'cmd=FOO_B cmd'],
  ['a place from above', '[FOO_LAST - _IOC_NR(FOO_A)] = { .cmd = FOO_B }', 'cmd=FOO_B cmd'],
  ['a call of what has no name', 'ops->make(FOO_A)', ''],
  ['no list', '[_IOC_NR(FOO_A)] = foo_a', ''],
];

test('what an entry says', () => {
  for (const [what, entry, said] of shapes) assert.equal(entryOf(entry), said, what);
});

test('what a macro supplies itself has the place of the line that uses it', () => {
  const supplied = `#define OP(_cmd) [_IOC_NR(_cmd) - FOO_BASE] = { .cmd = _cmd, .fn = foo_any, \\
	.size = sizeof(struct foo_any), .min = offsetofend(struct foo_any, size) }
`;
  assert.equal(
    entryOf('OP(FOO_A)', supplied),
    '[FOO_A - FOO_BASE] cmd=FOO_A fn=foo_any size=foo_any last=foo_any.size cmd/fn/size/min',
  );
  const text = `${supplied}static const struct foo_op ops[] = { OP(FOO_A) };`;
  const [{ entries }] = readOpTables(sourceOf(text));
  for (const name of [entries[0].handler, entries[0].record, entries[0].last?.member]) {
    assert.ok(name !== undefined);
    assert.equal(text.slice(name.start, name.end), 'OP(FOO_A)');
  }
  assert.equal(text.slice(entries[0].command.start, entries[0].command.end), 'FOO_A');
});

test('macros whose text is no entry', () => {
  for (const body of [')', '} }', '{ .cmd = x }, { .cmd = x }', 'x', '']) {
    assert.equal(entryOf('OP(FOO_A)', `#define OP(x) ${body}\n`), '', body);
  }
  assert.equal(entryOf('OP(FOO_A)', '#define OP(x, y) { .cmd = x }\n'), '');
  assert.equal(entryOf('OP(FOO_A)', '#define OP { .cmd = FOO_A }\n'), '');
});
