import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { type KernelDoc, parseKernelDoc } from './kernelDoc.js';

function doc(text: string): KernelDoc {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const parsed = parseKernelDoc({ file, start: 0, end: text.length });
  assert.ok(parsed !== undefined, 'a kernel-doc comment');
  return parsed;
}

function entries(text: string): Record<string, string> {
  return Object.fromEntries(doc(text).members.map((member) => [member.name, member.text]));
}

test('title, members and description', () => {
  const parsed = doc(
    [
      '/**',
      ' * struct foo - ioctl(FOO)',
      ' * @size: sizeof(struct foo)',
      ' * @id: The object,',
      ' *      of any kind',
      ' *',
      ' * Does something.',
      ' */',
    ].join('\n'),
  );
  assert.equal(parsed.kind, 'struct');
  assert.equal(parsed.name, 'foo');
  assert.equal(parsed.brief, 'ioctl(FOO)');
  assert.deepEqual(
    parsed.ioctls.map(({ name }) => name),
    ['FOO'],
  );
  assert.deepEqual(
    parsed.members.map(({ name, text }) => [name, text]),
    [
      ['size', 'sizeof(struct foo)'],
      ['id', 'The object, of any kind'],
    ],
  );
  assert.equal(parsed.description, 'Does something.');
});

test('a blank line ends the brief, also where the whole brief stands in the title', () => {
  const parsed = doc('/**\n * struct foo - Path definition\n *\n * Argument of something.\n */');
  assert.equal(parsed.brief, 'Path definition');
  assert.equal(parsed.description, 'Argument of something.');
});

test('a title over several lines names several ioctls', () => {
  const parsed = doc('/**\n * enum foo_op - ioctl(FOO_SET) and\n *   ioctl(FOO_GET)\n * @FOO_SET: set\n */');
  assert.deepEqual(
    parsed.ioctls.map(({ name, range: { file, start, end } }) => [name, file.text.slice(start, end)]),
    [
      ['FOO_SET', 'FOO_SET'],
      ['FOO_GET', 'FOO_GET'],
    ],
  );
});

test('a section ends the last member, also without a blank line', () => {
  const parsed = doc('/**\n * struct foo - x\n * @id: The object\n * Return: 0 on success\n * and -1 else\n */');
  assert.deepEqual(
    parsed.members.map(({ text }) => text),
    ['The object'],
  );
  assert.equal(parsed.description, 'Return: 0 on success\nand -1 else');
});

test('entries of nested members and arrays', () => {
  const text = '/**\n * struct foo - x\n * @regs: all\n * @regs.addr: address\n * @list[].id: id\n * @...: rest\n */';
  assert.deepEqual(entries(text), { regs: 'all', 'regs.addr': 'address', 'list[].id': 'id', '...': 'rest' });
});

test('a comment of its own goes on over blank lines', () => {
  assert.deepEqual(entries('/** @id: The object. */'), { id: 'The object.' });
  assert.deepEqual(entries('/**\n * @ptr:\n *\n * Pointer to a list.\n *\n * Note: of 3 elements\n */'), {
    ptr: 'Pointer to a list. Note: of 3 elements',
  });
});

test('DOC blocks and macros', () => {
  const parsed = doc('/**\n * DOC: General ioctl format\n *\n * See ioctl(FOO).\n */');
  assert.equal(parsed.kind, 'doc');
  assert.equal(parsed.name, 'General ioctl format');
  assert.deepEqual(parsed.ioctls, []);
  assert.equal(doc('/**\n * define FOO_MAX - most\n */').kind, 'define');
  assert.equal(doc('/**\n * FOO_START - start it\n */').name, 'FOO_START');
});

test('other comments are none', () => {
  const file = (text: string): SourceFile => ({ path: '/a.h', displayName: 'a.h', text, view: 'installed' });
  for (const text of ['/* x */', '/***** x */', '/**/', '// x']) {
    assert.equal(parseKernelDoc({ file: file(text), start: 0, end: text.length }), undefined, text);
  }
});

test('broken comments', () => {
  for (const text of [
    '/** */',
    '/**',
    '/** @',
    '/** @:\n*/',
    '/** struct',
    '/** struct - ioctl( */',
    '/**\n@x: y\n*/',
  ]) {
    doc(text);
  }
});
