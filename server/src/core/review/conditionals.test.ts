import assert from 'node:assert/strict';
import { test } from 'node:test';
import { branchesOf, isKernelOnly } from './conditionals.js';
import { headerText } from './headerText.js';

/** The lines of the text that only the kernel reads. */
function kernelLines(text: string): readonly string[] {
  const branches = branchesOf(headerText({ path: '/a.h', displayName: 'a.h', text, view: 'installed' }));
  const kernel = branches.filter(isKernelOnly);
  let at = 0;
  return text.split('\n').filter((line) => {
    const start = at;
    at += line.length + 1;
    return !line.startsWith('#') && kernel.some((branch) => start >= branch.start && start < branch.end);
  });
}

test('what only the kernel reads', () => {
  assert.deepEqual(kernelLines('a\n#ifdef __KERNEL__\nb\n#else\nc\n#endif\nd'), ['b']);
  assert.deepEqual(kernelLines('#ifndef __KERNEL__\nb\n#else\nc\n#endif'), ['c']);
  assert.deepEqual(kernelLines('#if defined(__KERNEL__) && X\nb\n#if Y\nc\n#endif\n#endif\nd'), ['b', 'c']);
  assert.deepEqual(kernelLines('#if defined __KERNEL__\nb\n#elif X\nc\n#endif'), ['b']);
});

test('what user space reads too', () => {
  assert.deepEqual(kernelLines('#if defined(__KERNEL__) || X\nb\n#endif'), []);
  assert.deepEqual(kernelLines('#if !defined(__KERNEL__)\nb\n#endif'), []);
  assert.deepEqual(kernelLines('#ifdef X\nb\n#else\nc\n#endif'), []);
});

test('conditionals that do not match', () => {
  assert.deepEqual(kernelLines('#endif\n#else\n#ifdef __KERNEL__\nb'), []);
});
