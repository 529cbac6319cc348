import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf, fixedText } from '../testing/fixedText.js';

const spdx = '/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */\n';

test('spdx-missing: a line only where the file states no terms', () => {
  assert.equal(
    fixedText('header-hygiene/spdx-missing', '#define A 1\n#define B 2\n'),
    `${spdx}#define A 1\n#define B 2\n`,
  );
  const own = '/* Permission is hereby granted */\n#define A 1\n#define B 2\n';
  assert.equal(fixedText('header-hygiene/spdx-missing', own), own);
  assert.equal(findingsOf('header-hygiene/spdx-missing', own).length, 1);
});

test('spdx-syscall-note: in each alternative', () => {
  const line = (expression: string): string => `/* SPDX-License-Identifier: ${expression} */\n`;
  const pairs = [
    ['GPL-2.0', 'GPL-2.0 WITH Linux-syscall-note'],
    ['LGPL-2.1+', 'LGPL-2.1+ WITH Linux-syscall-note'],
    ['GPL-2.0-only OR BSD-3-Clause', '((GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause)'],
    ['(GPL-2.0 OR MIT)', '((GPL-2.0 WITH Linux-syscall-note) OR MIT)'],
  ];
  for (const [from, to] of pairs) assert.equal(fixedText('header-hygiene/spdx-syscall-note', line(from)), line(to));
  assert.deepEqual(findingsOf('header-hygiene/spdx-syscall-note', line('BSD-2-Clause')), []);
});

test('missing-ioctl-include: before its place in the alphabet, or after the guard', () => {
  const header = (includes: string): string => `#ifndef A_H\n#define A_H\n${includes}\n#define A _IO(1, 2)\n#endif\n`;
  assert.equal(
    fixedText('header-hygiene/missing-ioctl-include', header('#include <linux/types.h>\n')),
    header('#include <linux/ioctl.h>\n#include <linux/types.h>\n'),
  );
  assert.equal(fixedText('header-hygiene/missing-ioctl-include', header('')), header('\n#include <linux/ioctl.h>\n'));
  assert.equal(
    fixedText('header-hygiene/missing-ioctl-include', '/* x */\n#define A _IO(1, 2)\n'),
    '/* x */\n#include <linux/ioctl.h>\n\n#define A _IO(1, 2)\n',
  );
});

test('missing-types-include: the include is added', () => {
  assert.equal(
    fixedText('header-hygiene/missing-types-include', '#ifndef A_H\n#define A_H\nstruct a { __u32 b; };\n#endif\n'),
    '#ifndef A_H\n#define A_H\n\n#include <linux/types.h>\nstruct a { __u32 b; };\n#endif\n',
  );
});

test('asm-types-include and uapi-path-include: the other path', () => {
  assert.equal(fixedText('header-hygiene/asm-types-include', '#include <asm/types.h>\n'), '#include <linux/types.h>\n');
  assert.equal(
    fixedText('header-hygiene/uapi-path-include', '#include "uapi/linux/types.h"\n'),
    '#include "linux/types.h"\n',
  );
});

test('kernel-bit-macros: the exported macro and its include', () => {
  assert.equal(
    fixedText(
      'header-hygiene/kernel-bit-macros',
      '#include <linux/types.h>\n\n#define A BIT(1)\nenum { B = BIT(2) };\n#define C BIT_ULL(3)\n',
    ),
    '#include <linux/const.h>\n#include <linux/types.h>\n\n#define A _BITUL(1)\nenum { B = _BITUL(2) };\n#define C _BITULL(3)\n',
  );
});

test('cxx-comment: a comment of C90', () => {
  assert.equal(
    fixedText('header-hygiene/cxx-comment', '#define A 1 // one\n///two\n'),
    '#define A 1 /* one */\n/* two */\n',
  );
  assert.equal(fixedText('header-hygiene/cxx-comment', '// a */ b\n'), '// a */ b\n');
});

test('inline-asm-keyword: with underscores', () => {
  assert.equal(
    fixedText('header-hygiene/inline-asm-keyword', 'static inline int a(void) { return 1; }\n'),
    'static __inline__ int a(void) { return 1; }\n',
  );
  assert.deepEqual(
    findingsOf('header-hygiene/inline-asm-keyword', 'static inline int a(void) { return 1; }\n', 'uninstalled'),
    [],
  );
});

test('include-guard: the prefix is asked for in a kernel tree', () => {
  const header = (guard: string): string => `#ifndef ${guard}\n#define ${guard}\n#define A 1\n#endif\n`;
  assert.deepEqual(findingsOf('header-hygiene/include-guard', header('_LINUX_FOO_H')), []);
  assert.deepEqual(findingsOf('header-hygiene/include-guard', header('_UAPI_LINUX_FOO_H'), 'uninstalled'), []);
  const [finding] = findingsOf('header-hygiene/include-guard', header('_LINUX_FOO_H'), 'uninstalled');
  assert.equal(finding.severity, 'hint');
  assert.match(finding.help ?? '', /_UAPI_LINUX_FOO_H/);
});

test('broken headers', () => {
  const texts = [
    '',
    '#',
    '#include',
    '#ifndef',
    '#ifndef A\n#define',
    '#define',
    '#include <',
    'struct {',
    '//',
    '#if !defined(\n#define x\n#endif',
  ];
  const groups = [
    'spdx-missing',
    'include-guard',
    'missing-ioctl-include',
    'self-contained',
    'config-leak',
    'name-prefix',
  ];
  for (const text of texts) for (const name of groups) findingsOf(`header-hygiene/${name}`, text);
});
