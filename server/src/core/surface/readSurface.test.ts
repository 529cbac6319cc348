import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SurfaceFile } from './ast.js';
import { readSurface } from './readSurface.js';
import { sketchExpression, sketchType } from './testing/sketch.js';

function surfaceOf(text: string): SurfaceFile {
  return readSurface({ path: '/f.c', displayName: 'f.c', text, view: 'installed' });
}

function functionsIn(text: string): readonly string[] {
  return surfaceOf(text).functions.map(
    ({ name, parameters, returnType }) =>
      `${sketchType(returnType)} ${name.text}(${parameters.map(({ type, name: each }) => `${sketchType(type)} ${each?.text}`).join(', ')})`,
  );
}

test('functions, with what stands around their declarators', () => {
  assert.deepEqual(
    functionsIn('int f(void)\n{\n}\nstatic long g(struct file *f, unsigned int cmd, unsigned long arg)\n{\n}\n'),
    ['int f()', 'long g(struct file* f, unsigned int cmd, unsigned long arg)'],
  );
  assert.deepEqual(functionsIn('static __poll_t\nf(struct a *a)\n\t__acquires(&a->lock) __must_hold(x)\n{\n}\n'), [
    '__poll_t f(struct a* a)',
  ]);
  assert.deepEqual(functionsIn('static noinline int __init uaccess(vhost) f(int x)\n{\n}\n'), ['int f(int x)']);
  assert.deepEqual(
    functionsIn('int unknown_macro f(int x)\n{\n}\nint g(int (*cb)(void *, int), const char *fmt, ...)\n{\n}\n').slice(
      -1,
    ),
    ['int g(int*() cb, const char* fmt)'],
  );
  assert.deepEqual(functionsIn('struct foo *f(struct foo __user *u)\n{ return u; }\n'), [
    'struct foo* f(struct foo __user* u)',
  ]);
  assert.deepEqual(
    functionsIn('SYSCALL_DEFINE3(bpf, int, cmd, union bpf_attr __user *, uattr, unsigned int, size)\n{\n}\n'),
    ['long bpf(int cmd, union bpf_attr __user* uattr, unsigned int size)'],
  );
});

test('macros that declare something do not hide what follows', () => {
  const text =
    'MODULE_LICENSE("GPL");\nEXPORT_SYMBOL_GPL(x)\nDEFINE_MUTEX(m);\nmodule_init(a);\nint f(void)\n{\n}\nTRACE(x)\nint g(void)\n{\n}\n';
  assert.deepEqual(functionsIn(text), ['int f()', 'int g()']);
});

test('variables and their initialisers', () => {
  const text =
    'static const struct op ops[] = {\n\tOP(A, f, struct a, m),\n\t[_IOC_NR(B)] = { .fn = g },\n};\nint x = 1, *y;\nextern int z;\nstatic int (*fn)(void *);\nint (*gn)(void) = 0;\n';
  const { variables } = surfaceOf(text);
  assert.deepEqual(
    variables.map(({ name, type, initializer }) => [
      name.text,
      sketchType(type),
      initializer && sketchExpression(initializer, text),
    ]),
    [
      ['ops', 'const struct op[]', '{OP(A, f, <struct a>, m), [_IOC_NR(B)]={.fn=g}}'],
      ['x', 'int', '1'],
      ['y', 'int*', undefined],
      ['z', 'int', undefined],
      ['fn', 'int*()', undefined],
      ['gn', 'int*()', '0'],
    ],
  );
});

test('records, enums, macros, includes', () => {
  const text =
    '#include <linux/a.h>\n#include "b.h"\n#define N(x, ...) (x) + 1\nstruct s { int a; struct { u8 b:3, c; }; void (*fn)(int); union { int d; } u; };\nenum e { A = 1, B, C = A | B };\n';
  const { records, enums, macros, includes } = surfaceOf(text);
  assert.deepEqual(
    records.map(({ tag, members }) => [tag.text, members.map(({ name }) => name.text)]),
    [['s', ['a', 'b', 'c', 'fn', 'u']]],
  );
  assert.deepEqual(
    enums[0].enumerators.map(({ name }) => name.text),
    ['A', 'B', 'C'],
  );
  assert.deepEqual(
    macros.map(({ name, parameters, body }) => [name.text, parameters, text.slice(body.start, body.end)]),
    [['N', ['x', '...'], '(x) + 1']],
  );
  assert.deepEqual(
    includes.map(({ spelling, isAngled }) => [spelling, isAngled]),
    [
      ['linux/a.h', true],
      ['b.h', false],
    ],
  );
});

