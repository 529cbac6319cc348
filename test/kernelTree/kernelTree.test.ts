/**
 * A kernel source tree against its installed headers: `uapi layout` gives the same for both, ABI by ABI. The tree is made
 * up and small, with the traits that matter; what `make headers_install` would install of it is written down by hand.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { layoutDocuments, runUapi } from '../harness/uapi.js';
import type { LayoutDocument } from '../oracle/document.js';

type Files = Readonly<Record<string, string>>;

const intTypes = `typedef unsigned char __u8;
typedef unsigned int __u32;
typedef unsigned long long __u64;
`;

/** asm-generic/ioctl.h, as far as the headers below need it. */
const ioctlMacros = `#ifndef _IOC_SIZEBITS
#define _IOC_SIZEBITS 14
#endif
#ifndef _IOC_READ
#define _IOC_NONE 0U
#define _IOC_WRITE 1U
#define _IOC_READ 2U
#endif
#define _IOC(dir, type, nr, size) (((dir) << (16 + _IOC_SIZEBITS)) | ((size) << 16) | ((type) << 8) | (nr))
#define _IO(type, nr) _IOC(_IOC_NONE, (type), (nr), 0)
#define _IOR(type, nr, argtype) _IOC(_IOC_READ, (type), (nr), sizeof(argtype))
#define _IOW(type, nr, argtype) _IOC(_IOC_WRITE, (type), (nr), sizeof(argtype))
#define _IOWR(type, nr, argtype) _IOC(_IOC_READ | _IOC_WRITE, (type), (nr), sizeof(argtype))
`;

const powerpcIoctl = '#define _IOC_SIZEBITS 13\n#define _IOC_NONE 1U\n#define _IOC_READ 2U\n#define _IOC_WRITE 4U\n';

const kernelTree: Files = {
  Makefile: 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 12\nEXTRAVERSION = -rc1\n',
  'scripts/headers_install.sh': '',
  'include/linux/types.h': '#error the types.h of the kernel itself is no user header\n',
  'include/uapi/asm-generic/Kbuild': 'mandatory-y += types.h\nmandatory-y += ioctl.h\nmandatory-y += unistd.h\n',
  'include/uapi/asm-generic/types.h': `#ifndef _UAPI_TYPES_H\n#define _UAPI_TYPES_H\n${intTypes}#endif /* _UAPI_TYPES_H */\n`,
  'include/uapi/asm-generic/ioctl.h': `#ifndef _UAPI_IOCTL_H\n#define _UAPI_IOCTL_H\n${ioctlMacros}#endif\n`,
  'include/uapi/asm-generic/param.h': '#define HZ 100\n',
  'include/uapi/linux/types.h': `#ifndef _UAPI_LINUX_TYPES_H
#define _UAPI_LINUX_TYPES_H
#include <asm/types.h>
#ifndef __KERNEL__
#ifndef __EXPORTED_HEADERS__
#error "Attempt to use kernel headers from user space"
#endif
#endif
#define __bitwise
typedef __u32 __bitwise __le32;
#endif /* _UAPI_LINUX_TYPES_H */
`,
  'include/uapi/linux/demo.h': `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _UAPI_LINUX_DEMO_H
#define _UAPI_LINUX_DEMO_H
#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/version.h>
#include <asm/ioctl.h>
#include <asm/param.h>
#include <asm/unistd.h>

struct demo_packed {
	__u8 kind;
	__u64 address;
} __packed;

struct demo_args {
	__u32 argsz;
	void __user *buffer;
	const char __user	*name;
	struct demo_packed entries[3];
	__le32 order;
#ifdef __KERNEL__
	struct list_head list;
#endif
};

static inline int demo_is_empty(const struct demo_args *args)
{
	return args->argsz == 0;
}

#ifdef __KERNEL__
#define DEMO_SIDE 1
int demo_register(struct demo_args __user *args) __attribute_const__;
#else
#define DEMO_SIDE 2
#endif

#define DEMO_RUN _IOWR('d', 1, struct demo_args)
#define DEMO_TICKS HZ
#define DEMO_KERNEL LINUX_VERSION_CODE
#define DEMO_CALL __NR_demo
#ifdef _LINUX_DEMO_H
#define DEMO_GUARD_IS_INSTALLED 1
#endif
#endif /* _UAPI_LINUX_DEMO_H */
`,
  'arch/x86/include/uapi/asm/Kbuild':
    'generated-y += unistd_32.h\ngenerated-y += unistd_64.h\n\ngeneric-y += param.h\n',
  'arch/x86/include/uapi/asm/unistd.h':
    '#define __X32_SYSCALL_BIT 0x40000000\n' +
    '#ifdef __i386__\n#include <asm/unistd_32.h>\n#elif defined(__ILP32__)\n#include <asm/unistd_x32.h>\n' +
    '#else\n#include <asm/unistd_64.h>\n#endif\n',
  'arch/x86/include/uapi/asm/segment.h': `#ifndef _UAPI_ASM_SEGMENT_H
#define _UAPI_ASM_SEGMENT_H
#include <linux/types.h>
struct segment { volatile __u32 base; unsigned long __user *table; } __packed;
#endif
`,
  'arch/x86/entry/syscalls/syscall_32.tbl': '7\ti386\tdemo\tsys_demo\tcompat_sys_demo\n',
  'arch/x86/entry/syscalls/syscall_64.tbl': '# comment\n7\t64\tdemo\tsys_demo\n\n519\tx32\tdemo\tcompat_sys_demo\n',
  'arch/powerpc/include/uapi/asm/Kbuild':
    'generated-y += unistd_32.h\ngenerated-y += unistd_64.h\ngeneric-y += \\\n\tparam.h\n',
  'arch/powerpc/include/uapi/asm/ioctl.h': `${powerpcIoctl}#include <asm-generic/ioctl.h>\n`,
  'arch/powerpc/include/uapi/asm/unistd.h':
    '#ifndef __powerpc64__\n#include <asm/unistd_32.h>\n#else\n#include <asm/unistd_64.h>\n#endif\n',
  'arch/powerpc/kernel/syscalls/syscall.tbl': '7\tnospu\tdemo\tsys_demo\n8\tspu\tdemo_spu\tsys_demo\n',
};

