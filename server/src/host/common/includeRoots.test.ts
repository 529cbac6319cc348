import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AbiId } from '../../core/target/abi.js';
import { abi, type Lookup, lookup, tempTree } from '../node/testing/tempTree.js';
import type { Machine } from './includeRoots.js';

const BUILTINS = {
  'stddef.h': 'compiler',
  'linux/types.h': 'fallback',
  'asm/types.h': 'fallback',
  'sys/socket.h': 'fallback',
} as const;

function x86With(systemRoot: string): Machine {
  return { systemRoot, architecture: 'x86' };
}

/** Where `<include>` leads on each ABI, counted from the temporary root. */
function answers(root: string, from: Lookup, include: string, ids: readonly AbiId[]): readonly string[] {
  return ids.map((id) => from.find(`<${include}>`, id)?.replace(`${root}/`, '') ?? 'not found');
}

test('roots are searched in the order of the contract', (t) => {
  const root = tempTree(t, {
    'arch/asm/types.h': '',
    'first/linux/a.h': '',
    'second/linux/a.h': '',
    'tree/linux/types.h': '',
    'tree/linux/main.h': '',
    'kernel/include/uapi/linux/types.h': '',
    'system/linux/types.h': '',
  });
  const from = lookup(join(root, 'tree/linux/main.h'), {
    options: {
      archIncludes: [{ abi: 'm68k', directory: join(root, 'arch') }],
      includeRoots: [join(root, 'first'), join(root, 'second')],
      kernelTree: join(root, 'kernel'),
    },
    machine: x86With(join(root, 'system')),
  });
  const shown = (id: AbiId): readonly string[] =>
    from.plan
      .rootsFor(abi(id))
      .map((each) =>
        each.kind === 'folder' ? each.path.replace(`${root}/`, '') : each.kind === 'builtin' ? each.part : each.kind,
      );
  const common = ['first', 'second', 'compiler', 'tree', 'generated', 'kernel/include/uapi', 'system', 'all'];
  assert.deepEqual(shown('x86_64'), common);
  assert.deepEqual(shown('m68k'), ['arch', ...common]);
  assert.equal(from.plan.rootsFor(abi('m68k')), from.plan.rootsFor(abi('m68k')));
});

test('triplet folders are chosen by ABI, and serve the ABIs of one architecture', (t) => {
  const root = tempTree(t, {
    'inc/linux/types.h': '',
    'inc/linux/a.h': '',
    'inc/i386-linux-gnu/asm/types.h': '',
    'inc/x86_64-linux-gnu/asm/types.h': '',
    'inc/powerpc64-linux-gnu/asm/types.h': '',
  });
  const ids: readonly AbiId[] = ['x86_64', 'i386', 'x32', 'powerpc', 'powerpc64', 'm68k'];
  const expected = [
    'inc/x86_64-linux-gnu/asm/types.h',
    'inc/i386-linux-gnu/asm/types.h',
    'inc/x86_64-linux-gnu/asm/types.h',
    'inc/powerpc64-linux-gnu/asm/types.h',
    'inc/powerpc64-linux-gnu/asm/types.h',
    'builtin:/asm/types.h',
  ];
  const alone = tempTree(t, { 'a.h': '' });
  const header = join(alone, 'a.h');
  const own = lookup(join(root, 'inc/linux/a.h'), { builtins: BUILTINS });
  const configured = lookup(header, { options: { includeRoots: [join(root, 'inc')] }, builtins: BUILTINS });
  const system = lookup(header, { machine: x86With(join(root, 'inc')), builtins: BUILTINS });
  for (const from of [own, configured, system]) assert.deepEqual(answers(root, from, 'asm/types.h', ids), expected);
});

test('a root may hold include/ and asm/KARCH/asm', (t) => {
  const root = tempTree(t, {
    'r/include/linux/types.h': '',
    'r/include/linux/a.h': '',
    'r/asm/x86/asm/types.h': '',
    'r/asm/parisc/asm/types.h': '',
    'a.h': '',
  });
  const ids: readonly AbiId[] = ['i386', 'hppa', 'sh4'];
  const expected = ['r/asm/x86/asm/types.h', 'r/asm/parisc/asm/types.h', 'builtin:/asm/types.h'];
  for (const includeRoot of ['r', 'r/include']) {
    const from = lookup(join(root, 'a.h'), {
      options: { includeRoots: [join(root, includeRoot)] },
      builtins: BUILTINS,
    });
    assert.deepEqual(answers(root, from, 'asm/types.h', ids), expected, includeRoot);
    assert.deepEqual(answers(root, from, 'linux/types.h', ['i386']), ['r/include/linux/types.h']);
  }
  const hppa = lookup(join(root, 'r/asm/parisc/asm/types.h'), { options: { includeRoots: [join(root, 'r')] } }).main;
  assert.deepEqual([hppa.displayName, hppa.architecture], ['asm/types.h', 'parisc']);
});

