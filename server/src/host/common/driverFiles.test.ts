// Which files belong to a driver's source: of a kernel tree, and of a tree of one driver.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IncludeOptions } from '../../cli/cliHost.js';
import { builtinHeader, createAnalysisSession } from '../../core/index.js';
import { createFileStore } from '../node/fileSystem.js';
import { BARE_MACHINE, tempTree } from '../node/testing/tempTree.js';
import { createHeaderFiles } from './headerFiles.js';
import { createBuiltinHeaders } from './includeResolver.js';
import { POSIX } from './paths.js';

const none: IncludeOptions = { includeRoots: [], archIncludes: [] };

interface Found {
  readonly folder: readonly string[];
  readonly headers: readonly string[];
}

function filesOf(
  t: TestContext,
  tree: Readonly<Record<string, string>>,
  source: string,
  roots: readonly string[] = [],
): Found {
  const root = tempTree(t, tree);
  const files = createHeaderFiles({
    store: createFileStore(POSIX),
    machine: BARE_MACHINE,
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    cwd: root,
  });
  const include = { ...none, includeRoots: roots };
  const file = files.openFile(source, include);
  if ('problem' in file) throw new Error(file.message);
  const { folder, headers } = files.driverFilesOf(file, include);
  const below = ({ path }: { readonly path: string }): string => path.slice(root.length + 1);
  return { folder: folder.map(below), headers: headers.map(below) };
}

const uapi = {
  'include/uapi/linux/types.h': '',
  'include/uapi/linux/vbox.h': "#define VBOX_GET _IO('v', 1)\n",
  'include/uapi/linux/other.h': "#define OTHER_GET _IO('o', 1)\n",
  'include/uapi/linux/part.h': '#define PART_SIZE 4\n',
};

test('headers that the source and its private headers include', (t) => {
  const tree = {
    ...uapi,
    'drivers/box/main.c': '#include <linux/vbox.h>\n#include "box.h"\n#include <linux/slab.h>\n',
    'drivers/box/box.h': '#include <uapi/linux/part.h>\n',
    'drivers/box/Makefile': '',
    'drivers/box/deep/x.c': '',
    'include/linux/slab.h': '',
  };
  assert.deepEqual(filesOf(t, tree, 'drivers/box/main.c'), {
    folder: ['drivers/box/box.h', 'drivers/box/main.c'],
    headers: ['include/uapi/linux/vbox.h', 'include/uapi/linux/part.h'],
  });
});

test('headers that the kernel’s own headers bring, where the source names their commands', (t) => {
  const tree = {
    ...uapi,
    'virt/main.c': '#include <linux/host.h>\nint x = VBOX_GET;\n',
    'include/linux/host.h': '#include <linux/vbox.h>\n#include <linux/other.h>\n#include <linux/host.h>\n',
  };
  assert.deepEqual(filesOf(t, tree, 'virt/main.c').headers, ['include/uapi/linux/vbox.h']);
  const farther = {
    ...tree,
    'include/linux/host.h': '#include <linux/types_host.h>\n',
    'include/linux/types_host.h': '#include <linux/vbox.h>\n',
  };
  assert.deepEqual(filesOf(t, farther, 'virt/main.c').headers, ['include/uapi/linux/vbox.h']);
});

test('what a uapi header includes, where the source names a struct of it', (t) => {
  const tree = {
    ...uapi,
    'drivers/main.c': '#include <linux/outer.h>\nstruct inner_state state;\n',
    'include/uapi/linux/outer.h': '#include <linux/inner.h>\n#include <linux/part.h>\n',
    'include/uapi/linux/inner.h': 'struct inner_state {\n\tint a;\n};\n',
    'include/uapi/linux/part.h': 'struct part_state {\n\tint a;\n};\n',
  };
  const headers = ['include/uapi/linux/outer.h', 'include/uapi/linux/inner.h'];
  assert.deepEqual(filesOf(t, tree, 'drivers/main.c').headers, headers);
});

test('the kernel’s own header hides no uapi header of the same name', (t) => {
  const tree = {
    ...uapi,
    'drivers/main.c': '#include <linux/vbox.h>\n',
    'include/linux/vbox.h': '#include <uapi/linux/vbox.h>\n',
  };
  assert.deepEqual(filesOf(t, tree, 'drivers/main.c').headers, ['include/uapi/linux/vbox.h']);
});

test('a tree of one driver has its uapi in a folder above, or in a configured root', (t) => {
  const tree = { 'src/main.c': '#include <linux/vbox.h>\n', 'include/uapi/linux/vbox.h': '', 'sdk/linux/vbox.h': '' };
  assert.deepEqual(filesOf(t, tree, 'src/main.c').headers, ['include/uapi/linux/vbox.h']);
  const configured = filesOf(t, tree, 'src/main.c', ['sdk']).headers;
  assert.deepEqual(configured, [join('sdk', 'linux', 'vbox.h')]);
});

test('hostile spellings name nothing', (t) => {
  const spellings = ['/etc/passwd', '../../../../../../etc/passwd', '', '../uapi/../../../etc/passwd'];
  const tree = {
    ...uapi,
    'drivers/main.c': spellings.map((each) => `#include <${each}>\n#include "${each}"\n`).join(''),
  };
  assert.deepEqual(filesOf(t, tree, 'drivers/main.c').headers, []);
});
