/**
 * What system calls with a structure say to its content, in the order of the kernel's tests: build_open_flags() of
 * fs/open.c, clone3_args_valid() of kernel/fork.c, build_mount_kattr() of fs/namespace.c, __sched_setscheduler() of
 * kernel/sched/syscalls.c, perf_copy_attr() of kernel/events/core.c, landlock_create_ruleset(), copy_mnt_id_req().
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { integerBytes, toHex } from '../bytes.js';
import { readRecordedFile } from './recordedCall.js';
import { replay } from './replay.js';

const facts = {
  ksize: {
    openat2: 24,
    clone3: 88,
    mount_setattr: 32,
    sched_setattr: 56,
    sched_getattr: 56,
    landlock_create_ruleset: 24,
    perf_event_open: 136,
    statmount: 32,
  },
  landlock_abi: 6,
  mounts: 'the mount with mount id 0x80000005 exists',
};

/** Words of 8 bytes for bigints, of 4 for numbers. */
const structure = (...words: readonly (bigint | number)[]): string =>
  words.map((word) => toHex(integerBytes(BigInt(word), typeof word === 'bigint' ? 8 : 4, true))).join('');

/** What is predicted: an errno, `fd`, a value, or `fact …` where nothing is. */
function answer(syscall: string, hex: string, call: object = {}, more: object = {}): string {
  const length = hex.length / 2;
  const layout = {
    ...{ pointer: 'buffer', fault_before: 0, accessible: length, start_mod8: 0, readonly: false },
    before: { len: length, hex },
  };
  const vectors = [{ call: { syscall, usize: length, ...call }, layout }];
  const file = readRecordedFile(JSON.stringify({ environment: { facts: { ...facts, ...more } }, vectors }));
  assert.ok(typeof file !== 'string', String(file));
  const [{ prediction, why }] = replay(file);
  if (prediction === undefined) return why.replace('unsupported: ', '');
  return prediction.errno ?? (prediction.retKind === 'fd' ? 'fd' : `${prediction.ret}`);
}

type Row = readonly [answer: string, words: readonly (bigint | number)[], call?: object];

function check(syscall: string, rows: readonly Row[]): void {
  for (const [expected, words, call] of rows) {
    const told = answer(syscall, structure(...words), call);
    const about = words.map((word) => `0x${word.toString(16)}`).join(' ');
    assert.equal(told, expected, `${syscall} ${about} ${JSON.stringify(call ?? {})}`);
  }
}

test('openat2: flags, mode, resolve', () => {
  const [creat, excl, trunc, directory, path, tmpfile] = [0o100n, 0o200n, 0o1000n, 0o200000n, 0o10000000n, 0o20000000n];
  const rows: readonly Row[] = [
    ['fd', [0n, 0n, 0n]],
    ['fd', [2n, 0n, 0n]],
    ['fd', [trunc, 0n, 0n]],
    // O_WRONLY is part of no other flag.
    ['fd', [1n, 0n, 0n]],
    ['fd', [creat + 1n, 0o600n, 0n]],
    ['fd', [excl + 1n, 0n, 0n]],
    ['ENOTDIR', [directory + 1n, 0n, 0n]],
    ['fact the mounts and the folder of the caller', [1n, 0n, 32n]],
    // O_APPEND, O_NONBLOCK, O_DSYNC, O_ASYNC, O_LARGEFILE, O_NOFOLLOW, O_NOATIME, O_CLOEXEC, O_SYNC, O_NOCTTY.
    ...[0o2000n, 0o4000n, 0o10000n, 0o20000n, 0o100000n, 0o400000n, 0o1000000n, 0o2000000n, 0o4010000n, 0o400n].map(
      (flags): Row => ['fd', [flags, 0n, 0n]],
    ),
    ['EINVAL', [0o40000n, 0n, 0n]],
    ['EINVAL', [0o4n, 0n, 0n]],
    ['EINVAL', [0o40000000n, 0n, 0n]],
    ['EINVAL', [1n << 32n, 0n, 0n]],
    // A mode is for files that are created, and has permission bits only.
    ['EINVAL', [0n, 0o600n, 0n]],
    ['fd', [creat, 0o7777n, 0n]],
    ['EINVAL', [creat, 0o10000n, 0n]],
    ['EEXIST', [creat + excl, 0o600n, 0n]],
    ['fd', [excl, 0n, 0n]],
    ['EINVAL', [creat + directory, 0o600n, 0n]],
    ['ENOTDIR', [directory, 0n, 0n]],
    ['EINVAL', [tmpfile + 2n, 0o600n, 0n]],
    ['EINVAL', [tmpfile + directory, 0o600n, 0n]],
    ['ENOTDIR', [tmpfile + directory + 2n, 0o600n, 0n]],
    ['EINVAL', [tmpfile + directory + 1n, 0o10000n, 0n]],
    ['fd', [path, 0n, 0n]],
    ['fd', [path + 0o2400000n, 0n, 0n]],
    ['ENOTDIR', [path + directory, 0n, 0n]],
    ['EINVAL', [path + 1n, 0n, 0n]],
    ['EINVAL', [path + trunc, 0n, 0n]],
    // RESOLVE_NO_XDEV, _NO_MAGICLINKS, _NO_SYMLINKS, _BENEATH, _IN_ROOT, _CACHED.
    ['fact the mounts and the folder of the caller', [0n, 0n, 1n]],
    ['fd', [0n, 0n, 2n]],
    ['fd', [0n, 0n, 4n]],
    ['EXDEV', [0n, 0n, 8n]],
    ['fact the mounts and the folder of the caller', [0n, 0n, 16n]],
    ['fact the mounts and the folder of the caller', [0n, 0n, 32n]],
    ['EINVAL', [0n, 0n, 64n]],
    ['EINVAL', [0n, 0n, 24n]],
    ['EAGAIN', [trunc, 0n, 32n]],
    ['EAGAIN', [creat, 0o600n, 32n]],
    ['EAGAIN', [tmpfile + directory + 2n, 0o600n, 32n]],
    ['fd', [trunc, 0n, 2n]],
  ];
  check(
    'openat2',
    rows.map(([expected, words]) => [expected, words, { path: '/dev/null' }]),
  );
  check('openat2', [
    ['EFAULT', [0n, 0n, 0n], { path: 'unmapped' }],
    ['fact what /etc/passwd is', [0n, 0n, 0n], { path: '/etc/passwd' }],
    ['EINVAL', [0n, 0n, 64n], { path: '/etc/passwd' }],
  ]);
});