test('the asm/ of one architecture is never another’s', (t) => {
  const root = tempTree(t, {
    'fedora/linux/types.h': '',
    'fedora/asm/types.h': '',
    'multilib/linux/types.h': '',
    'multilib/aarch64-linux-gnu/asm/types.h': '',
    'multilib/asm': '-> aarch64-linux-gnu/asm',
    'installed/linux/types.h': '',
    'installed/linux/a.h': '',
    'installed/asm/types.h': '',
    'installed/asm/cputable.h': '',
    'a.h': '',
  });
  const ids: readonly AbiId[] = ['x86_64', 'i386', 'aarch64', 'powerpc'];
  const builtin = 'builtin:/asm/types.h';
  const header = join(root, 'a.h');
  const fedora = lookup(header, { machine: x86With(join(root, 'fedora')), builtins: BUILTINS });
  assert.deepEqual(answers(root, fedora, 'asm/types.h', ids), [
    'fedora/asm/types.h',
    'fedora/asm/types.h',
    builtin,
    builtin,
  ]);
  const multilib = lookup(header, { machine: x86With(join(root, 'multilib')), builtins: BUILTINS });
  assert.deepEqual(answers(root, multilib, 'asm/types.h', ids), [
    builtin,
    builtin,
    'multilib/aarch64-linux-gnu/asm/types.h',
    builtin,
  ]);
  const installed = lookup(join(root, 'installed/linux/a.h'), { builtins: BUILTINS });
  assert.deepEqual(answers(root, installed, 'asm/types.h', ids), [builtin, builtin, builtin, 'installed/asm/types.h']);
  // Nothing tells whose asm/ this is: the user who names it as a root decides.
  const configured = lookup(header, { options: { includeRoots: [join(root, 'fedora')] }, builtins: BUILTINS });
  assert.deepEqual(answers(root, configured, 'asm/types.h', ['powerpc']), ['fedora/asm/types.h']);
});

test('the system’s C library serves the ABIs that it was installed for', (t) => {
  const libc = {
    'inc/features.h': '',
    'inc/sys/socket.h': '',
    'inc/linux/types.h': '',
    'inc/x86_64-linux-gnu/bits/types.h': '',
    'inc/x86_64-linux-gnu/gnu/stubs-64.h': '',
    'a.h': '',
  };
  const root = tempTree(t, libc);
  const machine = x86With(join(root, 'inc'));
  const ids: readonly AbiId[] = ['x86_64', 'i386', 'm68k'];
  const from = lookup(join(root, 'a.h'), { machine, builtins: BUILTINS });
  assert.deepEqual(answers(root, from, 'sys/socket.h', ids), [
    'inc/sys/socket.h',
    'builtin:/sys/socket.h',
    'builtin:/sys/socket.h',
  ]);
  assert.deepEqual(
    answers(root, from, 'linux/types.h', ids),
    ids.map(() => 'inc/linux/types.h'),
  );
  const both = tempTree(t, { ...libc, 'inc/x86_64-linux-gnu/gnu/stubs-32.h': '' });
  const bi = lookup(join(both, 'a.h'), { machine: x86With(join(both, 'inc')), builtins: BUILTINS });
  assert.deepEqual(answers(both, bi, 'sys/socket.h', ['i386']), ['inc/sys/socket.h']);
});

test('the compiler’s headers are built in, unless a configured root has them', (t) => {
  const root = tempTree(t, { 'gcc/stddef.h': '', 'gcc/stdarg.h': '', 'inc/stddef.h': '', 'a.h': '' });
  const header = join(root, 'a.h');
  const machine = x86With(join(root, 'inc'));
  assert.equal(lookup(header, { machine, builtins: BUILTINS }).find('<stddef.h>'), 'builtin:/stddef.h');
  const from = lookup(header, { machine, builtins: BUILTINS, options: { includeRoots: [join(root, 'gcc')] } });
  assert.equal(from.find('<stddef.h>'), join(root, 'gcc/stddef.h'));
});

test('names and architectures follow from where a header lies', (t) => {
  const root = tempTree(t, {
    'inc/linux/types.h': '',
    'inc/drm/drm.h': '',
    'inc/sparc64-linux-gnu/asm/ioctl.h': '',
    'alone/a.h': '',
  });
  const nameOf = (header: string): readonly unknown[] => {
    const { displayName, view, architecture } = lookup(join(root, header)).main;
    return [displayName, view, architecture];
  };
  assert.deepEqual(nameOf('inc/drm/drm.h'), ['drm/drm.h', 'installed', undefined]);
  assert.deepEqual(nameOf('inc/sparc64-linux-gnu/asm/ioctl.h'), ['asm/ioctl.h', 'installed', 'sparc']);
  assert.deepEqual(nameOf('alone/a.h'), [join(root, 'alone/a.h'), 'installed', undefined], 'the path as given');
});

test('home is the workspace, the tree or the folder', (t) => {
  const root = tempTree(t, {
    'work/.git/HEAD': '',
    'work/include/linux/types.h': '',
    'work/include/linux/a.h': '',
    'tree/linux/types.h': '',
    'tree/linux/sub/a.h': '',
    'alone/a.h': '',
    'kernel/include/uapi/linux/types.h': '',
    'kernel/include/uapi/linux/.uapi.json': '{}',
  });
  const homeOf = (header: string): string => lookup(join(root, header)).plan.home.replace(`${root}/`, '');
  assert.equal(homeOf('work/include/linux/a.h'), 'work');
  assert.equal(homeOf('tree/linux/sub/a.h'), 'tree');
  assert.equal(homeOf('alone/a.h'), 'alone');
  assert.equal(homeOf('kernel/include/uapi/linux/types.h'), 'kernel');
});
