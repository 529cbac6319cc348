/**
 * `uapi export static-asserts` prints C that must hold: what it says about five headers is compiled by gcc for x86_64
 * and i386 and by the two cross compilers, each with its own kernel headers.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type Compiler, liveCompilers, requireCompiler, run } from '../oracle/compilers.js';
import { bareFlags } from '../oracle/includeRoots.js';

const headers = ['linux/vfio.h', 'linux/fuse.h', 'linux/ethtool.h', 'linux/input.h', 'linux/btrfs.h'];

/** Each compiler has kernel headers of its own version, so what it judges is made from those. */
const judges: readonly { readonly compilers: readonly Compiler[]; readonly system: string; readonly asm?: string }[] = [
  {
    compilers: [liveCompilers.x86_64, liveCompilers.i386],
    system: '/usr/include',
    asm: '/usr/include/x86_64-linux-gnu',
  },
  { compilers: [liveCompilers.m68k], system: '/usr/m68k-linux-gnu/include' },
  { compilers: [liveCompilers.powerpc], system: '/usr/powerpc-linux-gnu/include' },
];

for (const header of headers) {
  for (const { compilers, system, asm } of judges) {
    const abis = compilers.map((compiler) => compiler.abi).join(',');
    test(`static asserts of ${header} hold on ${abis}`, async () => {
      const file = path.join(system, header);
      const exported = runUapi(['export', 'static-asserts', '--abi', abis, '--include-root', system, file]);
      assert.equal(exported.status, 0, exported.stderr);
      const count = exported.stdout.split('_Static_assert').length - 1;
      assert.ok(count > 50, `only ${count} assertions`);
      const wrong = exported.stdout.replaceAll(/(sizeof\([^)]*\)) == (\d+)/g, '$1 == $2 + 1');
      assert.notEqual(wrong, exported.stdout);
      for (const compiler of compilers) {
        requireCompiler(compiler);
        const roots = asm === undefined ? [system] : [asm, system];
        const flags = [...compiler.flags, ...bareFlags(compiler, roots), '-std=gnu11', '-fsyntax-only', '-x', 'c', '-'];
        const result = await run(compiler.command, flags, exported.stdout);
        assert.equal(result.status, 0, `${compiler.abi}: ${result.stderr.slice(0, 2000)}`);
        assert.notEqual((await run(compiler.command, flags, wrong)).status, 0, `${compiler.abi}: wrong sizes compiled`);
      }
    });
  }
}

test("what stands in a header's name stays in its #include", async (context) => {
  const folder = temporaryFolder(context);
  const compiler = liveCompilers.x86_64;
  requireCompiler(compiler);
  const flags = [...compiler.flags, '-I', folder, '-std=gnu11', '-fsyntax-only', '-x', 'c', '-'];
  const exported = (name: string) => {
    writeFileSync(path.join(folder, name), 'struct odd { int a; };\n');
    return runUapi(['export', 'static-asserts', '--abi', 'x86_64', name], { cwd: folder });
  };
  for (const name of ['back\\slash.h', 'n\\', "a'b *", '<angles>.h', 'a%s $(b) `c`']) {
    const { status, stdout, stderr } = exported(name);
    assert.equal(status, 0, stderr);
    const compiled = await run(compiler.command, flags, stdout);
    assert.equal(compiled.status, 0, `${name}: ${compiled.stderr}`);
  }
  for (const name of ['a"b.h', 'a"\n#error "b.h', 'line\nline.h', 'return\rreturn.h']) {
    const { status, stdout, stderr } = exported(name);
    assert.equal(status, 2, name);
    assert.equal(stdout, '');
    assert.match(stderr, /^uapi: no #include can spell '[^\n]*'; rename the header\n$/);
  }
});