/** struct clone_args: eleven words of 8 bytes. */
interface CloneArgs {
  readonly flags?: bigint;
  readonly exit?: bigint;
  readonly stack?: readonly [address: bigint, size: bigint];
  readonly setTid?: readonly [address: bigint, size: bigint];
  readonly cgroup?: bigint;
}

test('clone3: what must not go together', () => {
  const [vm, fs, sighand, parent, thread, newns] = [0x100n, 0x200n, 0x800n, 0x8000n, 0x10000n, 0x20000n];
  const [clearSighand, intoCgroup] = [1n << 32n, 1n << 33n];
  const child = 'fact the child that would be created';
  const rows: readonly (readonly [answer: string, CloneArgs, words?: number])[] = [
    [child, { exit: 17n }],
    [child, { exit: 64n }],
    ['EINVAL', { exit: 65n }],
    ['EINVAL', { exit: 1n << 40n }],
    // CSIGNAL and CLONE_DETACHED are of clone() alone.
    ['EINVAL', { flags: 1n }],
    ['EINVAL', { flags: 0x40n }],
    [child, { flags: 0x80n }],
    ['EINVAL', { flags: 0x400000n }],
    ['EINVAL', { flags: 1n << 34n }],
    ['EINVAL', { flags: 1n << 63n }],
    [child, { flags: vm + sighand }],
    ['EINVAL', { flags: sighand }],
    ['EINVAL', { flags: vm + sighand + clearSighand }],
    [child, { flags: vm + clearSighand }],
    [child, { flags: vm + sighand + thread }],
    ['EINVAL', { flags: vm + thread }],
    ['EINVAL', { flags: vm + sighand + thread, exit: 17n }],
    [child, { flags: parent }],
    ['EINVAL', { flags: parent, exit: 17n }],
    [child, { flags: newns }],
    [child, { flags: fs }],
    ['EINVAL', { flags: newns + fs }],
    // A stack has both an address and a size.
    [child, { stack: [0x10000n, 0x1000n] }],
    ['EINVAL', { stack: [0x10000n, 0n] }],
    ['EINVAL', { stack: [0n, 0x1000n] }],
    ['fact the memory that set_tid points to', { setTid: [0x10000n, 1n] }],
    ['fact the memory that set_tid points to', { setTid: [0x10000n, 32n] }],
    ['EINVAL', { setTid: [0x10000n, 33n] }],
    ['EINVAL', { setTid: [0x10000n, 0n] }],
    ['EINVAL', { setTid: [0n, 1n] }],
    // The descriptor of a control group is an int, and of the second version of the structure.
    [child, { flags: intoCgroup, cgroup: 3n }],
    [child, { flags: intoCgroup, cgroup: 0x7fff_ffffn }],
    ['EINVAL', { flags: intoCgroup, cgroup: 0x8000_0000n }],
    ['EINVAL', { flags: intoCgroup }, 10],
    [child, { cgroup: 1n << 40n }],
    [child, {}, 8],
  ];
  check(
    'clone3',
    rows.map(([expected, { flags = 0n, exit = 0n, stack = [0n, 0n], setTid = [0n, 0n], cgroup = 0n }, words = 11]) => [
      expected,
      [flags, 0n, 0n, 0n, exit, ...stack, 0n, ...setTid, cgroup].slice(0, words),
    ]),
  );
});

