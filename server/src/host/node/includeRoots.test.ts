import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { AbiId } from '../../core/target/abi.js';
import type { Machine } from './includeRoots.js';
import { lookup, tempTree } from './testing/tempTree.js';

const BUILTINS = {
  'stddef.h': 'compiler',
  'linux/types.h': 'fallback',
  'asm/types.h': 'fallback',
  'sys/socket.h': 'fallback',
} as const;

/** Where `<include>` leads for each ABI, with the temporary root cut off. */
function answers(root: string, from: ReturnType<typeof lookup>, include: string, ids: readonly AbiId[]): readonly string[] {
  return ids.map((id) => from.find(`<${include}>`, id)?.replace(`${root}/`, '') ?? 'none');
}

test('roots are searched in the order of the contract', (t) => {
  const files = ['first', 'second', 'tree', 'kernel/include/uapi', 'sys'].flatMap((folder, i, all) =>
    // Each folder has the headers of all later ones, so the first that may answer does.
    [`linux/${i}.h`, ...all.slice(i).map((_, j) => `linux/${i + j}.h`)].map((name) => [`${folder}/${name}`, '']),
  );
  const types = [
    ['tree/linux/types.h', ''],
    ['kernel/include/uapi/linux/types.h', ''],
    ['tree/linux/main.h', ''],
  ];
  const root = tempTree(t, Object.fromEntries([...files.map(([name, text]) => [name, text]), ...types]));
  const from = lookup(join(root, 'tree/linux/main.h'), {
    options: { includeRoots: [join(root, 'first'), join(root, 'second')], kernelTree: join(root, 'kernel') },
    machine: { systemRoot: join(root, 'sys'), architecture: 'x86' },
    builtins: BUILTINS,
  });
  assert.deepEqual(answers(root, from, 'linux/0.h', ['x86_64']), ['first/linux/0.h']);
  const kinds = from.plan.rootsFor(from.plan.rootsFor.length === 1 ? abiOf('x86_64') : abiOf('i386')).map((each) =>
    each.kind === 'folder' ? each.path.replace(`${root}/`, '') : each.kind === 'builtin' ? `builtin ${each.part}` : each.kind,
  );
  assert.deepEqual(kinds, [
    'first',
    'second',
    'builtin compiler',
    'tree',
    'generated',
    'kernel/include/uapi',
    'sys',
    'builtin all',
  ]);
});
