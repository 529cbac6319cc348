/**
 * A header on its own, on a machine without kernel headers (macOS, Windows, a container without linux-libc-dev): the
 * built-in headers serve it, and the answers are those that the kernel's own headers give.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ALL_ABIS, builtinHeader, createAnalysisSession } from 'uapi-language-server/core';
import { createBuiltinHeaders, createFileStore, createNodeHost, pathStyleOf } from 'uapi-language-server/host/node';
import { temporaryFolder } from '../harness/repository.js';

const header = `#include <linux/types.h>
#include <linux/ioctl.h>
#include <stddef.h>

struct lone_args {
	__u8 kind;
	__aligned_u64 address;
	__kernel_long_t count;
	__be16 port;
};

#define LONE_GET _IOR(0xb7, 1, struct lone_args)
#define LONE_ADDRESS_AT offsetof(struct lone_args, address)
`;

/** LONE_GET by gcc 12.2 with the headers of Linux 6.1; its size field is that of the record, 24 or 32 bytes. */
const numbers: Readonly<Record<string, bigint>> = {
  x86_64: 0x8020b701n,
  i386: 0x8018b701n,
  // __kernel_long_t of x32 has eight bytes.
  x32: 0x8020b701n,
  arm: 0x8018b701n,
  'arm-oabi': 0x8018b701n,
  aarch64: 0x8020b701n,
  m68k: 0x8018b701n,
  mips: 0x4018b701n,
  powerpc: 0x4018b701n,
  powerpc64: 0x4020b701n,
  sparc64: 0x4020b701n,
  alpha: 0x4020b701n,
  hppa: 0x4018b701n,
  s390x: 0x8020b701n,
  riscv64: 0x8020b701n,
  sh4: 0x8018b701n,
};

for (const libc of [false, true]) {
  test(`a lone header ${libc ? 'beside a C library that has no linux/' : 'without /usr/include'}`, (t) => {
    const folder = temporaryFolder(t);
    const systemRoot = path.join(folder, 'system');
    if (libc) {
      fs.mkdirSync(systemRoot);
      fs.writeFileSync(path.join(systemRoot, 'features.h'), '');
      fs.writeFileSync(path.join(systemRoot, 'stdio.h'), '');
    }
    const file = path.join(folder, 'lone.h');
    fs.writeFileSync(file, header);
    const host = createNodeHost({
      store: createFileStore(pathStyleOf(process.platform)),
      machine: { systemRoot: libc ? systemRoot : undefined, architecture: 'x86' },
      builtins: createBuiltinHeaders(builtinHeader),
      createSession: createAnalysisSession,
      stdin: () => process.stdin,
      cwd: folder,
    });
    const none = { includeRoots: [], archIncludes: [] };
    const source = host.openFile(file, none);
    assert.ok('text' in source);
    const analyses = host.sessionFor(source, none).analyze(source, ALL_ABIS);
    assert.equal(analyses.length, Object.keys(numbers).length);
    for (const { abi, diagnostics, records, macros, ioctls } of analyses) {
      assert.deepEqual(diagnostics, [], abi.id);
      assert.deepEqual(
        ioctls.map(({ name, value }) => [name, value]),
        [['LONE_GET', numbers[abi.id]]],
        abi.id,
      );
      assert.equal(records[0].layout?.sizeBytes, ioctls[0].sizeBytes, abi.id);
      assert.equal(macros.find(({ name }) => name === 'LONE_ADDRESS_AT')?.value, 8n, abi.id);
    }
  });
}
