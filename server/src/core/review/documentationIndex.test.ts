import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelDocDirectives } from './documentationIndex.js';

test('paths of kernel-doc directives', () => {
  const rst =
    'Title\n=====\n\n.. kernel-doc:: include/uapi/linux/iommufd.h\n   :internal:\n\n  ..  kernel-doc:: drivers/a.c\n.. toctree::\n';
  assert.deepEqual(kernelDocDirectives(rst), ['include/uapi/linux/iommufd.h', 'drivers/a.c']);
  assert.deepEqual(kernelDocDirectives('scripts/kernel-doc is a tool'), []);
});
