/**
 * `uapi export static-asserts` prints C that must hold: what it says about five headers is compiled by gcc for x86_64
 * and i386 and by the two cross compilers, each with its own kernel headers.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type Compiler, liveCompilers, requireCompiler, run } from '../oracle/compilers.js';
import { bareFlags } from '../oracle/includeRoots.js';

const headers = ['linux/vfio.h', 'linux/fuse.h', 'linux/ethtool.h', 'linux/input.h', 'linux/btrfs.h'];

const judges: readonly { readonly compiler: Compiler; readonly roots: readonly string[] }[] = [
  { compiler: liveCompilers.x86_64, roots: ['/usr/include/x86_64-linux-gnu', '/usr/include'] },
  { compiler: liveCompilers.i386, roots: ['/usr/include/x86_64-linux-gnu', '/usr/include'] },
  { compiler: liveCompilers.m68k, roots: ['/usr/m68k-linux-gnu/include'] },
  { compiler: liveCompilers.powerpc, roots: ['/usr/powerpc-linux-gnu/include'] },
];

for (const header of headers) {
  test(`static asserts of ${header} hold`, async (t) => {
    const exported = runUapi(['export', 'static-asserts', path.join('/usr/include', header)]);
    assert.equal(exported.status, 0, exported.stderr);
    const count = exported.stdout.split('_Static_assert').length - 1;
    assert.ok(count > 50, `only ${count} assertions`);
    const file = path.join(temporaryFolder(t), 'asserts.c');
    fs.writeFileSync(file, exported.stdout);
    for (const { compiler, roots } of judges) {
      requireCompiler(compiler);
      const flags = [...compiler.flags, ...bareFlags(compiler, roots), '-std=gnu11', '-fsyntax-only', file];
      const result = await run(compiler.command, flags, '');
      assert.equal(result.status, 0, `${compiler.abi}: ${result.stderr.slice(0, 2000)}`);
    }
    const broken = exported.stdout.replace(/(sizeof\([^)]*\)) == (\d+)/, '$1 == $2 + 1');
    assert.notEqual(broken, exported.stdout);
    const { compiler, roots } = judges[0];
    const flags = [...compiler.flags, ...bareFlags(compiler, roots), '-fsyntax-only', '-x', 'c', '-'];
    assert.notEqual((await run(compiler.command, flags, broken)).status, 0, 'a wrong size must not compile');
  });
}
