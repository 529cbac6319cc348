import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { AbiId } from '../../core/target/abi.js';
import { ask, lookup, tempTree } from '../node/testing/tempTree.js';
import { kbuildList } from './kbuild.js';
import { versionHeader } from './kernelGenerated.js';
import { uapiNameOf } from './kernelTree.js';

/** The parts of a source tree that user headers come from, in the older and the newer form of its Makefiles. */
const TREE = {
  Makefile: '# SPDX-License-Identifier: GPL-2.0\nVERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 300\nNAME = Test\n',
  'include/linux/types.h': '/* the kernel’s own */',
  'include/uapi/linux/types.h': '#include <asm/types.h>',
  'include/uapi/linux/foo.h': '',
  'include/uapi/asm-generic/types.h': '',
  'include/uapi/asm-generic/ioctl.h': '',
  'include/uapi/asm-generic/kvm_para.h': '',
  'include/uapi/asm-generic/Kbuild': 'mandatory-y += types.h\nmandatory-y += ioctl.h # each has one\n',
  'arch/x86/include/uapi/asm/Kbuild': 'generated-y += unistd_64.h\n',
  'arch/x86/include/uapi/asm/e820.h': '',
  'arch/x86/entry/syscalls/syscall_64.tbl':
    '# number abi name entry\n0\tcommon\tread\tsys_read\n1\t64\twrite\tsys_write\n512\tx32\trt_sigaction\tx\n',
  'arch/powerpc/include/uapi/asm/Kbuild': '',
  'arch/powerpc/include/uapi/asm/ioctl.h': '/* powerpc */',
  'arch/arm64/include/uapi/asm/Kbuild': 'generic-y += \\\n\tkvm_para.h\nsyscall-y += unistd_64.h\n',
  'arch/arm64/kernel/Makefile.syscalls': 'syscall_abis_64 += rlimit\nsyscalltbl = arch/arm64/tools/syscall_%.tbl\n',
  'arch/arm64/tools/syscall_64.tbl': '63\tcommon\tread\tr\n64\t32\tonly32\tx\n163\trlimit\tgetrlimit\tg\n',
  'arch/riscv/include/uapi/asm/Kbuild': 'syscall-y += unistd_64.h\n',
  'arch/s390/include/uapi/asm/Kbuild': 'generated-y += types.h\n',
  'arch/s390/kernel/syscalls/syscall.tbl': '1\t32\texit32\tx\n1\t64\texit\tx\n',
  'scripts/syscall.tbl': '63\tcommon\tread\tr\n163\trlimit\tgetrlimit\tg\n',
};

function textIn(t: TestContext, include: string, id: AbiId): string | undefined {
  const root = tempTree(t, TREE);
  const from = lookup(join(root, 'include/uapi/linux/foo.h'));
  return ask(from.resolver(id), include, from.main)?.file.text;
}

test('a header of the tree finds the roots of each architecture', (t) => {
  const root = tempTree(t, TREE);
  const from = lookup(join(root, 'include/uapi/linux/foo.h'));
  assert.equal(from.find('<linux/types.h>'), join(root, 'include/uapi/linux/types.h'), 'not include/linux/types.h');
  assert.equal(from.find('<asm/ioctl.h>', 'powerpc'), join(root, 'arch/powerpc/include/uapi/asm/ioctl.h'));
  assert.equal(from.find('<asm/e820.h>', 'i386'), join(root, 'arch/x86/include/uapi/asm/e820.h'));
  assert.equal(from.find('<asm/e820.h>', 'powerpc'), undefined);
  assert.equal(from.find('<asm/ioctl.h>'), `generated:${root}/include/generated/uapi/asm/ioctl.h`);
  assert.equal(from.plan.home, root);
});

test('the tree is found from an architecture’s header and from the kernel’s own include folder', (t) => {
  const root = tempTree(t, { ...TREE, 'include/linux/bar.h': '' });
  for (const header of ['arch/x86/include/uapi/asm/e820.h', 'include/linux/bar.h']) {
    const from = lookup(join(root, header));
    assert.equal(from.find('<linux/types.h>'), join(root, 'include/uapi/linux/types.h'), header);
  }
});

test('headers of the tree are uninstalled, and named below their root', (t) => {
  const root = tempTree(t, TREE);
  const common = lookup(join(root, 'include/uapi/linux/foo.h')).main;
  assert.deepEqual([common.displayName, common.view, common.architecture], ['linux/foo.h', 'uninstalled', undefined]);
  const x86 = lookup(join(root, 'arch/x86/include/uapi/asm/e820.h')).main;
  assert.deepEqual([x86.displayName, x86.view, x86.architecture], ['asm/e820.h', 'uninstalled', 'x86']);
});

test('the kernel’s own headers of an architecture belong to it as well', (t) => {
  const root = tempTree(t, { ...TREE, 'arch/m68k/include/asm/traps.h': '', 'include/linux/arch/m68k/bar.h': '' });
  const { main } = lookup(join(root, 'arch/m68k/include/asm/traps.h'));
  assert.deepEqual(
    [main.displayName, main.view, main.architecture],
    ['arch/m68k/include/asm/traps.h', 'installed', 'm68k'],
  );
  assert.equal(lookup(join(root, 'include/linux/arch/m68k/bar.h')).main.architecture, undefined);
});