test('mount_setattr: what to set, to clear, and the propagation', () => {
  const content = 'fact what the content does';
  check('mount_setattr', [
    ['0', [0n, 0n, 0n, 0n]],
    [content, [1n, 0n, 0n, 0n]],
    [content, [0n, 1n, 0n, 0n]],
    [content, [0x20_0000n, 0n, 0n, 0n]],
    ['EINVAL', [0x40_0000n, 0n, 0n, 0n]],
    ['EINVAL', [0n, 0x40_0000n, 0n, 0n]],
    ['EINVAL', [0x100n, 0n, 0n, 0n]],
    // MS_UNBINDABLE, MS_PRIVATE, MS_SLAVE, MS_SHARED: one of them and nothing else.
    ...[17n, 18n, 19n, 20n].map((bit): Row => [content, [0n, 0n, 1n << bit, 0n]]),
    ...[17n, 18n, 19n, 20n].map((bit): Row => ['EINVAL', [0n, 0n, (1n << bit) + 1n, 0n]]),
    ['EINVAL', [0n, 0n, 1n << 16n, 0n]],
    ['EINVAL', [0n, 0n, 3n << 17n, 0n]],
    ['EINVAL', [0n, 0n, (1n << 17n) + 1n, 0n]],
    ['EINVAL', [1n, 0n, 3n << 19n, 0n]],
    // MOUNT_ATTR__ATIME is a number and not bits: whoever sets one clears the field, and all of it.
    [content, [0x10n, 0x70n, 0n, 0n]],
    [content, [0n, 0x70n, 0n, 0n]],
    ['EINVAL', [0x10n, 0n, 0n, 0n]],
    ['EINVAL', [0n, 0x10n, 0n, 0n]],
    ['EINVAL', [0x10n, 0x30n, 0n, 0n]],
    // The flags of the call: AT_RECURSIVE, AT_SYMLINK_NOFOLLOW, AT_NO_AUTOMOUNT, AT_EMPTY_PATH.
    ...[0x8000, 0x100, 0x800, 0x1000, 0x9900].map((flags): Row => ['0', [0n, 0n, 0n, 0n], { flags }]),
    ['EINVAL', [0n, 0n, 0n, 0n], { flags: 0x200 }],
    ['EINVAL', [0n, 0n, 0n, 0n], { flags: 1 }],
  ]);
});

test('sched_setattr: policy, flags and priority', () => {
  const realtime = 'fact the limits of real-time scheduling';
  const attributes = (policy: number, flags: bigint, priority: number, size = 56): readonly (bigint | number)[] =>
    [size, policy, flags, 0, priority, 0n, 0n, 0n, ...(size > 48 ? [0n] : [])].slice(0);
  check('sched_setattr', [
    ['0', attributes(0, 0n, 0)],
    ['0', attributes(3, 0n, 0, 48)],
    ['0', attributes(5, 0n, 0)],
    [realtime, attributes(1, 0n, 1)],
    [realtime, attributes(2, 0n, 99)],
    ['EINVAL', attributes(1, 0n, 100)],
    ['EINVAL', attributes(1, 0n, 0)],
    ['EINVAL', attributes(0, 0n, 1)],
    ['EINVAL', attributes(3, 0n, 1)],
    ['EINVAL', attributes(4, 0n, 0)],
    ['EINVAL', attributes(8, 0n, 0)],
    ['EINVAL', attributes(0x8000_0000, 0n, 0)],
    ['fact what the content does', attributes(6, 0n, 0)],
    ['fact what the content does', attributes(7, 0n, 0)],
    // SCHED_FLAG_RESET_ON_FORK, _RECLAIM, _DL_OVERRUN; _KEEP_POLICY and _KEEP_PARAMS; _UTIL_CLAMP_MIN and _MAX.
    ...[1n, 2n, 4n].map((flag): Row => ['0', attributes(0, flag, 0)]),
    ...[8n, 16n].map((flag): Row => ['fact the scheduling policy of the caller', attributes(4, flag, 0)]),
    ...[32n, 64n].map((flag): Row => ['fact CONFIG_UCLAMP_TASK', attributes(0, flag, 0)]),
    ...[32n, 64n].map((flag): Row => ['EINVAL', attributes(0, flag, 0, 48)]),
    ['EINVAL', attributes(0, 128n, 0)],
    ['EINVAL', attributes(0, 1n << 40n, 0)],
    ['EINVAL', attributes(0, 0n, 0), { pid: -1 }],
    ['fact which processes exist', attributes(0, 0n, 0), { pid: 5 }],
    ['EINVAL', attributes(0, 0n, 0), { flags: 1 }],
  ]);
});

