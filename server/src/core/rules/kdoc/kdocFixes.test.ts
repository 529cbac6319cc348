import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf, fixedText } from '../testing/fixedText.js';

const before = '#include <linux/types.h>\n#include <linux/ioctl.h>\n';

function fixes(ruleId: string, text: string, expected: string): void {
  assert.equal(fixedText(ruleId, before + text), before + expected);
}

test('stale-reference: every place in the comment gets the near name', () => {
  const header = (name: string): string => `/**
 * struct foo_a - ioctl(FOO_DESTROY)
 * @id: Pass to ${name}
 *
 * Undone by %${name}.
 */
struct foo_a {
	__u32 id;
};
#define FOO_DESTROY _IO(0xF5, 1)
#define FOO_CREATE _IO(0xF5, 2)
`;
  fixes('kdoc/stale-reference', header('FOO_DESTORY'), header('FOO_DESTROY'));
  const [finding] = findingsOf('kdoc/stale-reference', before + header('FOO_DESTORY'));
  assert.equal(finding.symbol, 'foo_a.id');
});

test('ioctl-name-unknown: the macro that has the name of the struct', () => {
  const header = (name: string): string => `/**
 * struct foo_change_process - ioctl(${name})
 * @size: sizeof(struct foo_change_process)
 */
struct foo_change_process {
	__u32 size;
};
#define FOO_CHANGE_PROCESS _IO(0xF5, 1)
`;
  fixes('kdoc/ioctl-name-unknown', header('VFIO_CHANGE_PROCESS'), header('FOO_CHANGE_PROCESS'));
});

test('enum-ref-unresolved: a near enum', () => {
  const header = (name: string): string => `enum foo_modes { FOO_MODE_A, FOO_MODE_B };
/**
 * struct foo_a - x
 * @mode: One of enum ${name}
 */
struct foo_a {
	__u32 mode;
};
`;
  fixes('kdoc/enum-ref-unresolved', header('foo_mods'), header('foo_modes'));
});

test('member-undocumented: entries are put into the order of the members', () => {
  const header = (entries: string): string => `/**
 * struct foo_a - x
${entries} *
 * Text.
 */
struct foo_a {
	__u32 first;
	__u32 second;
	__u32 third;
};
`;
  fixes(
    'kdoc/member-undocumented',
    header(' * @second: x,\n *     y\n'),
    header(' * @first: TODO\n * @second: x,\n *     y\n * @third: TODO\n'),
  );
});

test('unknown-member: a slip, and a path that was left away', () => {
  const header = (one: string, two: string): string => `/**
 * struct foo_a - x
 * @${one}: x
 * @${two}: y
 */
struct foo_a {
	__u32 address;
	struct {
		__u32 control;
	} regs;
};
`;
  fixes('kdoc/unknown-member', header('adress', 'control'), header('address', 'regs.control'));
});

test('size-text: the size of the struct itself', () => {
  const header = (name: string): string => `/**
 * struct foo_a - x
 * @size: Input; sizeof(struct ${name})
 */
struct foo_a {
	__u32 size;
};
`;
  fixes('kdoc/size-text', header('foo_b'), header('foo_a'));
});

test('missing-on-ioctl-struct: a comment to be filled in', () => {
  const text = `struct foo_a {
	__u32 size;
	__u32 id;
};
#define FOO_A _IO(0xF5, 1)
`;
  const comment = '/**\n * struct foo_a - ioctl(FOO_A)\n * @size: sizeof(struct foo_a)\n * @id: TODO\n */\n';
  fixes('kdoc/missing-on-ioctl-struct', text, comment + text);
});

test('on-macro-not-struct: the comment moves to the struct', () => {
  const struct = 'struct foo_a {\n\t__u32 id;\n};\n\n';
  const define = '#define FOO_A _IOW(0xF5, 1, struct foo_a)\n';
  fixes(
    'kdoc/on-macro-not-struct',
    `${struct}/**\n * FOO_A - Do it\n *\n * With care.\n */\n${define}`,
    `/**\n * struct foo_a - ioctl(FOO_A): Do it\n *\n * With care.\n */\n${struct}${define}`,
  );
});

test('kernel-doc of macros, private parts and groups', () => {
  const text = `#include <linux/stddef.h>
/**
 * struct foo_a - x
 * @len: Length
 * @data: Data
 */
struct foo_a {
	__struct_group(foo_a_hdr, hdr, /* no attrs */,
		__u32 len;
	);
	/* private: */
	__u32 cookie;
	/* public: */
	union {
		__DECLARE_FLEX_ARRAY(__u8, data);
	};
};
`;
  assert.deepEqual(findingsOf('kdoc/member-undocumented', before + text), []);
  assert.deepEqual(findingsOf('kdoc/unknown-member', before + text), []);
});