test('--kernel-tree serves a header from elsewhere', (t) => {
  const root = tempTree(t, {
    ...Object.fromEntries(Object.entries(TREE).map(([k, v]) => [`k/${k}`, v])),
    'alone/a.h': '',
  });
  const from = lookup(join(root, 'alone/a.h'), { options: { kernelTree: join(root, 'k') } });
  assert.equal(from.find('<linux/types.h>'), join(root, 'k/include/uapi/linux/types.h'));
  assert.equal(from.find('<asm/types.h>', 'riscv64'), `generated:${root}/k/include/generated/uapi/asm/types.h`);
});

test('wrappers stand for mandatory and generic headers, one object for all architectures', (t) => {
  const root = tempTree(t, TREE);
  const from = lookup(join(root, 'include/uapi/linux/foo.h'));
  const wrapper = ask(from.resolver('x86_64'), '<asm/types.h>', from.main)?.file;
  assert.equal(wrapper?.text, '#include <asm-generic/types.h>\n');
  assert.equal(wrapper?.displayName, 'asm/types.h');
  assert.equal(ask(from.resolver('aarch64'), '<asm/types.h>', from.main)?.file, wrapper);
  assert.ok(from.find('<asm/kvm_para.h>', 'aarch64'));
  assert.equal(from.find('<asm/kvm_para.h>', 'x86_64'), undefined, 'only arm64 lists it');
  assert.equal(from.find('<asm/types.h>', 'sh4'), undefined, 'the tree has no such architecture');
});

test('system call numbers are those of the table', (t) => {
  assert.equal(
    textIn(t, '<asm/unistd_64.h>', 'x86_64'),
    '#ifndef _ASM_UNISTD_64_H\n#define _ASM_UNISTD_64_H\n\n#define __NR_read 0\n#define __NR_write 1\n\n' +
      '#endif /* _ASM_UNISTD_64_H */\n',
  );
  assert.match(textIn(t, '<asm/unistd_x32.h>', 'x32') ?? '', /__NR_rt_sigaction \(__X32_SYSCALL_BIT \+ 512\)/);
  assert.equal(textIn(t, '<asm/unistd_32.h>', 'i386'), undefined, 'its table is missing');
  const arm64 = textIn(t, '<asm/unistd_64.h>', 'aarch64') ?? '';
  assert.match(arm64, /__NR_getrlimit 163/);
  assert.doesNotMatch(arm64, /only32/);
  const riscv = textIn(t, '<asm/unistd_64.h>', 'riscv64') ?? '';
  assert.match(riscv, /__NR_read 63/);
  assert.doesNotMatch(riscv, /getrlimit/);
});

test('s390 guards its system call headers in its own way', (t) => {
  assert.equal(
    textIn(t, '<asm/unistd_64.h>', 's390x'),
    '#ifndef _ASM_S390_UNISTD_64_H\n#define _ASM_S390_UNISTD_64_H\n\n#define __NR_exit 1\n\n' +
      '#endif /* _ASM_S390_UNISTD_64_H */\n',
  );
});

test('a mandatory header that the architecture generates itself gets no wrapper', (t) => {
  assert.equal(textIn(t, '<asm/types.h>', 's390x'), undefined);
  assert.equal(textIn(t, '<asm/ioctl.h>', 's390x'), '#include <asm-generic/ioctl.h>\n');
});

test('linux/version.h caps the sublevel in the code alone', (t) => {
  const text = textIn(t, '<linux/version.h>', 'x86_64') ?? '';
  assert.match(text, new RegExp(`LINUX_VERSION_CODE ${6 * 65536 + 256 + 255}\n`));
  assert.match(text, /LINUX_VERSION_SUBLEVEL 300\n/);
  assert.equal(versionHeader('all:\n\tcc\n'), undefined);
});

test('Kbuild lists join continued lines and drop comments', () => {
  assert.deepEqual(kbuildList('generic-y += a.h \\\n  b.h # c.h\nheader-y += d.h\ngeneric-y += e.h', 'generic-y'), [
    'a.h',
    'b.h',
    'e.h',
  ]);
});

test('a driver’s own include/uapi counts as source', () => {
  assert.deepEqual(uapiNameOf('/drv/include/uapi/linux/drv.h'), { name: 'linux/drv.h' });
  assert.deepEqual(uapiNameOf('/k/arch/arm64/include/uapi/asm/hwcap.h'), {
    name: 'asm/hwcap.h',
    architecture: 'arm64',
  });
  assert.deepEqual(uapiNameOf('/k/arch/x86/include/generated/uapi/asm/unistd_64.h'), {
    name: 'asm/unistd_64.h',
    architecture: 'x86',
  });
  assert.equal(uapiNameOf('/k/include/generated/autoconf.h'), undefined);
  assert.equal(uapiNameOf('/usr/include/linux/vfio.h'), undefined);
  assert.equal(uapiNameOf(dirname('/k/include/uapi/linux')), undefined);
});