test('landlock_create_ruleset: rights, and questions without a structure', () => {
  check('landlock_create_ruleset', [
    ['ENOMSG', [0n]],
    ['ENOMSG', [0n, 0n, 0n]],
    ['fd', [1n]],
    ['fd', [0xffffn]],
    ['EINVAL', [0x10000n]],
    ['fd', [0n, 3n]],
    ['EINVAL', [0n, 4n]],
    ['fd', [0n, 0n, 3n]],
    ['EINVAL', [0n, 0n, 4n]],
    ['EINVAL', [1n], { flags: 1 }],
  ]);
  const asked = (flags: number, usize = 0): string => {
    const vectors = [
      { call: { syscall: 'landlock_create_ruleset', usize, flags }, layout: { pointer: 'raw', value: '0x0' } },
    ];
    const file = readRecordedFile(JSON.stringify({ environment: { facts }, vectors }));
    return typeof file === 'string' ? file : replay(file)[0].why;
  };
  // Rights by version of the interface: with one before 6, or none, nothing is said.
  const rights = structure(1n);
  assert.equal(answer('landlock_create_ruleset', rights, {}, { landlock_abi: 5 }), 'fact landlock_abi');
  assert.equal(answer('landlock_create_ruleset', rights, {}, { landlock_abi: null }), 'fact landlock_abi');
  assert.equal(answer('landlock_create_ruleset', rights, {}, { landlock_abi: 7 }), 'fd');
  assert.equal(asked(1), 'the call returns 6');
  assert.equal(asked(2), 'unsupported: fact landlock_errata');
  assert.equal(asked(3), 'the call fails with EINVAL');
  assert.equal(asked(1, 8), 'the call fails with EINVAL');
});

test('perf_event_open: the event that counts nothing', () => {
  const event = (type: number, size: number, config: bigint, more: readonly bigint[] = []): Row[1] => [
    type,
    size,
    config,
    ...Array.from({ length: size / 8 - 2 }, (_, index) => more[index] ?? 0n),
  ];
  const machine = 'fact the events of this machine';
  check('perf_event_open', [
    ['fd', event(1, 64, 9n)],
    ['fd', event(1, 136, 9n)],
    [machine, event(0, 64, 9n)],
    [machine, event(1, 64, 8n)],
    ...Array.from(
      { length: 15 },
      (_, index): Row => [machine, event(1, 136, 9n, [...new Array<bigint>(index).fill(0n), 1n])],
    ),
    // The two reserved bytes at 110.
    ['EINVAL', event(1, 136, 9n, [...new Array<bigint>(11).fill(0n), 1n << 48n])],
    ['EINVAL', event(1, 136, 9n, [...new Array<bigint>(11).fill(0n), 1n << 56n])],
    [machine, event(1, 136, 9n, [...new Array<bigint>(11).fill(0n), 1n << 47n])],
  ]);
});

test('statmount and listmount: the id of a mount', () => {
  const mounts = 'fact mounts';
  check('statmount', [
    ['0', [24, 0, 0x8000_0005n, 0n]],
    ['0', [32, 0, 0x8000_0005n, 0n, 0n]],
    [mounts, [24, 0, 0x8000_0006n, 0n]],
    ['EINVAL', [24, 0, 0x8000_0000n, 0n]],
    [mounts, [24, 0, 0x8000_0001n, 0n]],
    ['EINVAL', [24, 0, 5n, 0n]],
    ['fact how this kernel reads the word at offset 4', [24, 1, 5n, 0n]],
    ['fact the mount namespaces of the machine', [32, 0, 0x8000_0005n, 0n, 1n]],
    ['EINVAL', [24, 0, 0x8000_0005n, 0n], { flags: 1 }],
  ]);
  check('listmount', [
    [mounts, [24, 0, 0x8000_0005n, 0n]],
    [mounts, [24, 0, 0x8000_0005n, 0n], { flags: 1 }],
    ['EINVAL', [24, 0, 0x8000_0005n, 0n], { flags: 2 }],
    ['EINVAL', [24, 0, 5n, 0n]],
  ]);
});

test('bpf: the number of the command', () => {
  const zeros = '00'.repeat(64);
  assert.equal(answer('bpf', zeros, { cmd: 101 }), 'EINVAL');
  assert.equal(answer('bpf', zeros, { cmd: -1 }), 'EINVAL');
  assert.equal(answer('bpf', zeros, { cmd: 100 }), 'fact the bpf command 100');
  assert.equal(answer('bpf', zeros, { cmd: 0 }), 'fact the bpf command 0');
});
