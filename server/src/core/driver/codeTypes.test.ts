/** Types and sizes of expressions, as far as a source's own text and the uapi headers tell. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression } from '../surface/ast.js';
import { bytesOnAbis, integerBits, sizeOf, sizeText, typeOf } from './codeTypes.js';
import type { FunctionFacts } from './functionFacts.js';
import { driverOf, factsOf } from './testing/boxDriver.js';

const header = `
struct box_state { unsigned int on; unsigned char level; };
struct box {
  struct box_state state;
  struct box_state *next;
  struct { int depth; struct { int low; } inner; } in;
  unsigned char name[16];
  unsigned int bits : 3;
};
struct box_broken { struct missing m; int after; };
`;

const declarations = `
struct own { struct box *box; struct { int unseen; } in; u8 many[4]; };
`;

/** Facts of a function, and the argument of its only call of use(). */
function asked(expression: string, before = ''): readonly [FunctionFacts, Expression] {
  const text = `${declarations}
int f(struct own *o, struct own v, struct box *b, u32 n, char *text, int (*call)(void), struct own w[2])
{
	size_t size;
	${before}
	use(${expression});
}
`;
  const facts = factsOf(driverOf(text, { header, abis: ['x86_64', 'i386'] }), 'f');
  const point = facts.flow.points.find((each) => facts.source.textOf(each).startsWith('use('));
  assert.ok(point?.expression?.kind === 'call', expression);
  return [facts, point.expression.arguments[0]];
}

function typed(expression: string): string | undefined {
  const type = typeOf(...asked(expression));
  if (type === undefined) return undefined;
  const { keyword = '', name, pointers, isArray } = type;
  return `${keyword} ${name}${'*'.repeat(pointers)}${isArray ? '[]' : ''}`.trim();
}

const types: readonly (readonly [expression: string, type: string | undefined])[] = [
  ['n', 'u32'],
  ['nothing', undefined],
  ['call', undefined],
  ['(struct own *)text', 'struct own*'],
  ['o->box', 'struct box*'],
  ['v.box', 'struct box*'],
  ['o.box', undefined],
  ['v->box', undefined],
  ['o->nothing', undefined],
  ['nothing->box', undefined],
  ['nothing.in.box', undefined],
  // Members of untagged records are found by their path, where a layout tells it.
  ['b->in.depth', 'int'],
  ['b->in.inner.low', 'int'],
  ['b->in.nothing', undefined],
  ['o->in.unseen', undefined],
  ['b->state', 'struct box_state'],
  ['b->state.level', 'unsigned char'],
  ['b->next', 'struct box_state*'],
  ['b->name', 'unsigned char[]'],
  ['b->name[3]', 'unsigned char'],
  ['b->nothing', undefined],
  ['&v', 'struct own*'],
  ['&nothing', undefined],
  ['*o', 'struct own'],
  ['(*o).many[1]', 'u8'],
  ['w[1]', 'struct own'],
  ['text[1]', 'char'],
  ['n[1]', undefined],
  ['-n', undefined],
  ['n + 1', undefined],
];

for (const [expression, type] of types) {
  test(`the type of \`${expression}\` is ${type ?? 'not told'}`, () => assert.equal(typed(expression), type));
}

const bits: readonly (readonly [name: string, bits: number | undefined])[] = [
  ...(['__u8', 's8', 'uint8_t', 'char', 'unsigned char', 'bool', '_Bool'] as const).map((name) => [name, 8] as const),
  ...(['__le16', 'short', 'unsigned short int'] as const).map((name) => [name, 16] as const),
  ...(['u32', '__be32', 'int', 'unsigned', 'unsigned int', 'signed', 'uint'] as const).map(
    (name) => [name, 32] as const,
  ),
  ...(['s64', 'long', 'unsigned long long', 'size_t', 'ssize_t', 'loff_t', '__aligned_u64'] as const).map(
    (name) => [name, 64] as const,
  ),
  ['float', undefined],
  ['dma_addr_t', undefined],
];

test('bits of integers by the name of their type', () => {
  for (const [name, expected] of bits) {
    assert.equal(integerBits({ name, pointers: 0, isArray: false }), expected, name);
    assert.equal(integerBits({ name, pointers: 1, isArray: false }), undefined, name);
  }
  assert.equal(integerBits({ name: 'int', pointers: 0, isArray: true }), undefined);
});

/** The size as it is written, and its bytes on x86_64 and i386. */
function sized(expression: string, before = ''): string | undefined {
  const [facts, argument] = asked(expression, before);
  const size = sizeOf(facts, argument);
  if (size === undefined) return undefined;
  const onAbis = bytesOnAbis(facts.source, size);
  return `${sizeText(size)}: ${[...onAbis].map(([abi, bytes]) => `${bytes} on ${abi}`).join(', ')}`;
}

const bytes = (count: number): string => `${count} bytes: ${count} on x86_64, ${count} on i386`;
const sizes: readonly (readonly [expression: string, size: string | undefined, before?: string])[] = [
  ['12', bytes(12)],
  ['1.5', undefined],
  ['(size_t)12', bytes(12)],
  ['(u8)(u16)(u32)(u64)12', bytes(12)],
  ['(u8)(u16)(u32)(u64)(u8)12', undefined],
  ['sizeof(u64)', bytes(8)],
  ['sizeof(n)', bytes(4)],
  ['sizeof n', bytes(4)],
  ['sizeof(*text)', bytes(1)],
  // Words differ between ABIs.
  ['sizeof(long)', undefined],
  ['sizeof(size_t)', undefined],
  ['sizeof(void *)', undefined],
  ['sizeof(nothing)', undefined],
  ['sizeof()', undefined],
  ['offsetofend(enum box_kind, next)', undefined],
  ['_Alignof(u32)', undefined],
  ['sizeof(struct box_state)', 'sizeof(struct box_state): 8 on x86_64, 8 on i386'],
  ['sizeof(*b)', 'sizeof(struct box): 48 on x86_64, 40 on i386'],
  ['sizeof(b->state)', 'sizeof(struct box_state): 8 on x86_64, 8 on i386'],
  ['sizeof(struct own)', 'sizeof(struct own): '],
  ['sizeof(struct box_broken)', 'sizeof(struct box_broken): '],
  ['size', bytes(2), 'size = sizeof(u16);'],
  ['size', undefined],
  ['offsetofend(struct box, next)', 'offsetofend(struct box, next): 16 on x86_64, 12 on i386'],
  ['offsetofend(struct box, bits)', 'offsetofend(struct box, bits): '],
  ['offsetofend(struct box, nothing)', 'offsetofend(struct box, nothing): '],
  ['offsetofend(box_t, next)', undefined],
  ['offsetofend(b, next)', undefined],
  ['offsetofend(struct box, in.depth)', undefined],
  ['struct_size(b, name, n)', undefined],
  ['n ? 4 : 8', undefined],
];

for (const [expression, size, before = ''] of sizes) {
  test(`the size \`${before}${expression}\` is ${size ?? 'not told'}`, () => {
    assert.equal(sized(expression, before), size);
  });
}
