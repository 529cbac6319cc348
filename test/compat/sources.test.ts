/**
 * What is published of a uapi header, in the check of a driver's source: the op table may demand no more than the first
 * callers of a command pass.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type GitRepository, initRepository } from '../harness/gitRepository.js';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const header = (members: readonly string[]): string => `#include <linux/types.h>
#define BOX_CMD_BASE 0
/**
 * struct box_run - ioctl(BOX_RUN)
 */
struct box_run {
${members.map((member) => `\t${member};\n`).join('')}};
#define BOX_RUN _IO(0x9a, BOX_CMD_BASE)
`;
const first = header(['__u32 size', '__u32 flags']);
const grown = header(['__u32 size', '__u32 flags', '__u32 count', '__u32 reserved']);

const source = (last: string): string => `#include <linux/box.h>
#include "private.h"
#define IOCTL_OP(_ioctl, _fn, _struct, _last) \\
	[_IOC_NR(_ioctl) - BOX_CMD_BASE] = { \\
		.size = sizeof(_struct), \\
		.min_size = offsetofend(_struct, _last), \\
		.ioctl_num = _ioctl, \\
		.execute = _fn, \\
	}
static const struct box_op box_ops[] = {
	IOCTL_OP(BOX_RUN, box_run, struct box_run, ${last}),
};
`;

interface Repository extends GitRepository {
  readonly folder: string;
}

/** The struct as it was published with the tag, and now with two members more. */
function repository(t: TestContext, last: string): Repository {
  const folder = temporaryFolder(t);
  const { git, write, commit } = initRepository(folder);
  write('include/uapi/linux/types.h', 'typedef unsigned int __u32;\n');
  write('include/uapi/linux/box.h', first);
  write('drivers/box/private.h', 'struct box;\n');
  write('drivers/box/regs/regs.h', 'struct box_regs { int of; };\n');
  write('drivers/box/main.c', source('flags'));
  commit('one');
  git('tag', 'v1');
  write('include/uapi/linux/box.h', grown);
  write('drivers/box/main.c', source(last));
  commit('two');
  return { folder, git, write, commit };
}

/** `symbol: message` of the findings about smallest sizes, and of headers that are gone. */
function check(cwd: string, ...args: readonly string[]): readonly string[] {
  const select = ['--select', 'dispatch/min-size-choice,compat/header-removed'];
  const result = runUapi(['check', '--format', 'json', ...select, ...args], { cwd });
  assert.equal(result.stderr, '');
  const { findings } = JSON.parse(result.stdout);
  assert.equal(result.status, findings.length === 0 ? 0 : 1);
  return findings.map(({ symbol, message }: { symbol: string; message: string }) => `${symbol}: ${message}`);
}

const main = 'drivers/box/main.c';
const finding =
  "BOX_RUN: BOX_RUN demands 12 bytes, up to 'count'; " +
  "callers of the published 'struct box_run' pass 8 and get EINVAL";

test('--against a revision: an op table whose last member came later refuses the first callers', (t) => {
  const { folder } = repository(t, 'count');
  assert.deepEqual(check(folder, '--against', 'v1', main), [finding]);
  assert.deepEqual(check(folder, '--against', 'v1', '--sources', 'drivers'), [finding]);
  assert.deepEqual(check(join(folder, 'drivers/box'), '--against', 'v1', 'main.c'), [finding]);
  assert.deepEqual(check(folder, '--against', 'main', main), []);
  assert.deepEqual(check(folder, main), [], 'nothing is known of the history');
});

test('the member that was last in the published version is right', (t) => {
  const { folder } = repository(t, 'flags');
  assert.deepEqual(check(folder, '--against', 'v1', main), []);
});

test('--against a folder or a header, --baseline, and the baseline of the settings say the same', (t) => {
  const { folder, write } = repository(t, 'count');
  write('old/include/uapi/linux/types.h', 'typedef unsigned int __u32;\n');
  write('old/include/uapi/linux/box.h', first);
  for (const against of ['old', 'old/include/uapi/linux/box.h'])
    assert.deepEqual(check(folder, '--against', against, main), [finding], against);
  check(folder, '--write-baseline', 'base.json', 'old/include/uapi/linux/box.h');
  assert.deepEqual(check(folder, '--baseline', 'base.json', main), [finding]);
  assert.deepEqual(check(folder, '--against', 'base.json', main), [finding]);
  write('.uapi.json', '{"baseline":"base.json"}');
  assert.deepEqual(check(folder, main), [finding]);
  // The settings above the header count, not those above the source.
  write('include/.uapi.json', '{}');
  assert.deepEqual(check(folder, main), []);
});

test('a private header that is gone was never published', (t) => {
  const { folder, write } = repository(t, 'flags');
  rmSync(join(folder, 'drivers/box/private.h'));
  rmSync(join(folder, 'drivers/box/regs/regs.h'));
  write(main, source('flags').replace('#include "private.h"\n', ''));
  assert.deepEqual(check(folder, '--against', 'v1', '--sources', 'drivers'), []);
  rmSync(join(folder, 'include/uapi/linux/box.h'));
  const gone = check(folder, '--against', 'v1', '--sources', 'drivers', 'include');
  assert.equal(gone.length, 1);
  assert.match(gone[0], /box\.h/);
});
