import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../source/sourceFile.js';
import { conditionalParts, isInside, kernelOnlySpans } from './conditionals.js';
import { type HeaderText, headerText } from './headerText.js';

function textOf(text: string): HeaderText {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  return headerText(file);
}

test('each branch of a conditional is a part, inner ones first', () => {
  const parts = conditionalParts(textOf('#if A == 1\n#ifdef B\n#endif\n#elif C\n#else\n#endif\n#endif\n#else\n'));
  assert.deepEqual(
    parts.map(({ condition, isElse }) => `${isElse ? 'else of ' : ''}${condition}`),
    ['ifdef B', 'if A == 1', 'elif C', 'else of elif C'],
  );
});

test('parts for the kernel alone', () => {
  const isKernelOnly = (before: string): boolean => {
    const text = `${before}\nint x;\n#endif\n`;
    return isInside(kernelOnlySpans(textOf(text)), text.indexOf('int x'));
  };
  assert.ok(isKernelOnly('#ifdef __KERNEL__'));
  assert.ok(isKernelOnly('#if defined(__KERNEL__)'));
  assert.ok(isKernelOnly('#if defined __KERNEL__ && A'));
  assert.ok(isKernelOnly('#ifndef __KERNEL__\n#else'));
  assert.ok(!isKernelOnly('#ifndef __KERNEL__'));
  assert.ok(!isKernelOnly('#ifdef __KERNEL__\n#else'));
  assert.ok(!isKernelOnly('#if defined(__KERNEL__) || A'));
  assert.ok(!isKernelOnly('#ifdef __KERNEL__\n#endif\n#ifdef A'));
});
