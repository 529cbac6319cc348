/**
 * The installed view of a header, token by token: for each line of a header below include/uapi, what headers_install.sh
 * makes of it, written down by hand and checked once against the script of Linux 6.1. What the script does not touch
 * matters as much as what it does, since users meet that too.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { abiById } from 'uapi-language-server/core';
import { temporaryFolder } from '../harness/repository.js';
import { createTestHost } from '../harness/uapi.js';

interface ViewCase {
  readonly title: string;
  readonly source: string;
  readonly installed: string;
  /** Where lines that end in CR LF come out differently: to the script CR is white space. */
  readonly installedCrlf?: string;
}

const cases: readonly ViewCase[] = [
  {
    title: 'address space marks go, with the white space after them',
    source: 'int f(void __user *p, void __user\t*q, (__user r), int __iomem s);',
    installed: 'int f(void *p, void *q, (r), int s);',
  },
  {
    title: 'a mark without white space after it, or without white space or a parenthesis before it, stays',
    source: 'int f(void*__user p, (void)__user q, int __force/**/ r);',
    installed: 'int f(void*__user p, (void)__user q, int __force/**/ r);',
  },
  {
    title: 'a mark at the start or the end of a line stays',
    source: '__user a;\nvoid __user\n*b;',
    installed: '__user a;\nvoid __user\n*b;',
    installedCrlf: '__user a;\nvoid \n*b;',
  },
  {
    title: 'of two marks with one blank between them the first goes, with two blanks both go',
    source: 'int __force __user a;\nint __force  __user b;',
    installed: 'int __user a;\nint b;',
  },
  {
    title: '__attribute_const__ goes before white space and at the end of a line, and stays before a semicolon',
    source: 'int f(void) __attribute_const__ ;\nint g(void) __attribute_const__\n;\nint h(void) __attribute_const__;',
    installed: 'int f(void) ;\nint g(void)\n;\nint h(void) __attribute_const__;',
  },
  {
    title: '__packed becomes an attribute wherever it stands',
    source: 'struct a { int x; } __packed;\nstruct b { int x; }__packed;',
    installed: 'struct a { int x; } __attribute__((packed));\nstruct b { int x; }__attribute__((packed));',
  },
  {
    title: 'inline, asm and volatile get underscores between white space, parentheses and line ends',
    source: 'static inline int f(void);\nasm("x");\nvolatile\nint a; (volatile) *volatile b; volatile*c;',
    installed:
      'static __inline__ int f(void);\n__asm__("x");\n__volatile__\nint a; (volatile) *volatile b; volatile*c;',
  },
  {
    title: 'of two such words with one character between them the first is changed',
    source: 'inline volatile int a;\nasm volatile ("x");\n(volatile volatile volatile volatile',
    installed: '__inline__ volatile int a;\n__asm__ volatile ("x");\n(__volatile__ volatile __volatile__ volatile',
  },
  {
    title: 'compiler.h is not included, and what else the line holds stays on its line',
    source: '#define A 1\n#include <linux/compiler.h>\n#include <linux/compiler_types.h> int a;\nA',
    installed: '#define A 1\n\n int a;\nA',
  },
  {
    title: 'guards lose _UAPI in #ifndef and #define, directly after the directive',
    source:
      '#ifndef _UAPI_A\n#define\t _UAPI_A 1\n#define/**/_UAPI_B 2\n# define _UAPI_C 3\n#endif\n_A _UAPI_A _B _UAPI_B _UAPI_C',
    installed:
      '#ifndef _A\n#define _A 1\n#define/**/_UAPI_B 2\n# define _UAPI_C 3\n#endif\n_A _UAPI_A _B _UAPI_B _UAPI_C',
  },
  {
    title: '__KERNEL__ is undefined and __EXPORTED_HEADERS__ defined in conditions',
    source:
      '#ifdef __KERNEL__\nkernel\n#else\nuser\n#endif\n' +
      '#if !defined(__KERNEL__) && !defined(__EXPORTED_HEADERS__)\nwarned\n#endif\n',
    installed: 'user\n',
  },
];

for (const { title, source, installed, installedCrlf = installed } of cases) {
  test(title, (t) => {
    assert.deepEqual(tokensOf(t, 'include/uapi/linux/a.h', source), tokensOf(t, 'include/linux/a.h', installed));
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    assert.deepEqual(
      tokensOf(t, 'include/uapi/linux/a.h', crlf(source)),
      tokensOf(t, 'include/linux/a.h', crlf(installedCrlf)),
    );
  });
}

test('tokens keep the places of the author’s file', (t) => {
  const file = path.join(temporaryFolder(t), 'include', 'uapi', 'linux', 'a.h');
  const source = 'struct a { void __user *p; } __packed;\n';
  const places = preprocess(file, source).map((token) => token.spellingRange.start);
  const packed = source.indexOf('__packed');
  assert.deepEqual(places, [0, 7, 9, 11, 23, 24, 25, 27, ...Array<number>(6).fill(packed), source.indexOf(';\n')]);
});

/** The tokens of `text` as the header `name`: spellings, and where lines and blanks are. */
function tokensOf(t: TestContext, name: string, text: string): readonly string[] {
  return preprocess(path.join(temporaryFolder(t), name), text).map(
    (token) => `${token.kind} ${token.lineStart ? '⏎' : token.spaceBefore ? ' ' : ''}${token.spelling}`,
  );
}

function preprocess(file: string, text: string) {
  const none = { includeRoots: [], archIncludes: [] };
  const abi = abiById('x86_64');
  assert.ok(abi);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  const host = createTestHost();
  const source = host.openFile(file, none);
  assert.ok('text' in source);
  return host.sessionFor(source, none).preprocess(source, abi);
}