test('what declares no object leaves none', () => {
  const { variables, enums, records } = surfaceOf(
    'typedef int foo_t, *bar_t;\ntypedef struct s { int a; } s_t;\nint {\n1 }\nenum e { A, , B };\nstruct t { ) int b; };\nint x;\n',
  );
  assert.deepEqual(
    variables.map(({ name }) => name.text),
    ['x'],
  );
  assert.deepEqual(
    enums[0].enumerators.map(({ name }) => name.text),
    ['A', 'B'],
  );
  assert.deepEqual(
    records.map(({ tag, members }) => `${tag.text} ${members.map(({ name }) => name.text).join(' ')}`),
    ['s a', 't b'],
  );
});

test('integer constants have their value', () => {
  const numbers = ['0', '7', '010', '0x1fUL', '0b101', '42ull', '09', '1.5', '1e3', '0x1p3', '00'];
  const { variables } = surfaceOf(numbers.map((number, index) => `int x${index} = ${number};\n`).join(''));
  assert.deepEqual(
    variables.map(({ initializer }) => (initializer?.kind === 'number' ? initializer.value : 'none')),
    [0n, 7n, 8n, 31n, 5n, 42n, undefined, undefined, undefined, undefined, 0n],
  );
});

test('macros that have a body are functions', () => {
  assert.deepEqual(functionsIn('SYSCALL_DEFINE0(getppid)\n{\n}\n'), ['long getppid()']);
  assert.deepEqual(functionsIn('SYSCALL_DEFINE1(one, int)\n{\n}\n'), ['long one()']);
  assert.deepEqual(functionsIn('SYSCALL_DEFINE2(two, int, a, int)\n{\n}\n'), ['long two(int a)']);
  assert.deepEqual(functionsIn('SHOW(name)\n{\n}\n'), ['long name()']);
  assert.deepEqual(functionsIn('SHOW(1)\n{\n}\n'), ['long SHOW()']);
  assert.deepEqual(functionsIn('static show(name)\n{\n}\n'), ['long name()']);
});

test('directives that are half typed', () => {
  const names = (text: string): readonly string[] =>
    surfaceOf(`${text}\nint x;\n`).variables.map(({ name }) => name.text);
  for (const text of [
    '#',
    '#define',
    '#define 3',
    '#include',
    '#include NAME',
    '#if',
    '#ifndef',
    '#else',
    '#endif',
    '#elif 1',
  ]) {
    assert.deepEqual(names(text), ['x'], text);
    assert.deepEqual(names(`${text}\n#endif`), ['x'], text);
  }
  const { macros, includes } = surfaceOf('#define\n#define 3\n#include\n#include NAME\n#define A\n#define B(x');
  assert.deepEqual(
    macros.map(({ name, parameters }) => `${name.text} ${parameters}`),
    ['A undefined', 'B x'],
  );
  assert.deepEqual(includes, []);
  assert.deepEqual(surfaceOf('#').functions, []);
});

test('a brace ends what an open parenthesis would swallow', () => {
  assert.deepEqual(functionsIn('int x = f(;\n}\nint g(void)\n{\n}\n'), ['int g()']);
  assert.deepEqual(functionsIn('static DEFINE_PER_CPU(int, hits) = 1;\nint g(void)\n{\n}\n'), ['int g()']);
  for (const text of ['', ')', '}', ';', 'int']) assert.deepEqual(functionsIn(text), [], text);
});

test('a half-typed function costs itself', () => {
  const text = 'int f(void)\n{\n\tif (x) {\n\t\ty(;\n}\n\nint g(void)\n{\n\treturn 1;\n}\n';
  assert.deepEqual(functionsIn(text), ['int f()', 'int g()']);
});

test('a body is read when it is asked for, and once', () => {
  const [definition] = surfaceOf('int f(void)\n{\n\treturn 1;\n}\n').functions;
  assert.equal(definition.body, definition.body);
  assert.equal(definition.body.statements.length, 1);
});

test('no text crashes the reader, or nests without end', () => {
  const many = 20_000;
  const hostile = [
    '(',
    '{',
    '[',
    'f(',
    'a+',
    'a?b:',
    '*',
    '!',
    'if(',
    'else if(x)',
    'if(x);else ',
    'do ',
    '({',
    'x.',
    'x[',
    '=',
    'a=',
    ',',
    'case ',
    '{{',
    '(a)',
    'struct{',
    '"a"',
    '#if 1\n',
    'a(b)(c)',
  ];
  for (const part of hostile) {
    for (const [before, after] of [
      ['int f(void) {', ''],
      ['', ''],
      ['int x = ', ';'],
      ['struct s { int a', '; };'],
    ]) {
      const { functions, records, variables } = surfaceOf(before + part.repeat(many) + after);
      for (const { body } of functions) assert.ok(body.end >= body.start);
      for (const { members } of records) assert.ok(members.length >= 0);
      assert.ok(variables.length < many + 2);
    }
  }
});