/** What every architecture has in usr/include. */
const installed: Files = {
  'asm/types.h': '#include <asm-generic/types.h>\n',
  'asm/param.h': '#include <asm-generic/param.h>\n',
  'asm-generic/types.h': `#ifndef _TYPES_H\n#define _TYPES_H\n${intTypes}#endif /* _TYPES_H */\n`,
  'asm-generic/ioctl.h': `#ifndef _IOCTL_H\n#define _IOCTL_H\n${ioctlMacros}#endif\n`,
  'asm-generic/param.h': '#define HZ 100\n',
  'linux/version.h': `#define LINUX_VERSION_CODE ${6 * 65536 + 256 + 12}\n`,
  'linux/types.h': `#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H
#include <asm/types.h>
#define __bitwise
typedef __u32 __bitwise __le32;
#endif /* _LINUX_TYPES_H */
`,
  'linux/demo.h': `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _LINUX_DEMO_H
#define _LINUX_DEMO_H

#include <linux/types.h>
#include <linux/version.h>
#include <asm/ioctl.h>
#include <asm/param.h>
#include <asm/unistd.h>

struct demo_packed {
	__u8 kind;
	__u64 address;
} __attribute__((packed));

struct demo_args {
	__u32 argsz;
	void *buffer;
	const char *name;
	struct demo_packed entries[3];
	__le32 order;
};

static __inline__ int demo_is_empty(const struct demo_args *args)
{
	return args->argsz == 0;
}

#define DEMO_SIDE 2

#define DEMO_RUN _IOWR('d', 1, struct demo_args)
#define DEMO_TICKS HZ
#define DEMO_KERNEL LINUX_VERSION_CODE
#define DEMO_CALL __NR_demo
#ifdef _LINUX_DEMO_H
#define DEMO_GUARD_IS_INSTALLED 1
#endif
#endif /* _LINUX_DEMO_H */
`,
};

const installedX86: Files = {
  ...installed,
  'asm/ioctl.h': '#include <asm-generic/ioctl.h>\n',
  'asm/unistd.h': kernelTree['arch/x86/include/uapi/asm/unistd.h'],
  'asm/unistd_32.h': '#define __NR_demo 7\n',
  'asm/unistd_64.h': '#define __NR_demo 7\n',
  'asm/unistd_x32.h': '#define __NR_demo (__X32_SYSCALL_BIT + 519)\n',
  'asm/segment.h': `#ifndef _ASM_SEGMENT_H
#define _ASM_SEGMENT_H
#include <linux/types.h>
struct segment { __volatile__ __u32 base; unsigned long *table; } __attribute__((packed));
#endif
`,
};

const installedPowerpc: Files = {
  ...installed,
  'asm/ioctl.h': kernelTree['arch/powerpc/include/uapi/asm/ioctl.h'],
  'asm/unistd.h': kernelTree['arch/powerpc/include/uapi/asm/unistd.h'],
  'asm/unistd_32.h': '#define __NR_demo 7\n',
  'asm/unistd_64.h': '#define __NR_demo 7\n',
};

const x86 = ['x86_64', 'i386', 'x32'];
const powerpc = ['powerpc', 'powerpc64'];

