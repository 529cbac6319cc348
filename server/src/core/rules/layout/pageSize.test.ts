import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../testing/fixedText.js';

/** Array bounds that another header gives a value: with built-in headers alone, such an array has no size. */
const others = {
  'asm/page.h': '#define PAGE_SIZE 4096\n',
  'linux/ring.h': 'struct ring_page { __u8 bytes[PAGE_SIZE]; };\n',
};

function messages(text: string): readonly string[] {
  const before = '#include <linux/types.h>\n#include <asm/page.h>\n';
  return findingsOf('layout/page-size-dependent', before + text, 'installed', others).map(({ message }) => message);
}

test('bounds of arrays that depend on the page size, by themselves and through a macro', () => {
  const text = `#define FOO_RING_BYTES (4 * PAGE_SIZE)
#define FOO_COUNT 8
#define FOO_PAGES(n) ((n) / PAGE_SIZE)
struct foo_page {
	__u32 words[FOO_COUNT];
	__u32 count;
	__u8 data[PAGE_SIZE];
	struct { __u8 ring[FOO_COUNT][FOO_RING_BYTES]; } inner;
};
`;
  const found = messages(text);
  assert.equal(found.length, 3);
  assert.match(found[0], /^FOO_RING_BYTES depends on PAGE_SIZE/);
  assert.match(found[1], /'data' .*PAGE_SIZE/);
  assert.match(found[2], /'inner\.ring' .*(?:PAGE_SIZE|FOO_RING_BYTES)/);
});

test('a macro with parameters, plain bounds and members of another header are left alone', () => {
  assert.deepEqual(messages('#define FOO_PAGES(n) ((n) / PAGE_SIZE)\nstruct foo { __u8 text[16]; __u32 n; };\n'), []);
  assert.deepEqual(messages('#include <linux/ring.h>\nstruct foo { struct ring_page page; __u32 n; };\n'), []);
});
