import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedText } from './testing/fixedText.js';

/** A header with a finding whose fix writes whole lines. */
const headers: readonly (readonly [rule: string, text: string])[] = [
  ['header-hygiene/missing-ioctl-include', "#ifndef _FOO_H\n#define _FOO_H\n\n#define FOO_RUN _IO('f', 1)\n\n#endif\n"],
  ['header-hygiene/missing-ioctl-include', "/* foo */\n\n#define FOO_RUN _IO('f', 1)\n"],
  ['header-hygiene/spdx-missing', '#ifndef _FOO_H\n#define _FOO_H\nstruct foo { int x; };\n#endif\n'],
  ['types/plain-int', '#ifndef _FOO_H\n#define _FOO_H\nstruct foo {\n\tint x;\n};\n#endif\n'],
  ['ioctl/type-macro', "#include <linux/ioctl.h>\n#define FOO_IOC_A _IO('f', 1)\n#define FOO_IOC_B _IO('f', 2)\n"],
  [
    'kdoc/member-undocumented',
    '#include <linux/types.h>\n/**\n * struct foo - A foo\n * @x: X\n */\nstruct foo {\n\t__u32 x;\n\t__u32 y;\n};\n',
  ],
];

for (const [rule, text] of headers) {
  test(`fixes of ${rule} end lines as the file does`, () => {
    const fixed = fixedText(rule, text);
    assert.notEqual(fixed, text);
    const withReturns = (each: string): string => each.replaceAll('\n', '\r\n');
    assert.equal(fixedText(rule, withReturns(text)), withReturns(fixed));
  });
}

test('no include is inserted where there is no line for it', () => {
  const text =
    "#include <linux/types.h> /* a comment that goes on\nto the next line */ struct foo { int x; };\n#define FOO_RUN _IO('f', 1)";
  assert.match(fixedText('header-hygiene/missing-ioctl-include', text), /^#include/);
});