for (const [architecture, abis, files, names] of [
  ['x86', x86, installedX86, ['linux/demo.h', 'linux/types.h', 'asm-generic/ioctl.h', 'asm/segment.h', 'asm/unistd.h']],
  ['powerpc', powerpc, installedPowerpc, ['linux/demo.h', 'linux/types.h', 'asm-generic/ioctl.h', 'asm/ioctl.h']],
] as const) {
  test(`headers of the tree and installed ones are equal on ${abis.join(', ')}`, (t) => {
    const folder = write(t, prefixed('tree', kernelTree), prefixed('installed', files));
    const tree = path.join(folder, 'tree');
    const include = path.join(folder, 'installed');
    const sources = names.map((name) => path.join(tree, partOf(name, architecture), name));
    const targets = names.map((name) => path.join(include, name));
    const expected = [...layoutDocuments(targets, abis, ['--include-root', include]).values()];
    for (const document of expected) assert.deepEqual(diagnosticsOf(document), [], document.header);
    // The tree is found upwards from its headers; --kernel-tree names the same one.
    for (const options of [[], ['--kernel-tree', tree]]) {
      assert.deepEqual([...layoutDocuments(sources, abis, options).values()], expected);
    }
  });
}

test('the facts are those of the installed header', (t) => {
  const folder = write(t, kernelTree);
  const file = path.join(folder, 'include/uapi/linux/demo.h');
  const documents = layoutDocuments([file], ['x86_64', 'x32', 'powerpc']);
  const facts = (abi: string) => {
    const document = documents.get(`${abi} ${file}`);
    assert.ok(document);
    const { header, structs, macros, ioctls } = document;
    return [header, structs.map(({ name, size }) => `${name} ${size}`), macros, ioctls.map(({ value }) => value)];
  };
  const expected = (size: number, call: number, run: number) => [
    'linux/demo.h',
    ['demo_packed 9', `demo_args ${size}`],
    {
      DEMO_SIDE: 2,
      DEMO_TICKS: 100,
      DEMO_KERNEL: 6 * 65536 + 256 + 12,
      DEMO_CALL: call,
      DEMO_GUARD_IS_INSTALLED: 1,
    },
    [run],
  ];
  assert.deepEqual(facts('x86_64'), expected(56, 7, 0xc0386401));
  assert.deepEqual(facts('x32'), expected(44, 0x40000207, 0xc02c6401));
  assert.deepEqual(facts('powerpc'), expected(44, 7, 0xc02c6401));
});

test('a header from elsewhere is read with the tree that --kernel-tree names', (t) => {
  const lone = '#include <linux/demo.h>\nstruct lone { struct demo_args args; };\n#define LONE_CALL DEMO_CALL\n';
  const folder = write(t, prefixed('tree', kernelTree), { 'lone/lone.h': lone });
  const file = path.join(folder, 'lone', 'lone.h');
  const options = ['--kernel-tree', path.join(folder, 'tree')];
  const document = layoutDocuments([file], ['i386'], options).get(`i386 ${file}`);
  assert.ok(document);
  assert.deepEqual(diagnosticsOf(document), []);
  assert.deepEqual([document.structs[0].size, document.macros], [44, { LONE_CALL: 7 }]);
});

test('a walk over the tree says once which architectures it passed over', (t) => {
  const folder = write(t, kernelTree, { 'arch/powerpc/include/uapi/asm/errno.h': '', 'include/linux/types.h': '' });
  const { status, stderr } = runUapi(['layout', '--abi', 'm68k', '--format', 'ndjson', path.join(folder, 'arch')]);
  assert.equal(
    stderr,
    'uapi: note: 5 headers were passed over: they belong to architectures powerpc, x86, ' +
      'which have none of the ABIs asked for\n',
  );
  assert.equal(status, 0);
});

test('an include root that cannot be used is reported once for all headers', (t) => {
  const folder = write(t, { 'a.h': '', 'b.h': '' });
  const missing = path.join(folder, 'missing');
  const { status, stderr } = runUapi(['layout', '--include-root', missing, folder]);
  assert.equal(stderr, `uapi: cannot use include root '${missing}': no such folder\n`);
  assert.equal(status, 2);
});

function diagnosticsOf(document: LayoutDocument): unknown {
  return 'diagnostics' in document ? document.diagnostics : undefined;
}

/** The folder of a kernel tree that holds a user header. */
function partOf(name: string, architecture: string): string {
  return name.startsWith('asm/') ? `arch/${architecture}/include/uapi` : 'include/uapi';
}

function prefixed(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

/** Writes files into a temporary folder. */
function write(t: TestContext, ...groups: readonly Files[]): string {
  const folder = temporaryFolder(t);
  for (const [name, text] of groups.flatMap((files) => Object.entries(files))) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder;
}
